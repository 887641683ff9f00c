/// Where the table is in an Excel workbook, as far as the manifest declares it.
package struct SheetShape: Equatable, Sendable {
  package enum Choice: Equatable, Sendable {
    /// The only sheet.
    case only
    case named(String)
    /// The only sheet whose whole name matches a regular expression.
    case like(String)
  }

  package enum End: Equatable, Sendable {
    /// With the sheet.
    case sheet
    /// Before the first row without any content.
    case blankRow
    /// Before the first row whose first cell begins with one of these texts.
    case texts([String])
  }

  /// What is done with rows and columns that the workbook hides.
  package enum Hidden: String, CaseIterable, Sendable { case skip, read }

  package static let mostRowsBefore = 1000

  package var choice = Choice.only
  /// The number of rows of the header, whose texts are joined.
  package var headerRows = 1
  /// A blank cell in an upper row of the header belongs to the cell at its left, although the two are not merged.
  package var fillsHeader = false
  /// The header ends within so many rows.
  package var headerWithin = 30
  package var end = End.sheet
  /// Columns in which a cell may be merged over rows, each of which has its value.
  package var fillMerged: [String] = []
  /// Columns whose numbers are read as the workbook shows them, not as it stores them.
  package var asShown: [String] = []
  /// Nil: a table with hidden rows or columns is not read.
  package var hidden: Hidden?
  /// Columns whose numbers are days since 1900 where the contract reads them (`written: SERIAL`).
  package var serials: [String] = []
  /// A column of the contract whose numbers are such days, and which no column of the sheet has the name of.
  package var unplacedSerial: String?
  /// The errors (`#N/A`) that mean NULL, of each column of the header; empty: none in any column.
  package var errors: [[String]] = []

  package init() {}

  package static let plain = SheetShape()
}
