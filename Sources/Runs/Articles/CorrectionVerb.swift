import Figures
import Manifest
import Model
import System
import Warehouse
import Words

/// `soundings figures --correction ID`: the draft of a note for readers on a figure that no longer holds, or never did.
package struct CorrectionVerb {
  /// The figure's id.
  package var figure: String
  /// Nil where the id is that of one article only.
  package var article: String?
  /// The state that counts as now; nil for the newest one.
  package var asOf: Day?

  package init(figure: String, article: String?, asOf: Day?) {
    self.figure = figure
    self.article = article
    self.asOf = asOf
  }

  package struct Report: Sendable {
    package var article: ArticleManifest
    package var check: FigureCheck
    package var asOf: Day?
  }

  /// - Throws: ``Problem`` if the id is unknown or that of figures of several articles, the figure cannot be judged, or
  ///   there is nothing to correct.
  package func run(_ project: Project) throws -> Report {
    let (article, figure) = try TraceSubject.figure(named: figure, article: article, in: project.library)
    let ledger = FigureLedger(project, today: project.clock.today())
    var only = article
    only.figures = [figure]
    let found = try project.openWarehouse().read { session in
      try ledger.check(only, session, asOf: asOf) { _ in true }
    }
    if let problem = found.problems.first { throw problem }
    guard let check = found.figures.first, check.verdict == .drifted || check.verdict == .contradicted else {
      throw Problem(
        .usage, at: figure.id,
        "has nothing to correct: its verdict is '\(found.figures.first?.verdict.rawValue ?? Verdict.unsupported.rawValue)'",
        remedy: "those that are 'drifted' or 'contradicted' have: soundings figures \(article.name)")
    }
    return Report(article: article, check: check, asOf: asOf)
  }
}

extension CorrectionVerb.Report {
  /// Paragraphs and list items, each a line: what was printed, what the data says, what changed it, and how to see it.
  package var lines: [String] {
    let figure = check.figure
    let unit = figure.unit
    let printed = figure.printed.map { $0.words(unit) }
    let then = check.shown.then.words(unit)
    let now = check.shown.now.words(unit)
    let day = DateWords.amid(article.published.words)
    var lines = [check.verdict == .drifted ? "UPDATE (DRAFT)" : "CORRECTION (DRAFT)", ""]
    lines.append(
      "\(article.publisher.map { "\($0) wrote" } ?? "The article said") on \(day) in \"\(article.title)\": \"\(figure.clause)\"."
        + (printed.map { " Printed: \($0)." } ?? " It printed no number."))
    lines.append(
      check.verdict == .drifted
        ? "The data that had been published by that day agreed: \(then). What has been published since does not: \(now)."
        : "The data that had been published by that day says otherwise: \(then)."
          + (check.hasMoved ? " What has been published since says \(now)." : ""))
    if !check.changes.isEmpty {
      lines += ["", "What changed:"]
      lines += ChangeWords.parts(check.changes).map { "- \($0)" }
      lines += check.changes.lines.map {
        "- \(ChangeWords.line($0)) (\($0.dataset), edition of \(DateWords.edition($0.edition)))"
      }
      if let rest = ChangeWords.rest(check.changes) { lines.append("- \(rest)") }
    }
    if !check.readings.isEmpty {
      lines += ["", "What each source says:"]
      lines += check.readings.map { "- \(ReadingWords.side($0.agrees, whyNot: $0.whyNot)): \($0.words)" }
    }
    if let caveat = figure.caveat { lines += ["", English.sentence("To be said with it: \(caveat.text)")] }
    let state = asOf.map { " --as-of \($0)" } ?? ""
    return lines + ["", "See the records: soundings trace \(figure.id) --article \(article.name)\(state)"]
  }
}

extension CorrectionVerb.Report: Documented {
  package struct Document: Encodable {
    let article: String
    let asOf: Day?
    let figure: FigureCheck
    let note: String
  }

  package var document: Document {
    Document(article: article.name, asOf: asOf, figure: check, note: lines.joined(separator: "\n") + "\n")
  }
}
