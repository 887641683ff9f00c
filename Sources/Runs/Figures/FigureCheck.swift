import Figures
import Manifest
import Model

/// One figure as it was judged on a day.
///
/// Only the age of the data depends on the day. The site judges as of the day of the newest edition, because pages must
/// not depend on a clock; the ledger and `soundings figures` judge as of today.
package struct FigureCheck: Sendable {
  package let verdict: Verdict
  package let why: String
  /// The datasets that it is based on.
  package let datasets: [String]
  /// The verdict at the last check that was recorded; nil if there was none.
  package let previous: Verdict?
  /// Everything that the verdict depends on, except the day.
  private let facts: FigureCase
  /// Its datasets with a cadence, and the day from which each is past its freshness.
  private let agings: [Aging]

  /// A dataset that becomes stale.
  struct Aging: Sendable {
    /// The remark from that day on.
    var remark: FigureCase.Remark
    var from: Day
  }

  /// - Parameter facts: with an empty `stale`, which follows from `agings` and `day`.
  init(_ facts: FigureCase, _ agings: [Aging], on day: Day, datasets: [String], previous: Verdict?) {
    var dated = facts
    dated.stale = agings.filter { $0.from <= day }.map(\.remark)
    let judgement = Judgement(dated)
    verdict = judgement.verdict
    why = judgement.why
    self.facts = facts
    self.agings = agings
    self.datasets = datasets
    self.previous = previous
  }

  package var figure: FigureManifest { facts.figure }
  /// As of publication, and now.
  package var then: FigureValue { facts.then }
  package var now: FigureValue { facts.now }

  package var isWorse: Bool { previous.map { $0 < verdict } ?? false }

  /// The same figure on another day.
  func on(_ day: Day) -> FigureCheck {
    FigureCheck(facts, agings, on: day, datasets: datasets, previous: previous)
  }
}
