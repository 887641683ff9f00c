import Archive
import Figures
import Manifest
import Model
import Publishing
import Warehouse
import Words

/// Computes a proof's figures again, in the states that it was made in, and reports what differs in the newest state.
struct ProofFigureCheck {
  let project: Project
  let proof: Proof

  /// - Parameter isArchiveGood: all of the proof's files are there and intact.
  func check(isArchiveGood: Bool, _ report: inout ProofCheckReport) throws {
    guard project.hasWarehouse else {
      report.found(
        project.warehousePath, "there is no warehouse, so that the figures were not computed again",
        remedy: "make it from the archive: soundings rebuild")
      return
    }
    do {
      guard let day = Day(proof.asOf ?? proof.referenceDay) else {
        throw Problem(
          .badInput, at: "the proof", "'\(proof.referenceDay)' is not a day",
          remedy: "it was not made by Soundings: ask whoever made it")
      }
      let article = try project.library.article(named: proof.article.name)
      try project.openWarehouse().read { session in
        let before = report.findings.count
        let fresh = isArchiveGood ? Result { try collect(article, session, asOf: day) } : nil
        if case .failure(let stop as Stopped)? = fresh { throw stop }
        try compareDecisions(fresh.flatMap { try? $0.get() }, of: article, in: session, asOf: day, report: &report)
        try compareValues(article, in: session, asOf: day, report: &report)
        try compareSignOffs(of: article, report: &report)
        if let fresh, report.findings.count == before {
          report.findings += ProofComparison(old: proof, new: try fresh.get()).findings
        }
        if report.findings.count == before, isArchiveGood {
          let days = day <= article.published ? "\(day)" : "\(article.published) and as of \(day)"
          report.checked.append(
            "\(English.count(proof.figures.count, "figure")): computed again, with the same values and verdicts as of \(days)"
          )
          let decisions = Set(proof.figures.flatMap { ($0.decisions ?? []).map(\.decision) })
          if !decisions.isEmpty {
            report.checked.append("\(English.count(decisions.count, "decision")) of people on their editions: the same")
          }
        }
        try lookForNews(article, in: session, report: &report)
      }
    } catch let problem as Problem {
      report.findings.append(problem)
    }
  }

  /// Whether those who signed a figure off by the proof did so by the archive. What lapsed since, the other comparisons find.
  private func compareSignOffs(of article: ArticleManifest, report: inout ProofCheckReport) throws {
    let signed = try project.archive.signOffs(of: article.name)
    var count = 0
    for figure in proof.figures {
      for one in figure.signOffs ?? [] {
        func isMeant(_ other: SignOff) -> Bool {
          other.figure == figure.id && other.name == one.name && other.signedAt == one.signedAt
            && other.note == one.note
            && other.takenBack == nil
        }
        let words = SignOffWords.line(name: one.name, signedAt: one.signedAt, note: one.note)
        let remedy = "see who signed it: soundings figures \(article.name); then make a new proof, and compare"
        guard signed.records.contains(where: isMeant) else {
          report.found(figure.id, "the proof says that it was \(words), and the archive does not", remedy: remedy)
          continue
        }
        let person = PersonName.folded(one.name)
        let last = signed.all.last { $0.figure == figure.id && PersonName.folded($0.name) == person }
        if let reason = last?.takenBack {
          report.found(figure.id, "\(one.name) has taken the sign-off back: \(reason)", remedy: remedy)
        } else {
          count += 1
        }
      }
    }
    if count > 0 { report.checked.append("\(English.count(count, "sign-off")): in the archive, too") }
  }

  private func collect(_ article: ArticleManifest, _ session: Session, asOf day: Day) throws -> Proof {
    try ProofCollector(
      project: project, session: session, article: article, asOf: day, madeAsOf: proof.asOf.flatMap { Day($0) }
    ).collect().proof
  }

  /// - Parameter fresh: the proof as it would be made now; nil where it cannot be made, so that only the editions in force
  ///   are known.
  private func compareDecisions(
    _ fresh: Proof?, of article: ArticleManifest, in session: Session, asOf day: Day, report: inout ProofCheckReport
  ) throws {
    let check = ProofDecisionCheck(proof, session, day: day)
    let known = Set(project.library.datasets.map(\.name))
    let all = Set(proof.figures.flatMap(\.datasets)).intersection(known).sorted()
    // A proof of a past day has nothing to do with what came later.
    let newest =
      proof.asOf != nil
      ? []
      : try FigureDecisions(project: project, session: session, states: [nil], limit: nil)
        .decisions(on: all, behind: [])
    guard let fresh else {
      let decided = FigureDecisions(
        project: project, session: session, states: [min(day, article.published), day],
        limit: proof.asOf.flatMap { Day($0) })
      let decisions = try proof.figures.map { figure in
        (figure.id, try decided.decisions(on: figure.datasets.filter(known.contains), behind: []))
      }
      return try check.check(Dictionary(decisions) { first, _ in first }, newest: newest, &report)
    }
    let figures = Dictionary(fresh.figures.map { ($0.id, $0) }) { first, _ in first }
    try check.check(figures.mapValues { $0.decisions ?? [] }, newest: newest, &report)
    check.checkCorrections(figures.mapValues { $0.corrections ?? [] }, &report)
  }

  private func compareValues(
    _ article: ArticleManifest, in session: Session, asOf day: Day, report: inout ProofCheckReport
  ) throws {
    let ledger = FigureLedger(project, today: day)
    let check = try ledger.check(article, session, asOf: day) { _ in true }
    report.findings += check.problems
    let found = Dictionary(check.figures.map { ($0.figure.id, $0) }) { first, _ in first }
    for figure in proof.figures {
      guard let now = found[figure.id] else {
        guard !article.figures.contains(where: { $0.id == figure.id }) else { continue }
        report.found(
          figure.id, "is no longer a figure of \(article.path)",
          remedy: "the article's file has changed: make a new proof")
        continue
      }
      let pairs = [
        ("value as of publication", article.published, now.then.text, figure.then.value),
        ("value as of \(day)", day, now.now.text, figure.now.value),
        ("verdict", day, now.verdict.rawValue, figure.verdict.rawValue),
      ]
      for (what, day, here, there) in pairs where here != there {
        report.found(
          figure.id, "its \(what) is \(here ?? "nothing") here, the proof says \(there ?? "nothing")",
          remedy: "its definition or an edition of before that day has changed: soundings trace \(figure.id) "
            + "--article \(article.name) --as-of \(day)")
      }
    }
    for figure in article.figures where !proof.figures.contains(where: { $0.id == figure.id }) {
      report.found(
        figure.id, "is a figure of \(article.path), and the proof does not have it",
        remedy: "it was added since, or taken out of the proof: make a new one")
    }
  }

  private func lookForNews(_ article: ArticleManifest, in session: Session, report: inout ProofCheckReport) throws {
    guard let newest = try session.newestDay() else { return }
    let ledger = FigureLedger(project, today: newest)
    let check = try ledger.check(article, session) { _ in true }
    for figure in proof.figures {
      guard let now = check.figures.first(where: { $0.figure.id == figure.id }) else { continue }
      let since = "by data of up to \(newest); the proof is of \(proof.referenceDay)"
      if now.now.text != figure.now.value {
        report.news.append(
          "\(figure.id): value now \(now.now.shown()), the proof says \(figure.now.shown), \(since)"
            + (now.verdict == figure.verdict ? "" : "; the verdict would be \(now.verdict.rawValue)"))
      } else if now.verdict != figure.verdict {
        report.news.append(
          "\(figure.id): now \(now.verdict.rawValue), the proof says \(figure.verdict.rawValue), \(since)")
      }
    }
  }
}
