import Archive
import Manifest
import Model
import Warehouse
import System

/// What loading one edition did, for reports.
package struct LoadedFacts: Sendable {
  package var edition: String
  package var state: EditionState
  package var records: Int
  package var rows: Int
  package var firstSeen: Int
  package var added: Int
  package var removed: Int
  package var revised: Int
  package var quarantined: Int
  package var problem: Problem?

  init(_ loaded: LoadedEdition) {
    edition = loaded.edition.name
    state = loaded.state
    records = loaded.records
    rows = loaded.rows
    firstSeen = loaded.firstSeen
    added = loaded.added
    removed = loaded.removed
    revised = loaded.revised
    quarantined = loaded.quarantined
    problem = loaded.heldBecause
  }
}

/// A pipeline's tables as they are after a run, ready to be written out.
struct PipelineTables: Sendable {
  var results: [(manifest: TableManifest, result: TableResult)]
  /// The articles' figures that rest on the pipeline.
  var checks: [ArticleCheck] = []
}

/// The archive into the warehouse, one pipeline at a time, each in one transaction.
struct LoadStep {
  let project: Project
  let command: String
  let run: String
  let startedAt: String

  /// Loads a pipeline's datasets, runs its checks and computes its tables. Throws where the pipeline as a whole cannot be
  /// brought forward; its old state stands then.
  func load(
    _ pipeline: PipelineManifest, into warehouse: Warehouse, outcomes: inout [String: DatasetOutcome], usesBundled: Bool
  ) throws -> PipelineTables {
    var told = outcomes
    var left: [String] = []
    let tables = try warehouse.write { session in
      // A rebuild begins with nothing and changes nothing: what the runs before it changed stays in the ledger.
      let watch = command == "rebuild" ? nil : ChangeWatch(project.library, session)
      left = try project.forgetDatasetsLeft(by: pipeline, session)
      for dataset in pipeline.datasets {
        var outcome = told[dataset.name] ?? DatasetOutcome(dataset, .kept, "")
        try load(dataset, session, &outcome, usesBundled: usesBundled, watch)
        told[dataset.name] = outcome
      }
      var tables = try session.showing(.newest, of: pipeline.datasets) {
        try runChecks(pipeline, session)
        return try computeTables(pipeline, session)
      }
      tables.checks = try project.library.checkFigures(
        of: pipeline, session, run: run, at: project.clock.now(), today: project.clock.today())
      for dataset in pipeline.datasets {
        guard let outcome = told[dataset.name] else { continue }
        try session.recordOutcome(
          run, dataset: dataset.name, outcome: outcome.kind,
          note: outcome.problem?.description ?? outcome.note, at: project.clock.now())
      }
      try session.recordRun(
        run, command: command, pipeline: pipeline.name, startedAt: startedAt, finishedAt: project.clock.now(),
        outcome: .done,
        problem: nil)
      try watch?.record(run, pipeline: pipeline.name, results: tables.results)
      return tables
    }
    outcomes = told
    left.forEach(project.log)
    return tables
  }

  private func load(
    _ dataset: DatasetManifest, _ session: Session, _ outcome: inout DatasetOutcome, usesBundled: Bool,
    _ watch: ChangeWatch?
  ) throws {
    // What came back into the archive meanwhile is said, whatever else happened.
    defer {
      let restored = project.archive.takeRestored(dataset.name)
      if !restored.isEmpty {
        outcome.note += "; restored in the archive, byte for byte: \(restored.joined(separator: ", "))"
      }
    }
    let editions: [Edition]
    do {
      editions = try project.editions(of: dataset, usesBundled: usesBundled)
    } catch let problem as Problem where problem.kind == .badInput && !dataset.isCurated {
      // A damaged archive record: what is loaded stays as it is.
      outcome.kind = .failed
      outcome.problem = problem
      return
    }
    try watch?.willLoad(dataset, fingerprint: project.fingerprint(dataset), editions: editions)
    let loaded: [LoadedEdition]
    do {
      loaded = try session.synchronize(
        dataset, fingerprint: project.fingerprint(dataset), editions: editions, today: project.clock.today(),
        shouldStop: project.shouldStop, open: project.pageOpener(dataset))
    } catch let damage as Damage {
      // Damaged bytes in the archive are never read; what is loaded stays as it is.
      outcome.kind = .failed
      outcome.problem = damage.problem
      return
    }
    outcome.loaded = loaded.map(LoadedFacts.init)
    // A late arrival makes later editions load again, also those that are held back all along: what counts is the edition
    // at hand, or else the newest, or one that was good before.
    let held = loaded.filter { $0.state == .held }
    let newest = loaded.map(\.ordinal).max()
    let counted =
      outcome.editions.isEmpty
      ? held.last { outcome.judgesAll || $0.ordinal == newest || loaded.count == held.count }
      : held.first { outcome.editions.contains($0.edition) }
    if let counted {
      outcome.kind = .held
      outcome.problem = counted.heldBecause
    } else if outcome.problem == nil, let missing = project.archive.firstMissing(editions) {
      // Its rows stand, but the archive alone could not give them again.
      outcome.kind = .failed
      outcome.problem = missing
    }
  }

  private func runChecks(_ pipeline: PipelineManifest, _ session: Session) throws {
    for check in pipeline.checks {
      let found = try session.violations(of: check)
      guard let row = found.rows.first else { continue }
      let shown = zip(found.columns, row).map { "\($0) = \($1.text)" }.joined(separator: ", ")
      throw Problem(
        .failed, at: check.path, "\(check.meaning) (\(shown))",
        remedy:
          "the tables of \(pipeline.name) stay as they were; look at these rows, then mend the dataset or the check")
    }
  }

  private func computeTables(_ pipeline: PipelineManifest, _ session: Session) throws -> PipelineTables {
    let sources = TableSources(project.library.datasets, session, asOf: nil)
    let rows = try session.rowsCheckedForDeterminism(of: pipeline.tables, over: pipeline.datasets)
    return PipelineTables(
      results: try zip(pipeline.tables, rows).map { table, rows in
        let used = try sources.of(table)
        let result = TableResult(
          table: table.name, columns: table.columns.map(\.name), rows: rows, asOf: nil, sources: used,
          remarks: TableSources.remarks(used))
        return (table, result)
      })
  }
}

/// The editions that tables rest on, looked up once per dataset.
final class TableSources {
  private let session: Session
  private let day: Day?
  private let datasets: [String: DatasetManifest]
  private var known: [String: [SourceEdition]] = [:]

  init(_ datasets: [DatasetManifest], _ session: Session, asOf day: Day?) {
    self.session = session
    self.day = day
    self.datasets = Dictionary(uniqueKeysWithValues: datasets.map { ($0.name, $0) })
  }

  func of(_ table: TableManifest) throws -> [SourceEdition] {
    try session.datasets(readBy: table, among: Array(datasets.values)).flatMap(of)
  }

  func of(_ name: String) throws -> [SourceEdition] {
    if let sources = known[name] { return sources }
    guard let dataset = datasets[name] else { return [] }
    let sources = try session.sources(dataset, asOf: day).map { source -> SourceEdition in
      guard source.origin == .bundled, let file = source.snapshots.first?.url else { return source }
      var told = source
      let provenance = Provenance(ofBundledFile: "\(dataset.folder)/\(file)")
      told.restriction = provenance.restriction
      told.obtained = provenance.obtained
      told.originals = provenance.originals
      return told
    }
    known[name] = sources
    return sources
  }

  /// What a reader must know of sources that are only excerpts.
  static func remarks(_ sources: [SourceEdition]) -> [String] {
    var remarks: [String] = []
    for dataset in Set(sources.filter { $0.origin == .bundled }.map(\.dataset)).sorted() {
      let parts = sources.filter { $0.dataset == dataset && $0.origin == .bundled }
        .map { "\($0.edition): \($0.restriction ?? "an excerpt")" }
      remarks.append(
        "Of \(dataset) there are only the excerpts that came with Soundings, and they say nothing of what they leave out ("
          + parts.joined(separator: "; ") + ").")
    }
    return remarks
  }
}

extension Value {
  /// The value for a message.
  var text: String {
    switch self {
    case .null: "NULL"
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
