import System

extension AskBook {
  /// When the pages that keyed rows rest on were asked for, by address; UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  struct Documents: Codable, Equatable {
    var asked_at: [String: String] = [:]

    /// - Parameters:
    ///   - now: in seconds since 1970.
    ///   - seconds: how long an address is left alone.
    func isDue(_ address: String, now: Int, after seconds: Int) -> Bool {
      guard let last = asked_at[address].flatMap({ WallClock(at: $0) })?.secondsSince1970() else { return true }
      // A clock that was ahead must not keep it from being asked for long.
      return now - last >= seconds || last > now
    }
  }

  // No dataset may have this name.
  private static let documentsFile = "documents.json"

  func documents() -> Documents { read("\(folder)/\(Self.documentsFile)") ?? Documents() }

  /// Notes that pages were asked for.
  ///
  /// - Parameter at: in seconds since 1970.
  func note(documents addresses: [String], at: Int) {
    guard !addresses.isEmpty else { return }
    var known = documents()
    for address in addresses { known.asked_at[address] = WallClock.text(at) }
    write(known, Self.documentsFile)
  }
}
