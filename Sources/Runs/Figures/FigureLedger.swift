import Archive
import Figures
import Manifest
import Model
import Warehouse
import Words

/// Checks articles within a session and writes the ledger of verdicts.
struct FigureLedger {
  let library: Library
  /// The day on which the newest state is judged; a past state is judged on its own day.
  let today: Day
  /// What keyed rows rest on.
  private let evidence: EvidenceBook
  private let archive: Archive
  /// How many persons must sign a figure off; nil where the configuration does not say it.
  private let signOffsWanted: Int?

  init(_ project: Project, today: Day) {
    library = project.library
    evidence = project.evidence
    archive = project.archive
    signOffsWanted = project.configuration.signOffPersons
    self.today = today
  }

  /// - Parameters:
  ///   - publicationDay: what the words call the day of publication; nil is that day, or `asOf` where it is earlier.
  ///   - known: figures, by id, already judged in the same state; they are reused.
  ///   - isIncluded: decides by the names of the datasets that a figure is based on.
  func check(
    _ article: ArticleManifest, _ session: Session, asOf day: Day? = nil, publicationDay: Day? = nil,
    known: [String: FigureCheck] = [:],
    where isIncluded: (Set<String>) -> Bool
  ) throws -> ArticleCheck {
    var check = ArticleCheck(article: article, asOf: day)
    let publication = day.map { min($0, article.published) } ?? article.published

    var datasets: [String: [String]] = [:]
    for figure in article.figures where known[figure.id] == nil {
      do { datasets[figure.id] = try session.datasets(of: figure, library) } catch let problem as Problem {
        check.problems.append(problem)
      }
    }
    let figures = article.figures.filter { datasets[$0.id].map { isIncluded(Set($0)) } ?? false }
    check.figures = article.figures.compactMap { known[$0.id]?.on(day ?? today) }
    guard !figures.isEmpty else { return try signed(check, asOf: day) }

    let then = try values(of: figures, in: session, asOf: publication, reportingTo: &check.problems)
    let now = try values(of: figures, in: session, asOf: day, reportingTo: &check.problems)
    let moves = try ordinaryMoves(article, session, asOf: day)
    let agings = try agings(Set(datasets.values.joined()), session, now: day)
    let touch = (
      then: QuarantineTouch(session, library, asOf: publication), now: QuarantineTouch(session, library, asOf: day)
    )
    let support = SupportFinder(library: library, session: session, book: evidence, asOf: day)
    let last = try session.lastVerdicts(article: article.name)
    for figure in figures {
      guard let a = then[figure.id], let b = now[figure.id] else { continue }
      let names = datasets[figure.id] ?? []
      let differences = DifferenceFinder(
        library: library, session: session, publication: publication, now: day)
      var facts = FigureCase(
        figure: figure, then: a.found, now: b.found, publicationDay: publicationDay ?? publication,
        caveatApplies: a.applies || b.applies, isClosed: b.isClosed,
        ordinaryMove: names.compactMap { name in moves[name].map { (name, $0) } }.max { $0.1 < $1.1 },
        quarantined: try quarantined(figure, then: a.found, now: b.found, of: names, touch: touch))
      facts.readings = b.readings
      if let remark = remark(on: figure, then: a.found, now: b.found) { check.remarks.append(remark) }
      var judged = FigureCheck(
        facts, names.compactMap { agings[$0] }, on: day ?? today, datasets: names,
        previous: last[figure.id].map(\.verdict),
        changes: a.found.text == b.found.text
          ? FigureChanges() : try differences.changes(of: figure, in: names, between: (a.found, b.found)))
      if figure.rule != nil {
        judged.support = try support.support(of: figure, in: names)
      } else if figure.readings != nil {
        judged.beside = try support.support(of: figure, in: session.datasets(beside: figure, library))
      }
      check.figures.append(judged)
    }
    if !known.isEmpty {
      let places = Dictionary(uniqueKeysWithValues: article.figures.enumerated().map { ($1.id, $0) })
      check.figures.sort { places[$0.figure.id]! < places[$1.figure.id]! }
    }
    return try signed(check, asOf: day)
  }

  /// With who signed each figure off.
  private func signed(_ check: ArticleCheck, asOf day: Day?) throws -> ArticleCheck {
    let all = try archive.signOffs(of: check.article.name)
    var check = check
    for i in check.figures.indices {
      check.figures[i].signOffs = FigureSignOffs(
        of: check.figures[i], in: all, tableSQL: library.sql(ofTableOf: check.figures[i].figure),
        wanted: signOffsWanted,
        asOf: day)
    }
    return check
  }

  /// Judges the figures based on a pipeline's datasets (and those based on none) and records them, in the transaction
  /// that updates the pipeline: rows and verdicts become visible together.
  func judge(_ pipeline: PipelineManifest, _ session: Session, run: Int, at: String) throws -> [ArticleCheck] {
    let names = Set(pipeline.datasets.map(\.name))
    // In a first run or a rebuild, a figure over two pipelines waits for the second one.
    let known = Set(try session.datasetNames()).union(names)
    return try library.articles.map { article in
      let check = try check(article, session) {
        $0.isEmpty || (!$0.isDisjoint(with: names) && $0.isSubset(of: known))
      }
      try record(check, session, run: run, at: at)
      return check
    }
  }

  /// Records the verdicts that differ from the last recorded ones.
  func record(_ check: ArticleCheck, _ session: Session, run: Int?, at: String) throws {
    try session.recordVerdicts(
      check.figures.map {
        VerdictRecord(
          article: check.article.name, figure: $0.figure.id, run: run, at: at, verdict: $0.verdict,
          value: $0.then.text, valueNow: $0.now.text)
      })
  }

  /// The values of the figures in the state of `day` (nil: the newest). One that fails is reported and left out.
  private func values(
    of figures: [FigureManifest], in session: Session, asOf day: Day?, reportingTo problems: inout [Problem]
  ) throws -> [String: (found: FigureValue, applies: Bool, isClosed: Bool, readings: [FigureReading])] {
    try session.showing(ShownState(asOf: day), of: library.datasets) {
      let values = FigureValues(session, library)
      let readings = ReadingsFinder(session: session)
      var all: [String: (FigureValue, Bool, Bool, [FigureReading])] = [:]
      for figure in figures {
        do {
          all[figure.id] = (
            try values.found(figure), try values.applies(figure.caveat), try values.applies(figure.closed),
            try readings.readings(of: figure)
          )
        } catch let problem as Problem {
          if !problems.contains(problem) { problems.append(problem) }
        }
      }
      return all
    }
  }

  /// By dataset: the largest median revision in the article's table of revisions, in percent.
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

  /// How many records in quarantine could change the figure's value in either state, by dataset.
  private func quarantined(
    _ figure: FigureManifest, then: FigureValue, now: FigureValue, of datasets: [String],
    touch: (then: QuarantineTouch, now: QuarantineTouch)
  ) throws -> [FigureCase.Remark] {
    try datasets.compactMap { name in
      guard let dataset = library.datasets.first(where: { $0.name == name }) else { return nil }
      let count = max(
        try touch.then.records(of: dataset, changing: figure, from: then),
        try touch.now.records(of: dataset, changing: figure, from: now))
      return count > 0 ? FigureCase.Remark(dataset: name, text: English.count(count, "record")) : nil
    }
  }

  private func agings(_ names: Set<String>, _ session: Session, now: Day?) throws -> [String: FigureCheck.Aging] {
    var agings: [String: FigureCheck.Aging] = [:]
    for dataset in library.datasets where names.contains(dataset.name) {
      let freshness = try Freshness(dataset, session, today: now ?? today, asOf: now)
      agings[dataset.name] = freshness.staleFrom.map { day in
        FigureCheck.Aging(
          remark: FigureCase.Remark(
            dataset: dataset.name, text: "its newest edition is of \(freshness.published?.words ?? "an unknown day")"),
          from: day)
      }
    }
    return agings
  }

  /// A remark on a figure whose SQL finds no value; nil if it finds one in both states, or if it declares no data.
  private func remark(on figure: FigureManifest, then: FigureValue, now: FigureValue) -> Problem? {
    if case .none = figure.source { return nil }
    for found in [then, now] {
      guard case .nothing(let reason) = found else { continue }
      return Problem(
        .badInput, at: figure.place,
        "the figure '\(figure.id)' finds \(reason) \(found == then ? "as of publication" : "in today's data")",
        remedy: "look at its WHERE; if there is no public data, declare that: data: none, with a reason")
    }
    return nil
  }
}
