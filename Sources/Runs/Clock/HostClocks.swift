import Fetching
import Model
import System

/// What the publishers' hosts say of the machine's clock, by the Date of their answers.
struct HostClocks {
  private let wrong: [(host: String, secondsAhead: Int)]
  private let clock: WallClock
  private let hasAgreeing: Bool

  init(_ news: [String: HostNews], _ clock: WallClock) {
    wrong = news.compactMap { host, news in news.secondsAhead.map { (host: host, secondsAhead: $0) } }
      .filter { abs($0.secondsAhead) > ClockCheck.tolerance }.sorted { $0.host < $1.host }
    self.clock = clock
    hasAgreeing = news.values.contains { $0.secondsAhead.map { abs($0) <= ClockCheck.tolerance } ?? false }
  }

  /// Whether a host agrees with the clock, and not two contradict it.
  var isConfirmed: Bool { hasAgreeing && wrong.count < 2 }

  /// A line about the one host that contradicts the clock; none if no host does. One may be wrong itself.
  ///
  /// - Parameters:
  ///   - command: to be typed again once the clock is right.
  ///   - hasStored: something is stored already, because a host agreed with the clock; then others that contradict it are told of.
  /// - Throws: ``Problem`` if two or more hosts contradict it.
  func remarks(command: RunCommand, hasStored: Bool = false) throws -> [String] {
    guard let first = wrong.first else { return [] }
    let now = clock.secondsSince1970()
    func time(_ secondsAhead: Int) -> String { WallClock.text(now + secondsAhead) }
    guard wrong.count > 1 else {
      return [
        "\(ClockCheck.place) is at \(WallClock.text(now)), and \(first.host) answered at \(time(first.secondsAhead)) by its own: "
          + "one of them is wrong; check the machine's"
      ]
    }
    let hosts = wrong.map { "\($0.host) answered at \(time($0.secondsAhead))" }.joined(separator: ", ")
    if hasStored {
      return [
        "\(ClockCheck.place) is at \(WallClock.text(now)), but \(hosts); another host agrees with it: check the machine's"
      ]
    }
    throw Problem(
      .failed, at: ClockCheck.place, "is at \(WallClock.text(now)), but \(hosts); nothing was stored",
      remedy: "set it (date -u shows it), then: soundings \(command.text)")
  }
}
