/// How a dataset's figures are made: the sum of one column over the rows that agree in others, such as encounters by
/// month.
package struct FigureMeasure: Equatable, Sendable {
  /// An integer column that is not part of the key.
  package var measure: String
  package var by: [String]

  package init(measure: String, by: [String]) {
    self.measure = measure
    self.by = by
  }
}
