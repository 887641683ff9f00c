/// A cell whose value is ours instead of the publisher's, with the record that it came from.
package struct CorrectedCell: Hashable, Sendable {
  /// From 1.
  package var page: Int
  /// From 1.
  package var record: Int
  package var column: String
  /// What the publisher says; NULL where that is nothing.
  package var wrong: Value
  package var right: Value
  package var reason: String
  package var link: String

  package init(page: Int, record: Int, column: String, wrong: Value, right: Value, reason: String, link: String) {
    self.page = page
    self.record = record
    self.column = column
    self.wrong = wrong
    self.right = right
    self.reason = reason
    self.link = link
  }

  /// `events was 11, is 12 (a typing error; https://example.org/)`.
  package var words: String { words(of: column) }

  /// - Parameter subject: the cell, `events of fiscal_year=2023`.
  package func words(of subject: String) -> String {
    "\(subject) was \(Self.shown(wrong)), is \(Self.shown(right)) (\(reason); \(link))"
  }

  /// The value, or that there is none.
  package static func shown(_ value: Value) -> String { value == .null ? "not stated" : value.plain }
}
