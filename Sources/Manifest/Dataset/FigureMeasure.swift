/// A dataset's figures: the sum of one column over the rows that agree in others, say encounters by month.
package struct FigureMeasure: Equatable, Sendable {
  /// An integer column outside of the key.
  package var measure: String
  package var by: [String]

  package init(measure: String, by: [String]) {
    self.measure = measure
    self.by = by
  }
}
