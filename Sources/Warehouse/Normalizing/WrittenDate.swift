import Model
import Words

/// The date forms that publishers write, read by hand: a DateFormatter costs 29 µs a date and is not thread-safe on Linux.
enum WrittenDate {
  /// `YYYY-MM` of a month of the U.S. federal fiscal year, which begins on October 1 of the year before.
  static func month(ofFiscalYear fiscalYear: some StringProtocol, _ name: some StringProtocol) -> String? {
    guard let year = leadingYear(fiscalYear), let month = Months.number(name) else { return nil }
    return "\(PaddedNumber.text(month >= 10 ? year - 1 : year, to: 4))-\(PaddedNumber.text(month, to: 2))"
  }

  static func month(ofYear year: some StringProtocol, _ name: some StringProtocol) -> String? {
    guard let year = leadingYear(year), let month = Months.number(name) else { return nil }
    return "\(PaddedNumber.text(year, to: 4))-\(PaddedNumber.text(month, to: 2))"
  }

  /// The year of `2026` or `2026 (FYTD)`; nil for anything else.
  static func leadingYear(_ text: some StringProtocol) -> Int? {
    var rest = text.drop { $0 == " " }
    let digits = rest.prefix(4)
    guard digits.utf8.count == 4, let year = Int(digits), year >= 1000 else { return nil }
    rest = rest.dropFirst(4)
    while let first = rest.first, first == " " { rest = rest.dropFirst() }
    while let last = rest.last, last == " " { rest = rest.dropLast() }
    return rest.isEmpty || rest == "(FYTD)" ? year : nil
  }

  /// The ISO date of `15 November 2025`, `1–2 September 2025` (the last day), `30 November – 2 December 2025`,
  /// `November 15, 2025`, `2025-9-5`, `2025-08-31 – 2025-09-02` (the last day) and of ISO timestamps.
  static func date(_ text: some StringProtocol) -> String? {
    var words: [Substring] = []
    let trimmed = Substring(text.drop { $0 == " " })
    if leadingISODate(trimmed) != nil { return isoDate(trimmed) }
    var start: String?
    for word in trimmed.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\u{A0}" }) {
      // A range of days or of whole dates: its last part counts.
      if let dash = word.lastIndex(where: { $0 == "–" || $0 == "-" || $0 == "—" }) {
        let head = word[..<dash]
        let tail = word[word.index(after: dash)...]
        // A range of days that runs backward is a mistake, and which one cannot be known.
        if let first = Int(head), let last = Int(tail), first > last { return nil }
        // `1–2 September` keeps what precedes it (`November 1–2`); after `30 November –` it starts over.
        if head.isEmpty || Int(head) == nil {
          words += head.isEmpty ? [] : [head]
          guard isBeginning(words) else { return nil }
          start = words.count == 3 ? wholeDate(words) : nil
          words.removeAll()
        }
        if !tail.isEmpty { words.append(tail) }
      } else {
        words.append(word)
      }
    }
    guard let end = wholeDate(words), start.map({ $0 <= end }) ?? true else { return nil }
    return end
  }

  /// The ISO date of `2 December 2025` or `December 2 2025`, word by word.
  private static func wholeDate(_ words: [Substring]) -> String? {
    guard words.count == 3, let year = Int(words[2]), words[2].utf8.count == 4 else { return nil }
    let dayFirst = words[0].first?.isNumber == true
    guard let day = Int(dayFirst ? words[0] : words[1]), let month = Months.number(dayFirst ? words[1] : words[0])
    else {
      return nil
    }
    return Day(year: year, month: month, day: day)?.description
  }

  /// Whether a range can begin with these words: `30 November`, `November 30`, either with a year. Other text before a
  /// dash ("not before –") would change the meaning of the date after it.
  private static func isBeginning(_ words: [Substring]) -> Bool {
    guard (2...3).contains(words.count), words.count == 2 || Int(words[2]) != nil else { return false }
    if Int(words[0]) != nil { return Months.number(words[1]) != nil }
    return Months.number(words[0]) != nil && Int(words[1]) != nil
  }

  /// The date of a text that is an ISO date, an ISO timestamp, or a range of ISO dates (its last day). Other text behind the date may
  /// change what it means: `2026-08-31 or 2026-09-02`.
  private static func isoDate(_ text: Substring) -> String? {
    guard let (first, rest) = leadingISODate(text) else { return nil }
    if rest.allSatisfy({ $0 == " " }) || isTimeOfDay(rest) { return first }
    let range = rest.drop { $0 == " " }
    // A hyphen needs blanks on both sides, since dates contain it.
    let isRange = range.first == "–" || range.first == "—" || (rest.hasPrefix(" - "))
    guard isRange, let (last, end) = leadingISODate(range.dropFirst().drop { $0 == " " }), first <= last,
      end.allSatisfy({ $0 == " " })
    else { return nil }
    return last
  }

  private static func leadingISODate(_ text: Substring) -> (date: String, rest: Substring)? {
    let date = text.prefix { $0.isNumber || $0 == "-" }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...2).contains(parts[1].utf8.count), (1...2).contains(parts[2].utf8.count),
      let found = Day(year: year, month: month, day: day)
    else { return nil }
    return (found.description, text.dropFirst(date.count))
  }

  /// `T14:30`, ` 14:30:05.250 UTC`, `T00:00:00Z`, `T00:00:00+02:00`, ` 02:30 PM`: a `T` or a blank, a time of day, and where it counts.
  private static func isTimeOfDay(_ text: Substring) -> Bool {
    guard let first = text.first, first == "T" || first == " " else { return false }
    let clock = text.dropFirst().prefix { $0.isASCII && ($0.isNumber || $0 == ":" || $0 == ".") }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), isNumber(parts[0], upTo: 24), isNumber(parts[1], upTo: 59) else {
      return false
    }
    if parts.count == 3 {
      let seconds = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard isNumber(seconds[0], upTo: 60), seconds.count == 1 || seconds[1].allSatisfy(\.isNumber) else {
        return false
      }
    }
    var zone = text.dropFirst(1 + clock.count).drop { $0 == " " }
    while zone.last == " " { zone = zone.dropLast() }
    if ["", "Z", "UTC", "GMT", "AM", "PM"].contains(zone) { return true }
    guard let sign = zone.first, sign == "+" || sign == "-" else { return false }
    let digits = zone.dropFirst().filter { $0 != ":" }
    return (digits.utf8.count == 2 || digits.utf8.count == 4) && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Two digits.
  private static func isNumber(_ text: Substring, upTo most: Int) -> Bool {
    text.utf8.count == 2 && Int(text).map { (0...most).contains($0) } ?? false
  }
}
