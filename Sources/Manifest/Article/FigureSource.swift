/// Where a figure's value comes from.
package enum FigureSource: Sendable {
  /// One SELECT over datasets that gives one row and one column.
  case sql(PlacedSQL)
  /// A cell of a summary table: the row whose columns have these values.
  case cell(table: String, column: String, where: [(column: String, value: String)])
  /// There is no data that tests it, for this reason.
  case none(reason: String)
}
