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
  /// `November 15, 2025`, `2025-9-5` and of timestamps that begin with an ISO date.
  static func date(_ text: some StringProtocol) -> String? {
    var words: [Substring] = []
    let trimmed = Substring(text.drop { $0 == " " })
    if let iso = isoDate(trimmed) { return iso }
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

  private static func isoDate(_ text: Substring) -> String? {
    let date = text.prefix { $0.isNumber || $0 == "-" }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    let rest = text.dropFirst(date.count)
    guard parts.count == 3, parts[0].utf8.count == 4, rest.isEmpty || rest.first == "T" || rest.first == " " else {
      return nil
    }
    guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...2).contains(parts[1].utf8.count), (1...2).contains(parts[2].utf8.count)
    else { return nil }
    return Day(year: year, month: month, day: day)?.description
  }
}
