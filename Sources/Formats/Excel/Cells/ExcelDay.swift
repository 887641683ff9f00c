import Model

/// A day or a time as a workbook stores it: days since the beginning of its calendar, and the part of the day.
enum ExcelDay {
  /// In ISO 8601: `2025-11-19`, `2025-11-19T13:45:00`, or `13:45:00` of a time alone; nil where the number is none.
  ///
  /// - Parameters:
  ///   - isFrom1904: day 0 is 1 January 1904. Otherwise day 1 is 1 January 1900, and day 60 is 29 February 1900, which never was: Excel
  ///     took that mistake over from Lotus 1-2-3.
  static func text(_ number: Double, hasDay: Bool, hasTime: Bool, isFrom1904: Bool) -> String? {
    // 31 December 9999.
    guard number >= 0, number < (isFrom1904 ? 2_957_004 : 2_958_466) else { return nil }
    var day = Int(number)
    var milliseconds = Int(((number - Double(day)) * 86_400_000).rounded())
    if milliseconds == 86_400_000 { (day, milliseconds) = (day + 1, 0) }
    let time = Self.time(milliseconds)
    if hasTime, !hasDay, day == 0 { return time }
    guard let date = date(day, isFrom1904: isFrom1904) else { return nil }
    return hasTime || milliseconds > 0 ? "\(date)T\(time)" : "\(date)"
  }

  /// The number of a day since 1904 as that of the same day since 1900; what is none stays as it is.
  static func since1900(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let whole = text.prefix { $0 != UInt8(ascii: ".") }
    guard let day = Int(String(decoding: whole, as: UTF8.self)), day >= 0, day < 2_957_004 else { return Array(text) }
    return Array("\(day + 1462)".utf8) + text.dropFirst(whole.count)
  }

  private static func date(_ day: Int, isFrom1904: Bool) -> Day? {
    // As days since 1970: 1904-01-01 is -24,107; 1899-12-31 is -25,568.
    if isFrom1904 { return Day(daysSince1970: day - 24_107) }
    guard day >= 1, day != 60 else { return nil }
    return Day(daysSince1970: day - 25_568 - (day > 60 ? 1 : 0))
  }

  private static func time(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let text = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let rest = milliseconds % 1000
    return text.joined(separator: ":") + (rest == 0 ? "" : "." + String(1000 + rest).dropFirst())
  }
}
