import Manifest
import Model
import Warehouse

extension TableChange {
  /// At most so many cells of each kind are kept; the others are only counted.
  private static let kept = 5

  /// What differs between the rows of a summary table in two states.
  ///
  /// - Parameter datasets: the changed ones that the table reads.
  init(of manifest: TableManifest, datasets: [String], from before: [[Value]], to after: [[Value]]) {
    self.init(table: manifest.name, datasets: datasets, rowsBefore: before.count, rowsAfter: after.count)
    guard before != after else { return }
    let comparison = Comparison(of: manifest.compared, from: before, to: after)
    addedRows = comparison.count(.added)
    removedRows = comparison.count(.removed)
    changedCells = comparison.cells.count { $0.kind == .revised }
    let scales = ColumnScales(manifest.columns, in: [before, after])
    let leads = comparison.leads
    // Among new rows, those of the newest period are kept.
    let newest = leads.first { $0.kind == .added }.map { comparison.key.period(comparison.rows[$0.row].row) }
    func cells(_ changes: some Sequence<CellChange>) -> [Cell] {
      changes.prefix(Self.kept).map { Cell($0, in: comparison, weight: scales.millionths($0)) }
    }
    self.cells =
      cells(leads.filter { $0.kind == .revised })
      + cells(leads.filter { $0.kind == .added && comparison.key.period(comparison.rows[$0.row].row) == newest })
      + cells(leads.filter { $0.kind == .removed })
  }
}

extension TableChange.Cell {
  fileprivate init(_ change: CellChange, in comparison: Comparison, weight: Int64) {
    let column = comparison.columns.columns[change.column]
    self.init(
      kind: change.kind, key: comparison.key.name(comparison.rows[change.row].row), column: column.name,
      unit: column.unit,
      old: change.old, new: change.new, weight: weight)
  }
}
