/// The rows of a summary table on one day, in their published order.
package struct TableResult: Sendable {
  package var table: String
  package var columns: [String]
  package var rows: [[Value]]
  /// The day whose state the rows show; nil for the newest state.
  package var asOf: Day?
  /// The editions that the rows are based on, in a stable order.
  package var sources: [SourceEdition]
  /// Facts about these very rows, such as why there are none or what the loaded editions leave out. Shown with the
  /// notes.
  package var remarks: [String]

  package init(
    table: String, columns: [String], rows: [[Value]], asOf: Day?, sources: [SourceEdition], remarks: [String] = []
  ) {
    self.table = table
    self.columns = columns
    self.rows = rows
    self.asOf = asOf
    self.sources = sources
    self.remarks = remarks
  }
}
