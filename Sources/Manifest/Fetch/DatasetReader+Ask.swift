// `fetch.ask:` in a manifest.
extension DatasetReader {
  func rhythm(_ value: YAMLValue) -> AskRhythm? {
    guard let map = YAMLMap(value, keys: ["every", "between"]) else { return nil }
    guard let seconds = map.required("every").flatMap(interval) else { return nil }
    return AskRhythm(seconds: seconds, window: map["between"].flatMap(window))
  }

  /// `day`, `week`, or a whole number of minutes, hours or days: `30m`, `6h`, `2d`.
  private func interval(_ value: YAMLValue) -> Int? {
    guard let text = value.text() else { return nil }
    let units = ["m": 60, "h": 3600, "d": 86_400]
    switch text {
    case "hour": return 3600
    case "day": return 86_400
    case "week": return 7 * 86_400
    default: break
    }
    let digits = text.dropLast()
    if let unit = text.last.flatMap({ units[String($0)] }), digits.utf8.count <= 4,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits),
      (600...366 * 86_400).contains(count * unit)
    {
      return count * unit
    }
    value.report(
      "'\(text)' is not an interval from 10 minutes to a year",
      remedy: "write hour, day, week, or a number with m, h or d: 30m, 6h, 2d")
    return nil
  }

  private func window(_ value: YAMLValue) -> AskRhythm.Window? {
    guard let text = value.text() else { return nil }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
    if ends.count == 2, let from = ends[0], let to = ends[1], from < to {
      return AskRhythm.Window(from: from, to: to)
    }
    value.report(
      "'\(text)' is not a part of the day", remedy: "write it in UTC, the start first: between: 13:00-21:00")
    return nil
  }

  /// `HH:MM` in minutes after midnight; 24:00 is the end of the day.
  private func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }
}
