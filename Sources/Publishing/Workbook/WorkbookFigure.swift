/// A figure of an article as a line of a workbook.
package struct WorkbookFigure: Sendable {
  package var article: String
  package var id: String
  package var clause: String
  /// With its unit, as all values here are.
  package var printed: String
  package var then: String
  package var now: String
  /// With what must be said beside it: by hand, by a copy.
  package var verdict: String
  package var why: String
  package var restsOn: String
  /// Who said what, when and where, a line each.
  package var sources: [String]

  package init(
    article: String, id: String, clause: String, printed: String, then: String, now: String, verdict: String,
    why: String, restsOn: String, sources: [String]
  ) {
    self.article = article
    self.id = id
    self.clause = clause
    self.printed = printed
    self.then = then
    self.now = now
    self.verdict = verdict
    self.why = why
    self.restsOn = restsOn
    self.sources = sources
  }

  /// All that is shown of it, as one text.
  package var basis: String { (columns + [article, restsOn, id]).joined(separator: "\u{0}") }

  /// What is shown of it first.
  var columns: [String] { [clause, printed, then, now, verdict, why, sources.joined(separator: "\n")] }
}
