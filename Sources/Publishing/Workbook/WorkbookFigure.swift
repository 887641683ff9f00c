import Words

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
  /// Who says so first, and who says otherwise: some of ``sources``, a line each.
  package var lead: [String]
  /// Who said what, when and where, a line each.
  package var sources: [String]
  /// Who signed it off, a line each.
  package var signOffs: [String] = []

  package init(
    article: String, id: String, clause: String, printed: String, then: String, now: String, verdict: String,
    why: String, restsOn: String, lead: [String], sources: [String]
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
    self.lead = lead
    self.sources = sources
  }

  /// All that is shown of it, as one text.
  package var basis: String { cells.joined(separator: "\u{0}") }

  /// From left to right.
  var cells: [String] {
    let more = sources.count - lead.count
    let first = lead + (more > 0 ? ["\(English.count(more, "more line")) under all sources"] : [])
    return [
      clause, printed, then, now, verdict, why, first.joined(separator: "\n"), article,
      sources.joined(separator: "\n"), restsOn, signOffs.joined(separator: "\n"), id,
    ]
  }
}
