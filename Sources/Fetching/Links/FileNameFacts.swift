import Model
import Words

/// What a file's name says about the edition in it, read with a regular expression whose named groups are `published`
/// (a date), `through_fy` (U.S. fiscal year, two or four digits) and `through_month` (English month, three letters or
/// in full).
package struct FileNameFacts: Equatable, Sendable {
  package var published: PublishedDate?
  /// The last month of the data, `YYYY-MM`.
  package var through: String?

  package init(published: PublishedDate?, through: String?) {
    self.published = published
    self.through = through
  }

  /// The facts in a name; nil if `pattern` does not match it. Throws ``NotAFact`` if a group matched something that is
  /// not a date, month or year, as with an expression that is too loose, and the standard library's own error if
  /// `pattern` is not a regular expression.
  ///
  /// - Parameter forms: how the date is written; empty: as ``published(_:)`` reads it.
  package static func facts(of name: String, pattern: String, forms: [DateForm] = []) throws -> FileNameFacts? {
    guard let match = name.firstMatch(of: try expression(pattern)) else { return nil }
    return try FileNameFacts(match, forms: forms)
  }

  /// A named group matched something that it cannot mean.
  package struct NotAFact: Error, Equatable, Sendable, CustomStringConvertible {
    package var group: String
    package var value: String
    /// How a date should have been written; empty: as YYYY-MM-DD, YYYY-MM or YYYY.
    package var forms: [String] = []
    package var description: String {
      if group == "published" {
        let form = forms.isEmpty ? "YYYY-MM-DD, YYYY-MM or YYYY" : forms.joined(separator: " or ")
        return "the group 'published' matched '\(value)', which is not a date in the form \(form)"
      }
      let meaning = ["published": "date", "through_fy": "fiscal year", "through_month": "month"][group] ?? "fact"
      return "the group '\(group)' matched '\(value)', which is not a \(meaning)"
    }
  }

  /// Matches by Unicode scalars: pages are data here, not text for people, and it is several times faster.
  static func expression(_ pattern: String) throws -> Regex<AnyRegexOutput> {
    try Regex(pattern).matchingSemantics(.unicodeScalar).asciiOnlyDigits()
  }

  init(_ match: Regex<AnyRegexOutput>.Match, forms: [DateForm] = []) throws {
    func text(_ group: String) -> String? { match.output[group]?.substring.map(String.init) }
    func failure(_ group: String) -> NotAFact { NotAFact(group: group, value: text(group) ?? "") }
    if let given = text("published") {
      let read = forms.isEmpty ? Self.published(given) : forms.lazy.compactMap { $0.editionDate(of: given) }.first
      guard let date = read else {
        throw NotAFact(group: "published", value: given, forms: forms.map(\.text))
      }
      published = date
    }
    if let given = text("through_fy") {
      guard let fiscalYear = Self.fiscalYear(given) else { throw failure("through_fy") }
      // The file name of a closed fiscal year contains no month: its data ends in September.
      let monthText = text("through_month").flatMap { $0.isEmpty ? nil : $0 }
      guard let month = monthText.map({ Months.number($0) }) ?? 9 else { throw failure("through_month") }
      let year = month >= 10 ? fiscalYear - 1 : fiscalYear
      through = "\(year)-\(PaddedNumber.text(month, to: 2))"
    }
  }

  /// `2025-11-10`, `2025-11`, `2025`, and `2023-Nov` as in CBP's older folders.
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
