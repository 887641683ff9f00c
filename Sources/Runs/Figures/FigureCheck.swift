import Figures
import Manifest
import Model

/// One figure as it was judged on a day.
///
/// What the data says of it was found once; only the age of the data depends on the day. The site shows the day of the newest
/// edition, because pages know no clock; the ledger and `soundings figures` show today.
package struct FigureCheck: Sendable {
  package let verdict: Verdict
  package let why: String
  /// The datasets that it rests on.
  package let datasets: [String]
  /// The verdict at the last check that was recorded; nil where there was none.
  package let previous: Verdict?
  /// All that the verdict depends on but for the day.
  private let facts: FigureCase
  /// Its datasets whose publishers promise a rhythm, and from which day on each is past its freshness.
  private let agings: [Aging]

  /// A dataset that gets old.
  struct Aging: Sendable {
    /// What is reported of it then.
    var remark: FigureCase.Remark
    var from: Day
  }

  /// - Parameter facts: its `stale` is left empty; `agings` and `day` say what is.
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
