import Manifest
import Model

/// One checked figure, in words.
package struct FigureCard: Sendable {
  package var figure: FigureManifest
  package var verdict: Verdict
  /// The values as of publication and now, with their units if they have one.
  package var then: String
  package var now: String
  /// Both with all decimals; nil where nothing was cut.
  package var exactly: (then: String, now: String)?
  package var why: String
  /// The datasets that it rests on.
  package var datasets: [String]
  /// True if the current value differs from that of the day of publication.
  package var hasMoved: Bool
  /// The rows that made the difference between the two values.
  package var changes: FigureChanges
  /// Why its period counts as closed, or what the data says against it; nil if it is not declared closed.
  package var closed: String?
  /// Who says so: the rows keyed by hand and the datasets that it rests on.
  package var support: FigureSupport
  /// Of a figure without data: what its readings come from, which decides nothing.
  package var beside: FigureSupport
  /// What one source says, and whether the printed value holds by it; nil where it says no value of that kind.
  package struct Reading: Sendable {
    package var source: String
    package var day: Day?
    /// The day in words, as precisely as it is known.
    package var date: String?
    package var said: String
    package var agrees: Bool?
    /// Why the figure's value is not taken from it.
    package var whyNot: String?
    /// Whether it gives the very value that the figure has by the data.
    package var decides: Bool

    package init(
      source: String, day: Day?, date: String?, said: String, agrees: Bool?, whyNot: String? = nil,
      decides: Bool = false
    ) {
      self.decides = decides
      self.source = source
      self.day = day
      self.date = date
      self.said = said
      self.agrees = agrees
      self.whyNot = whyNot
    }
  }

  /// What each source says, where there are several.
  package var readings: [Reading]
  /// Who signed it off.
  package var signOffs = FigureSignOffs()
  /// The day from which its data is older than promised; nil if the period is closed or that day is past.
  package var staleFrom: Day?

  package init(
    figure: FigureManifest, verdict: Verdict, then: String, now: String, exactly: (then: String, now: String)? = nil,
    why: String, datasets: [String],
    hasMoved: Bool, changes: FigureChanges = FigureChanges(), closed: String? = nil,
    support: FigureSupport = FigureSupport(), beside: FigureSupport = FigureSupport(), readings: [Reading] = [],
    staleFrom: Day?
  ) {
    self.figure = figure
    self.verdict = verdict
    self.then = then
    self.now = now
    self.exactly = exactly
    self.why = why
    self.datasets = datasets
    self.hasMoved = hasMoved
    self.changes = changes
    self.closed = closed
    self.support = support
    self.beside = beside
    self.readings = readings
    self.staleFrom = staleFrom
  }
}
