import Archive
import Model
import System

/// Whether the machine's clock can be right, by what the archive's records and the program say. What is fetched or added is dated by it
/// for good.
struct ClockCheck {
  /// By how many seconds two clocks may differ: a day, so that no zone and no late synchronization counts.
  static let tolerance = 86_400

  /// The latest time that a record can have, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  let limit: String
  private let archive: Archive
  private let clock: WallClock
  /// When the program was built, in seconds since 1970; nil where that says nothing.
  private let built: Int?

  init(_ project: Project) {
    self.init(
      archive: project.archive, clock: project.clock,
      built: project.clock.isMachines ? FileStates.writtenAt("/proc/self/exe") : nil)
  }

  init(archive: Archive, clock: WallClock, built: Int?) {
    self.archive = archive
    self.clock = clock
    self.built = built
    limit = WallClock.text(clock.secondsSince1970() + Self.tolerance)
  }

  /// What speaks against the clock, a line each.
  ///
  /// - Parameter command: stores something, and is to be typed again once the clock is right; nil for one that stores nothing.
  /// - Throws: ``Problem`` if `command` is given and something was fetched or added more than a day after now.
  func remarks(storing command: RunCommand?) throws -> [String] {
    let now = clock.now()
    let later = try archive.editionsDated(after: limit)
    var remarks: [String] = []
    if let ahead = later.filter(isFetchedAhead).max(by: { $0.fetchedAt < $1.fetchedAt }) {
      let what =
        "is at \(now), more than a day before the edition of \(ahead.name) of \(ahead.dataset) was "
        + "\(ahead.origin == .added ? "added" : "fetched") (\(ahead.fetchedAt))"
      if let command {
        throw Problem(
          .failed, at: Self.place, "\(what); nothing was stored",
          remedy: "set it, then: soundings \(command.retyped); if it was wrong when that edition came: "
            + settling(ahead))
      }
      remarks.append("\(Self.place) \(what): set it before anything is fetched")
    } else if let published = later.max(by: { $0.day < $1.day }), published.day.description > limit.prefix(10) {
      remarks.append(
        "\(Self.place) is at \(now), more than a day before \(published.day), the day of an edition of \(published.dataset): "
          + "check both")
    }
    if let built, WallClock.text(built) > limit {
      remarks.append("\(Self.place) is at \(now), more than a day before this program was built: check it")
    }
    return remarks
  }

  static let place = "the machine's clock"

  private func isFetchedAhead(_ edition: Edition) -> Bool {
    edition.origin.isFromOutside && edition.fetchedAt > limit
  }

  /// The command by which a person settles an edition with an impossible time: one that a wrong day keeps from use is fetched again.
  private func settling(_ edition: Edition) -> String {
    let isInTheFuture = edition.day > clock.today()
    return "soundings \(isInTheFuture ? "withdraw" : "accept") \(edition.dataset) \(edition.shortHash) --reason \"...\""
  }
}
