import Model
import Words

/// What a file's name tells of the edition in it, read with a regular expression whose named groups are `published` (a
/// date), `through_fy` (U.S. fiscal year, two or four digits) and `through_month` (English month, three letters or whole).
package struct FileNameFacts: Equatable, Sendable {
  package var published: PublishedDate?
  /// The last month of the data, `YYYY-MM`.
  package var through: String?

  package init(published: PublishedDate?, through: String?) {
    self.published = published
    self.through = through
  }

  /// The facts of one name; nil where `pattern` does not match it. Throws ``NotAFact`` where a group matched something
  /// that is no date, month or year (an expression that is too loose would otherwise pass for knowledge), and the
  /// standard library's own error where `pattern` is no regular expression.
  package static func facts(of name: String, pattern: String) throws -> FileNameFacts? {
    guard let match = name.firstMatch(of: try expression(pattern)) else { return nil }
    return try FileNameFacts(match)
  }

  /// A named group matched something that it cannot mean.
  package struct NotAFact: Error, Equatable, Sendable, CustomStringConvertible {
    package var group: String
    package var value: String
    package var description: String {
      let meaning = ["published": "date", "through_fy": "fiscal year", "through_month": "month"][group] ?? "fact"
      return "the group '\(group)' matched '\(value)', which is no \(meaning)"
    }
  }

  /// Matching goes by unicode scalars: a page is not read the way people see it, and it is several times faster.
  static func expression(_ pattern: String) throws -> Regex<AnyRegexOutput> {
    try Regex(pattern).matchingSemantics(.unicodeScalar).asciiOnlyDigits()
  }

  init(_ match: Regex<AnyRegexOutput>.Match) throws {
    func text(_ group: String) -> String? { match.output[group]?.substring.map(String.init) }
    func failure(_ group: String) -> NotAFact { NotAFact(group: group, value: text(group) ?? "") }
    if let given = text("published") {
      guard let date = Self.published(given) else { throw failure("published") }
      published = date
    }
    if let given = text("through_fy") {
      guard let fiscalYear = Self.fiscalYear(given) else { throw failure("through_fy") }
      // A closed fiscal year's file names no month: its data ends with the year, in September.
      let monthText = text("through_month").flatMap { $0.isEmpty ? nil : $0 }
      guard let month = monthText.map({ Months.number($0) }) ?? 9 else { throw failure("through_month") }
      let year = month >= 10 ? fiscalYear - 1 : fiscalYear
      through = "\(year)-\(PaddedNumber.text(month, to: 2))"
    }
  }

  /// `2025-11-10`, `2025-11`, `2025`, and what CBP's older folders have: `2023-Nov`.
  static func published(_ text: String) -> PublishedDate? {
    if let date = PublishedDate(text) { return date }
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let month = Months.number(parts[1]) else { return nil }
    return PublishedDate("\(parts[0])-\(PaddedNumber.text(month, to: 2))")
  }

  private static func fiscalYear(_ text: String) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(text) else { return nil }
    switch text.utf8.count {
    case 2: return 2000 + number
    case 4: return number
    default: return nil
    }
  }
}
