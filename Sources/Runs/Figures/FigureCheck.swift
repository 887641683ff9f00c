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
  /// The rows that made the difference between the two values; empty where they are the same.
  package let changes: FigureChanges
  /// The rows keyed by hand and the datasets that it rests on.
  package var support = FigureSupport()
  /// Of a figure without data: what its readings come from, which decides nothing.
  package var beside = FigureSupport()
  /// Who signed it off.
  package var signOffs = FigureSignOffs()
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
  init(
    _ facts: FigureCase, _ agings: [Aging], on day: Day, datasets: [String], previous: Verdict?,
    changes: FigureChanges = FigureChanges()
  ) {
    var dated = facts
    dated.stale = agings.filter { $0.from <= day }.map(\.remark)
    let judgement = Judgement(dated)
    verdict = judgement.verdict
    why = judgement.why
    self.facts = facts
    self.agings = agings
    self.datasets = datasets
    self.previous = previous
    self.changes = changes
  }

  package var figure: FigureManifest { facts.figure }
  /// As of publication, and now.
  package var then: FigureValue { facts.then }
  package var now: FigureValue { facts.now }

  /// The same for a reader, with few decimals.
  package var shown: (then: FigureValue, now: FigureValue) { (facts.reader.value(then), facts.reader.value(now)) }
  /// Nil where the reader is shown all of it.
  package var exactly: (then: FigureValue, now: FigureValue)? {
    facts.reader.cuts(then) || facts.reader.cuts(now) ? (then, now) : nil
  }

  /// What each source says now.
  package var readings: [FigureReading] {
    let found = [then.text, now.text].compactMap(\.self)
    return facts.readings.shown(of: figure).map { reading in
      var reading = reading
      reading.decides = reading.agrees == true && reading.value.text.map(found.contains) == true
      return reading
    }
  }

  /// The value differs from that as of publication.
  package var hasMoved: Bool { then.text != now.text }
  /// The age of the data does not matter, by what the data itself says.
  package var isClosed: Bool { facts.isClosed }

  /// Why its period counts as closed, or what the data says against it; nil for a figure that is not declared closed.
  package var closedWords: String? {
    guard let closed = figure.closed else { return nil }
    if !isClosed { return "declared closed (\(closed.text)), which the data does not confirm: its age counts" }
    return hasMoved ? "declared closed (\(closed.text)), but the value has changed since publication" : closed.text
  }

  package var isWorse: Bool { previous.map { $0 < verdict } ?? false }

  /// The same figure on another day.
  func on(_ day: Day) -> FigureCheck {
    var dated = FigureCheck(facts, agings, on: day, datasets: datasets, previous: previous, changes: changes)
    dated.support = support
    dated.beside = beside
    dated.signOffs = signOffs
    return dated
  }
}
