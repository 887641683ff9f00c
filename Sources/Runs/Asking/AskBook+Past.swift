import System

extension AskBook {
  /// Whether a person was told of the past editions that a publisher offers.
  func hasTold(_ dataset: String) -> Bool { asked(dataset)?.past_told_at != nil }

  /// Notes that a person was told.
  ///
  /// - Parameter at: in seconds since 1970.
  func note(toldOfPast dataset: String, at: Int) {
    var known = asked(dataset) ?? Asked(asked_at: WallClock.text(at), failures: 0)
    known.past_told_at = WallClock.text(at)
    write(known, "\(dataset).json")
  }
}
