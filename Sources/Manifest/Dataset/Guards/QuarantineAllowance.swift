/// Records that a dataset may lack, because its author says why its tables can bear it. Every number that rests on such an edition
/// has a mark, and every run reports it, until a person accepts the edition.
package struct QuarantineAllowance: Equatable, Sendable {
  /// At most this share of an edition's records, in percent.
  package var percent: Double
  /// At most this share of any summed column in any partition, in percent, by what the same keys or their neighbors last said.
  package var weightPercent: Double
  /// Why the tables can bear it.
  package var because: String

  package init(percent: Double, weightPercent: Double, because: String) {
    self.percent = percent
    self.weightPercent = weightPercent
    self.because = because
  }
}
