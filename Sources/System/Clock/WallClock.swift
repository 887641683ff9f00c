import Glibc
import Model

/// The current time, as a value that every command is given. It is used for the ledger, for the time of a fetch, and
/// for what is in the future or overdue; never for anything that is exported.
package struct WallClock: Sendable {
  /// Seconds since 1970, UTC.
  package let secondsSince1970: @Sendable () -> Int

  /// Whether it is the machine's own, not one that a test sets.
  package let isMachines: Bool

  package init(secondsSince1970: @escaping @Sendable () -> Int) {
    self.init(isMachines: false, secondsSince1970: secondsSince1970)
  }

  private init(isMachines: Bool, secondsSince1970: @escaping @Sendable () -> Int) {
    self.secondsSince1970 = secondsSince1970
    self.isMachines = isMachines
  }

  /// A clock fixed at `time`, `YYYY-MM-DDTHH:MM:SSZ`; nil if that is not such a time.
  package init?(at time: some StringProtocol) {
    let text = Array(time.utf8)
    func number(_ range: Range<Int>, below limit: Int) -> Int? {
      let digits = text[range]
      guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
      return value < limit ? value : nil
    }
    guard text.count == 20, [text[10], text[13], text[16], text[19]] == Array("T::Z".utf8),
      let day = Day(time.prefix(10)), let hour = number(11..<13, below: 24), let minute = number(14..<16, below: 60),
      let second = number(17..<19, below: 60)
    else { return nil }
    let seconds = day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
    self.init { seconds }
  }

  /// The machine's clock.
  package static var machine: WallClock { WallClock(isMachines: true) { time(nil) } }

  /// The environment variable that sets the program's clock; for tests only.
  package static let variable = "SOUNDINGS_NOW"

  /// The machine's clock, or the time in ``variable``.
  ///
  /// - Throws: ``Problem`` when the variable is set to something that is not a time.
  package static func ofProcess() throws -> WallClock {
    guard let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty else { return machine }
    if let clock = WallClock(at: value) { return clock }
    throw Problem(
      .usage, at: variable, "\"\(value)\" is not a time",
      remedy: "unset it (it is for tests), or write it as YYYY-MM-DDTHH:MM:SSZ, in UTC")
  }

  /// The current time in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package func now() -> String { Self.text(secondsSince1970()) }

  /// The current day in UTC.
  package func today() -> Day { Self.day(secondsSince1970()) }

  /// `YYYY-MM-DDTHH:MM:SSZ`
  package static func text(_ secondsSince1970: Int) -> String {
    let day = days(secondsSince1970)
    let rest = secondsSince1970 - day * 86_400
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(Day(daysSince1970: day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// The day in UTC.
  package static func day(_ secondsSince1970: Int) -> Day { Day(daysSince1970: days(secondsSince1970)) }

  private static func days(_ seconds: Int) -> Int { (seconds - (seconds < 0 ? 86_399 : 0)) / 86_400 }
}
