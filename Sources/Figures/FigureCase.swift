import Manifest
import Model

/// Everything that the verdict on a figure depends on.
package struct FigureCase: Sendable {
  /// A dataset's name and a remark about it.
  package struct Remark: Equatable, Sendable {
    package var dataset: String
    package var text: String

    package init(dataset: String, text: String) {
      self.dataset = dataset
      self.text = text
    }
  }

  package var figure: FigureManifest
  /// As of the day of publication.
  package var then: FigureValue
  package var now: FigureValue
  package var publicationDay: Day
  /// Whether the figure's caveat applies in either state; always true for a caveat without a condition.
  package var caveatApplies: Bool
  /// Whether the figure's period is closed, so that the age of its data does not matter.
  package var isClosed: Bool
  /// The largest ordinary revision of the datasets that the figure reads, in percent; nil if none is known.
  package var ordinaryMove: (dataset: String, percent: ExactNumber)?
  /// The datasets past their promised freshness, each with the day of its newest edition.
  package var stale: [Remark]
  /// The datasets with records in quarantine in either state, each with the number of records.
  package var quarantined: [Remark]
  /// What each source says now; empty where the figure names no readings.
  package var readings: [FigureReading] = []

  package init(
    figure: FigureManifest, then: FigureValue, now: FigureValue, publicationDay: Day, caveatApplies: Bool = false,
    isClosed: Bool = false,
    ordinaryMove: (dataset: String, percent: ExactNumber)? = nil, stale: [Remark] = [], quarantined: [Remark] = []
  ) {
    self.figure = figure
    self.then = then
    self.now = now
    self.publicationDay = publicationDay
    self.caveatApplies = caveatApplies
    self.isClosed = isClosed
    self.ordinaryMove = ordinaryMove
    self.stale = stale
    self.quarantined = quarantined
  }
}
