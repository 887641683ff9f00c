import Manifest
import Model
import Words

/// What changed in a summary table between two states of its data, cell by cell, in the order of ``Comparison``.
package struct SiteChange: Sendable {
  package struct Line: Equatable, Sendable {
    /// The row's name: `2024, Peru`.
    package var row: String
    package var column: String
    package var before: String
    package var now: String
    /// For numbers; otherwise empty.
    package var difference: String
  }

  /// The day whose end is the earlier state.
  package var since: Day
  package var addedRows: Int
  /// The names of the first of the new rows.
  package var addedNames: [String]
  package var removedRows: Int
  package var lines: [Line]

  private static let mostNames = 4

  /// - Returns: nil if neither state has a row.
  package init?(of manifest: TableManifest, from old: [[Value]], to new: [[Value]], since: Day) {
    guard !old.isEmpty || !new.isEmpty else { return nil }
    let comparison = Comparison(of: manifest.compared, from: old, to: new)
    func name(_ change: CellChange) -> String {
      RowName.words(comparison.key.name(comparison.rows[change.row].row)) ?? CellText.null
    }
    self.since = since
    addedRows = comparison.count(.added)
    removedRows = comparison.count(.removed)
    addedNames = comparison.leads.filter { $0.kind == .added }.prefix(Self.mostNames).map(name)
    lines = comparison.cells.filter { $0.kind == .revised }.map { change in
      let column = manifest.columns[change.column]
      return Line(
        row: name(change), column: ColumnTitle.words(column), before: CellText.text(change.old, column),
        now: CellText.text(change.new, column), difference: CellText.difference(change.difference, column))
    }
  }
}
