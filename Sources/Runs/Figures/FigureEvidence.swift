import Figures
import Manifest
import Model
import Warehouse

/// The records behind a figure in one state, before their texts are read from the archive.
struct FigureEvidence {
  var source: FigureSource
  /// The figure's value.
  var found: FigureValue
  /// The table that the figure is a cell of; otherwise nil.
  var table: TableManifest?
  /// The table's row; nil if there is none.
  var row: [Value]?
  /// The cell, and the cells that it is computed from, as far as the table has trace lines for them.
  var cells: [CellTracer.Result] = []
  /// The records that the article's file declares.
  var declared: [(line: FigureRecords, records: [TracedRecord])] = []
}
