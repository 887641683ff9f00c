import GRDB
import Model

/// A verdict on a figure as it was recorded: the ledger has one line for each change of verdict or value.
package struct VerdictRecord: Equatable, Sendable {
  package var article: String
  package var figure: String
  /// The run that found it; nil if `soundings figures` found it.
  package var run: Int?
  /// When, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var at: String
  package var verdict: Verdict
  /// The value as of publication; nil if there was none.
  package var value: String?
  package var valueNow: String?

  package init(
    article: String, figure: String, run: Int?, at: String, verdict: Verdict, value: String?, valueNow: String?
  ) {
    self.article = article
    self.figure = figure
    self.run = run
    self.at = at
    self.verdict = verdict
    self.value = value
    self.valueNow = valueNow
  }

  init(_ row: Row) throws {
    try self.init(
      article: row["article"], figure: row["figure"], run: row["run"], at: row["at"], verdict: row.word("verdict"),
      value: row["value"], valueNow: row["value_now"])
  }

  /// True if both have the same verdict and values, regardless of their times.
  package func agrees(with other: VerdictRecord) -> Bool {
    verdict == other.verdict && value == other.value && valueNow == other.valueNow
  }
}
