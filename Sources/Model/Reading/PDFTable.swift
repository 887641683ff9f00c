/// Where a table is in a PDF, and where its columns are. All lengths are in points (1/72 inch) as Poppler gives them: x from the left edge of
/// the page, y from its upper edge.
package struct PDFTable: Equatable, Sendable {
  package enum Alignment: String, CaseIterable, Sendable { case left, right, center }

  /// The place of one column.
  package struct Range: Equatable, Sendable {
    package var from: Double
    package var to: Double

    package init(from: Double, to: Double) {
      self.from = from
      self.to = to
    }
  }

  /// A text outside of the rows that becomes a column.
  package struct Section: Equatable, Sendable {
    package enum Place: String, CaseIterable, Sendable {
      /// The last line that matched before the row, on whatever page.
      case above
      /// The first line of the row's own page that matches, before the row or after it.
      case page
    }

    /// The name of the column.
    package var name: String
    /// A regular expression over a line; its first group is the value, or else what it matches.
    package var pattern: String
    package var place: Place

    package init(name: String, pattern: String, place: Place = .above) {
      self.name = name
      self.pattern = pattern
      self.place = place
    }
  }

  package static let plain = PDFTable()

  /// The table comes after a line that begins with this; nil: after the first header.
  package var title: String?
  /// A line that begins with one of these ends the table, until the next title or header.
  package var until: [String] = []
  /// A line that begins with one of these is no part of the table: page headers and footers.
  package var leaveOut: [String] = []
  /// True if the numbers of the pages, at their upper or lower end, are no part of the table.
  package var leavesOutPageNumbers = false
  /// Words of the header that stand over several columns.
  package var over: [String] = []
  /// False if no line of the file has the header's words.
  package var hasHeaderLine = true
  /// One for each column, in order; empty: they are found by the header's words.
  package var ranges: [Range] = []
  /// By header column; the others' are found.
  package var alignments: [String: Alignment] = [:]
  /// Words whose boxes are no further apart, vertically, are of one row; negative: they must overlap by more than that. Nil: they overlap by
  /// more than a fifth of their height.
  package var rowGap: Double?
  package var sections: [Section] = []
  /// True if a row with words in one column alone is a record.
  package var hasLabelsAlone = false
  /// True if what Poppler reports as an error in the file is accepted.
  package var allowsFaults = false

  package init() {}
}
