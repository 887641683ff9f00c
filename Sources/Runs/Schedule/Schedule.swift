import Glibc
import System

/// When the job runs: every hour or once a day, at a minute.
package struct Schedule: Equatable, Sendable {
  /// 0 to 23, in the time of the machine or of ``zone``; nil: every hour.
  package var hour: Int?
  /// 0 to 59.
  package var minute: Int
  /// A name of the time zone database, `America/New_York`; nil: the machine's own.
  package var zone: String?

  package init(hour: Int? = nil, minute: Int, zone: String? = nil) {
    self.hour = hour
    self.minute = minute
    self.zone = zone
  }

  /// `every hour at minute 17`
  package var words: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    guard let hour else { return "every hour at minute \(minute)" }
    return "every day at \(two(hour)):\(two(minute)) \(zone.map { "in the zone \($0)" } ?? "of this machine's time")"
  }

  /// The five fields of a crontab line.
  package var cron: String { "\(minute) \(hour.map(String.init) ?? "*") * * *" }

  /// From the five fields that ``cron`` gives; nil where they are others.
  package init?(cron fields: [Substring]) {
    guard fields.count == 5, fields[2...].allSatisfy({ $0 == "*" }), let minute = Int(fields[0]), 0..<60 ~= minute
    else {
      return nil
    }
    if fields[1] == "*" {
      self.init(minute: minute)
    } else {
      guard let hour = Int(fields[1]), 0..<24 ~= hour else { return nil }
      self.init(hour: hour, minute: minute)
    }
  }

  /// systemd's calendar expression.
  package var calendar: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "*-*-* \(hour.map(two) ?? "*"):\(two(minute)):00" + (zone.map { " \($0)" } ?? "")
  }

  /// From what ``calendar`` gives; nil where it is something else.
  package init?(calendar text: some StringProtocol) {
    let parts = text.split(separator: " ")
    guard 2...3 ~= parts.count, parts[0] == "*-*-*" else { return nil }
    let time = parts[1].split(separator: ":")
    guard time.count == 3, let minute = Int(time[1]), 0..<60 ~= minute else { return nil }
    let hour = Int(time[0])
    guard time[0] == "*" || hour.map({ 0..<24 ~= $0 }) == true else { return nil }
    self.init(hour: hour, minute: minute, zone: parts.count == 3 ? String(parts[2]) : nil)
  }

  /// The newest slot at or before a time, in seconds since 1970; nil where there is none within two days, as on a day whose hour was
  /// left out.
  package func last(before time: Int) -> Int? { slot(from: time - time % 60, step: -60) }

  /// The first slot after a time.
  package func next(after time: Int) -> Int? { slot(from: time - time % 60 + 60, step: 60) }

  private func slot(from start: Int, step: Int) -> Int? {
    inZone {
      var time = start
      for _ in 0..<(49 * 60) {
        var parts = tm()
        var seconds = time_t(time)
        localtime_r(&seconds, &parts)
        if Int(parts.tm_min) == minute, hour.map({ Int(parts.tm_hour) == $0 }) ?? true { return time }
        time += step
      }
      return nil
    }
  }

  /// The C library knows one zone at a time. Only `schedule` asks for another, and does nothing else meanwhile.
  private func inZone<Result>(_ body: () -> Result) -> Result {
    let own = getenv("TZ").map { String(cString: $0) }
    if let zone { setenv("TZ", zone, 1) }
    tzset()
    defer {
      if zone != nil {
        if let own { setenv("TZ", own, 1) } else { unsetenv("TZ") }
        tzset()
      }
    }
    return body()
  }

  /// Whether the time zone database has the name.
  package static func isZone(_ name: String) -> Bool {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return false }
    return Files.isFile("/usr/share/zoneinfo/\(name)")
  }
}
