import Archive
import Figures
import Manifest
import Model
import Publishing
import System
import Warehouse
import Words

/// Collects a proof: a pure function of the archive, of Pipelines and of the version, independent of the day.
struct ProofCollector {
  let project: Project
  let session: Session
  let article: ArticleManifest
  /// What counts as now; nil is the newest state.
  let asOf: Day?
  /// The day that the proof says it is of; nil for one of the newest data, which a check makes again in the state of ``asOf``.
  let madeAsOf: Day?

  /// - Throws: ``Problem`` if a figure cannot be judged, its records do not give its value, or the archive is damaged.
  func collect() throws -> (proof: Proof, remarks: [Problem]) {
    guard let newest = try session.newestDay() else {
      throw Problem(
        .failed, at: project.dataFolder, "holds no data yet", remedy: "fetch some: soundings run, then make the proof")
    }
    let today = asOf ?? newest
    let check = try FigureLedger(project, today: today).check(
      article, session, asOf: asOf, publicationDay: madeAsOf == nil ? article.published : nil
    ) { _ in true }
    if let problem = check.problems.first { throw problem }
    let publication = asOf.map { min($0, article.published) } ?? article.published
    let states = [publication, asOf]

    var evidence = ProofEvidence(project: project, session: session)
    var found: [[FigureEvidence]] = []
    for figure in check.figures {
      let both = try states.map { try finder($0).evidence(for: figure.figure) }
      for (found, day) in zip(both, states) { try evidence.add(found, asOf: day) }
      found.append(both)
    }
    var (texts, records) = try evidence.read()
    let decided = FigureDecisions(project: project, session: session, states: states, limit: madeAsOf)
    let figures = try zip(check.figures, found).map { check, found in
      let then = state(check.then, evidence: found[0], records: texts.removeFirst())
      let now = state(check.now, evidence: found[1], records: texts.removeFirst())
      let behind = found.flatMap(\.records)
      let decisions = try decided.decisions(on: check.datasets, behind: behind)
      let corrections = try decided.corrections(on: check.datasets, behind: behind)
      var figure = Proof.Figure(
        id: check.figure.id, verdict: check.verdict, why: check.why, claim: Self.claim(check.figure, article),
        datasets: check.datasets, then: then, now: now, changes: Self.changes(check), closed: check.closedWords,
        decisions: decisions.isEmpty ? nil : decisions, corrections: corrections.isEmpty ? nil : corrections,
        restsOn: check.support.words, qualifier: check.support.qualifier, sources: Self.sources(check.support),
        readings: Self.readings(check))
      let signed = check.signOffs.valid.map { Proof.SignedBy(name: $0.name, signedAt: $0.signedAt, note: $0.note) }
      if !signed.isEmpty { figure.signOffs = signed }
      return figure
    }
    let datasets = Set(check.figures.flatMap(\.datasets) + records.map(\.dataset))
    let files = try ProofFiles(library: project.library, session: session).files(
      of: records, datasets, states: states)
    let proof = Proof(
      soundings: Project.version, templates: Self.templates, renderer: ProofPage.renderer,
      article: Self.facts(article), asOf: asOf?.description, referenceDay: today.description, figures: figures,
      tables: try tables(check.figures),
      datasets: try showing { try project.library.datasets.filter { datasets.contains($0.name) }.map(session.noted) }
        .map {
          dataset in
          Proof.Dataset(
            name: dataset.name, title: dataset.title, notes: dataset.notes, sql: Self.trimmed(dataset.normalizeSQL))
        }, files: (files + Self.documents(check.figures)).sorted { $0.path < $1.path })
    return (proof, check.remarks)
  }

  private func showing<Result>(_ body: () throws -> Result) throws -> Result {
    try session.showing(ShownState(asOf: asOf), of: project.library.datasets, body)
  }

  /// A hash of the page's templates.
  static var templates: String { Hash.sha256(ProofPage.templateBytes) }

  private func finder(_ day: Day?) -> EvidenceFinder {
    EvidenceFinder(library: project.library, session: session, asOf: day, naming: .all)
  }

  private func state(_ found: FigureValue, evidence: FigureEvidence, records: [Proof.Evidence]) -> Proof.State {
    var shown = found.shown()
    if case .nothing(let reason) = found {
      shown = if case .none = evidence.source { "–" } else { "nothing: \(reason)" }
    }
    let fields = zip(evidence.table?.columns ?? [], evidence.row ?? []).map { column, value in
      Proof.Field(column: column.name, value: CellText.text(value, column), unit: column.unit)
    }
    return Proof.State(value: found.text, shown: shown, row: Array(fields), evidence: records)
  }

  private static func sources(_ support: FigureSupport) -> [Proof.KeyedSource]? {
    guard !support.rows.isEmpty else { return nil }
    return support.rows.map {
      let isSaid = $0.problem == nil
      return Proof.KeyedSource(
        words: $0.words, state: $0.state, quote: isSaid ? $0.quote : nil, document: isSaid ? $0.archived?.file : nil)
    }
  }

  /// The documents in which the words of keyed rows stand.
  private static func documents(_ checks: [FigureCheck]) -> [Proof.File] {
    var files: [String: Proof.File] = [:]
    for row in checks.flatMap(\.support.rows) {
      guard let document = row.archived else { continue }
      files[document.file] = file(document, of: row.source)
    }
    return Array(files.values)
  }

  /// - Parameter source: who says what stands in it.
  private static func file(_ document: ArchivedDocument, of source: String?) -> Proof.File {
    let origin: EditionOrigin =
      document.capture != nil ? .captured : document.mediaType != nil ? .fetched : .added
    let isTranscribed = document.kind == .transcribed
    return Proof.File(
      path: document.file, sha256: document.sha256, bytes: document.bytes, dataset: Archive.documentsFolder,
      title: "A document in which words of rows keyed by hand stand", publisher: source ?? document.source,
      edition: document.published.description, published: document.published.description, fetched: document.addedAt,
      origin: origin, addresses: [document.source],
      restriction: isTranscribed ? "a transcribed copy: its words, not the publisher's bytes" : nil, originals: [],
      license: "its publisher's; only the words that are quoted are passed on", licenseAddress: nil,
      attribution: document.source, homepage: nil, fields: [])
  }

  private static func readings(_ check: FigureCheck) -> [String]? {
    guard !check.readings.isEmpty else { return nil }
    return check.readings.map {
      "\($0.words): \(ReadingWords.side($0.agrees, ofDecided: check.figure.rule != nil))"
    }
  }

  private func tables(_ checks: [FigureCheck]) throws -> [Proof.Table] {
    var names: Set<String> = []
    for case .cell(let table, _, _) in checks.map(\.figure.source) { names.insert(table) }
    return try names.sorted().map { name in
      let table = try showing { try session.noted(try project.library.table(named: name)) }
      return Proof.Table(
        name: name, title: table.title, grain: table.grain, notes: table.notes, sql: table.shown)
    }
  }
}
