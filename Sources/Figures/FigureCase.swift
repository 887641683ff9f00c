import Manifest
import Model

/// All that the verdict on a figure depends on.
package struct FigureCase: Sendable {
  /// A dataset by name, and something that is to be told of it.
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
  package var then: Found
  package var now: Found
  package var publicationDay: Day
  /// Whether the figure's caveat applies in either state; true where it has one without a condition.
  package var caveatApplies: Bool
  /// The largest of the ordinary revisions of the datasets that the figure reads, in percent; nil where none is known.
  package var ordinaryMove: (dataset: String, percent: ExactNumber)?
  /// The datasets past their promised freshness, with the newest edition's day.
  package var stale: [Remark]
  /// The datasets with records in quarantine in either state, with their number.
  package var quarantined: [Remark]

  package init(
    figure: FigureManifest, then: Found, now: Found, publicationDay: Day, caveatApplies: Bool = false,
    ordinaryMove: (dataset: String, percent: ExactNumber)? = nil, stale: [Remark] = [], quarantined: [Remark] = []
  ) {
    self.figure = figure
    self.then = then
    self.now = now
    self.publicationDay = publicationDay
    self.caveatApplies = caveatApplies
    self.ordinaryMove = ordinaryMove
    self.stale = stale
    self.quarantined = quarantined
  }
}
