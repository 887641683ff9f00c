import Figures
import Manifest
import Model

/// A figure with the records behind it.
package struct FigureTrace: Sendable {
  /// A line under the figure's `records`.
  package struct Declared: Sendable {
    package var line: FigureRecords
    /// How many records it names.
    package var count: Int
    /// All of them, or the first ones.
    package var contributions: [Contribution]
  }

  package var article: ArticleManifest
  package var figure: FigureManifest
  /// The day whose state was traced; nil for the newest state.
  package var asOf: Day?
  package var value: FigureValue
  /// The datasets that its SQL or its table reads.
  package var datasets: [String]
  /// The table's row, if the figure is a cell and the row exists.
  package var cell: TraceReport?
  package var declared: [Declared]
  /// The rows keyed by hand and the datasets that it rests on.
  package var support = FigureSupport()
  /// What each source says of it, where several may contradict one another.
  package var readings: [FigureReading] = []
  /// What people decided on the editions that it rests on, and on withdrawn ones, which would count otherwise.
  package var decisions: [FigureDecision] = []

  /// True if its SQL reads datasets, but the records that it is based on are not declared.
  package var isUndeclared: Bool { declared.isEmpty && cell == nil && !datasets.isEmpty }
}
