import Figures
import Manifest
import Model
import Warehouse

/// One figure as it was checked.
package struct FigureCheck: Sendable {
  package var figure: FigureManifest
  package var verdict: Verdict
  package var why: String
  /// As of publication, and now.
  package var then: Found
  package var now: Found
  /// The datasets that it rests on.
  package var datasets: [String]
  /// The verdict at the last check that was recorded; nil where there was none.
  package var previous: Verdict?

  package var isWorse: Bool { previous.map { $0 < verdict } ?? false }
}

/// An article's figures as they were checked.
package struct ArticleCheck: Sendable {
  package var article: ArticleManifest
  /// The state that counts as now; nil is the newest.
  package var asOf: Day?
  package var figures: [FigureCheck] = []
  /// Figures that could not be judged, each with the line of the article's file.
  package var problems: [Problem] = []
  /// Figures whose SQL found nothing although it was meant to.
  package var remarks: [Problem] = []

  package var worse: [FigureCheck] { figures.filter(\.isWorse) }
}

/// Checks articles inside of a session and writes the ledger of verdicts.
struct FigureLedger {
  let library: Library
  let today: Day

  /// - Parameter isWanted: by the names of the datasets that a figure rests on.
  func check(
    _ article: ArticleManifest, _ session: Session, asOf day: Day? = nil, where isWanted: (Set<String>) -> Bool
  ) throws -> ArticleCheck {
    var check = ArticleCheck(article: article, asOf: day)
    let publication = day.map { min($0, article.published) } ?? article.published

    var datasets: [String: [String]] = [:]
    for figure in article.figures {
      do { datasets[figure.id] = try session.datasets(of: figure, library) } catch let problem as Problem {
        check.problems.append(problem)
      }
    }
    let figures = article.figures.filter { datasets[$0.id].map { isWanted(Set($0)) } ?? false }
    guard !figures.isEmpty else { return check }

    let then = try values(figures, session, asOf: publication, &check.problems)
    let now = try values(figures, session, asOf: day, &check.problems)
    let moves = try ordinaryMoves(article, session, asOf: day)
    let facts = try facts(Set(datasets.values.joined()), session, publication: publication, now: day)
    let last = try session.lastVerdicts(article: article.name)
    for figure in figures {
      guard let a = then[figure.id], let b = now[figure.id] else { continue }
      let names = datasets[figure.id] ?? []
      let judgement = Judgement(
        FigureCase(
          figure: figure, then: a.found, now: b.found, publicationDay: publication,
          caveatApplies: a.applies || b.applies,
          ordinaryMove: names.compactMap { name in moves[name].map { (name, $0) } }.max { $0.1 < $1.1 },
          stale: names.compactMap { facts[$0]?.stale }, quarantined: names.compactMap { facts[$0]?.quarantined }))
      remark(figure, a.found, b.found, &check.remarks)
      check.figures.append(
        FigureCheck(
          figure: figure, verdict: judgement.verdict, why: judgement.why, then: a.found, now: b.found, datasets: names,
          previous: last[figure.id]?.verdict))
    }
    return check
  }

  /// Writes what a check found into the ledger, and only what is new in it.
  func record(_ check: ArticleCheck, _ session: Session, run: String, at: String) throws {
    try session.recordVerdicts(
      check.figures.map {
        VerdictRecord(
          article: check.article.name, figure: $0.figure.id, run: run, at: at, verdict: $0.verdict,
          value: $0.then.text, valueNow: $0.now.text)
      })
  }

  /// The values of all figures in the state of `day` (nil: now); one that fails is told and left out.
  private func values(
    _ figures: [FigureManifest], _ session: Session, asOf day: Day?, _ problems: inout [Problem]
  ) throws -> [String: (found: Found, applies: Bool)] {
    try session.showing(ShownState(asOf: day), of: library.datasets) {
      let values = FigureValues(session, library)
      var all: [String: (Found, Bool)] = [:]
      for figure in figures {
        do {
          all[figure.id] = (try values.found(figure), try values.applies(figure.caveat))
        } catch let problem as Problem {
          if !problems.contains(problem) { problems.append(problem) }
        }
      }
      return all
    }
  }

  /// By dataset: the largest of the median moves that the article's table of revisions has for it, in percent.
  private func ordinaryMoves(
    _ article: ArticleManifest, _ session: Session, asOf day: Day?
  ) throws -> [String: ExactNumber] {
    guard let name = article.revisions else { return [:] }
    let table = try library.table(named: name)
    let places = ArticleManifest.revisionColumns.map { column in table.columns.firstIndex { $0.name == column }! }
    var moves: [String: ExactNumber] = [:]
    let rows = try session.showing(ShownState(asOf: day), of: library.datasets) { try session.rows(of: table) }
    for row in rows {
      guard case .text(let dataset) = row[places[0]] else { continue }
      let move: ExactNumber? =
        switch row[places[1]] {
        case .real(let x): ExactNumber(decimalOf: x)
        case .integer(let n): ExactNumber(n)
        case .null, .text: nil
        }
      if let move { moves[dataset] = max(moves[dataset] ?? move, move) }
    }
    return moves
  }

  private func facts(
    _ names: Set<String>, _ session: Session, publication: Day, now: Day?
  ) throws -> [String: (stale: FigureCase.Remark?, quarantined: FigureCase.Remark?)] {
    var facts: [String: (FigureCase.Remark?, FigureCase.Remark?)] = [:]
    for dataset in library.datasets where names.contains(dataset.name) {
      let freshness = try Freshness(dataset, session, today: now ?? today, asOf: now)
      let waiting = max(
        try session.quarantinedRecords(dataset, asOf: publication), try session.quarantinedRecords(dataset, asOf: now))
      facts[dataset.name] = (
        freshness.isPastGrace
          ? FigureCase.Remark(
            dataset: dataset.name, text: "its newest edition is of \(freshness.published?.description ?? "?")") : nil,
        waiting > 0
          ? FigureCase.Remark(dataset: dataset.name, text: "\(waiting) record\(waiting == 1 ? "" : "s")") : nil
      )
    }
    return facts
  }

  private func remark(_ figure: FigureManifest, _ then: Found, _ now: Found, _ remarks: inout [Problem]) {
    if case .none = figure.source { return }
    for found in [then, now] {
      guard case .nothing(let reason) = found else { continue }
      remarks.append(
        Problem(
          .badInput, at: figure.place,
          "the figure '\(figure.id)' finds \(reason) \(found == then ? "as of publication" : "in today's data")",
          remedy: "look at its WHERE; where there is no public data, say so: data: none, with a reason"))
      return
    }
  }
}
