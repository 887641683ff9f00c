import Archive
import Manifest
import Model
import System
import Warehouse

/// Loads the archive into the warehouse, one pipeline at a time, each in one transaction.
struct LoadStep {
  let run: ActiveRun
  /// False for a rebuild, which starts with nothing: the changes of earlier runs stay in the ledger.
  let recordsChanges: Bool

  private var project: Project { run.project }

  /// Loads a pipeline's datasets, runs its checks and computes its tables. Throws if the pipeline as a whole cannot be
  /// updated; its old state is then unchanged.
  func load(
    _ pipeline: PipelineManifest, outcomes: inout [String: DatasetOutcome], usesBundled: Bool
  ) throws -> PipelineTables {
    var updated = outcomes
    let tables = try run.warehouse.write { session in
      let watch = recordsChanges ? ChangeWatch(project.library, session) : nil
      let left = try project.forgetDatasetsLeft(by: pipeline, session)
      for dataset in pipeline.datasets {
        var outcome = updated[dataset.name] ?? DatasetOutcome(dataset, .kept, note: "")
        try load(dataset, of: pipeline, in: session, outcome: &outcome, usesBundled: usesBundled, watch)
        updated[dataset.name] = outcome
      }
      var tables = try session.showing(.newest, of: datasets(under: pipeline)) {
        try runChecks(pipeline, session)
        return try computeTables(pipeline, session)
      }
      tables.checks = try FigureLedger(project, today: project.clock.today())
        .judge(pipeline, session, run: run.number, at: project.clock.now())
      for dataset in pipeline.datasets {
        guard let outcome = updated[dataset.name] else { continue }
        try session.recordOutcome(
          run.number, dataset: dataset.name, outcome: outcome.kind,
          note: outcome.summary, problem: outcome.recorded, at: project.clock.now())
      }
      try session.recordRun(run, of: pipeline, as: .done)
      try watch?.record(run.number, pipeline: pipeline.name, results: tables.results)
      tables.left = left
      return tables
    }
    outcomes = updated
    return tables
  }

  /// Those that its tables read: a pipeline without datasets has tables over all others'.
  private func datasets(under pipeline: PipelineManifest) -> [DatasetManifest] {
    pipeline.datasets.isEmpty ? project.library.datasets : pipeline.datasets
  }

  private func load(
    _ dataset: DatasetManifest, of pipeline: PipelineManifest, in session: Session, outcome: inout DatasetOutcome,
    usesBundled: Bool,
    _ watch: ChangeWatch?
  ) throws {
    // What was restored in the archive is reported, whatever else happened.
    defer { outcome.restored += project.archive.takeRestored(dataset.name) }
    let editions: [Edition]
    do {
      editions = try project.editions(
        of: dataset, usesBundled: usesBundled, known: try session.ledgerEditions(of: dataset.name))
    } catch let problem as Problem where problem.kind == .badInput && !dataset.isCurated {
      // A damaged archive record: what is loaded stays as it is.
      outcome.kind = .failed
      outcome.problem = problem
      return
    }
    if let missing = try project.missingEditions(of: dataset, try session.ledgerEditions(of: dataset.name)).first {
      outcome.kind = .failed
      outcome.problem = project.missingRecord(missing, of: dataset)
      return
    }
    let applied = try session.appliedDecisions(of: dataset.name)
    if let missing = try project.missingDecision(on: dataset, applied) {
      outcome.kind = .failed
      outcome.problem = missing
      return
    }
    let followsDecisions = try project.isDecidedSince(
      applied, on: dataset, fingerprint: try session.fingerprint(of: dataset.name))
    try watch?.willLoad(dataset, fingerprint: project.fingerprint(dataset), editions: editions)
    let loaded: [LoadedEdition]
    do {
      loaded = try session.synchronize(
        dataset, fingerprint: project.fingerprint(dataset), editions: editions, today: project.clock.today(),
        followsDecisions: followsDecisions, shouldStop: project.shouldStop, open: project.pageOpener(dataset),
        readTotal: project.totalReader(dataset),
        check: ownChecks(dataset, pipeline))
    } catch let damage as ArchiveDamage {
      // Damaged bytes in the archive are never read; what is loaded stays as it is.
      outcome.kind = .failed
      outcome.problem = damage.problem
      return
    } catch let trouble as Problem where trouble.kind == .failed {
      // The machine's trouble, not the edition's: a disk that is full or fails, say.
      outcome.kind = .failed
      outcome.problem = trouble
      return
    }
    watch?.didLoad(dataset, loaded)
    outcome.isKept = loaded.contains(where: \.staysInUse)
    // Where loading was taken back, nothing new was applied.
    if try Set(session.ledgerEditions(of: dataset.name).map(\.identity)) == Set(editions.map(\.identity)) {
      try session.setAppliedDecisions(try project.decisionsAtHand(on: dataset), of: dataset.name)
    }
    outcome.loaded = loaded.map(LoadedFacts.init)
    // A late arrival makes later editions load again, including those that were held before. What counts is one that was in use
    // before, or else the edition that the command is about, or else the newest.
    let held = loaded.filter { $0.state == .held }
    let lost = held.last(where: \.wasInUse) ?? held.last(where: \.staysInUse)
    let newest = loaded.map(\.ordinal).max()
    let counted =
      lost
      ?? (outcome.editions.isEmpty
        ? held.last { outcome.judgesAll || $0.ordinal == newest || loaded.count == held.count }
        : held.first { held in outcome.editions.contains { $0.isSame(as: held.edition) } })
    if let counted {
      outcome.kind = .held
      outcome.problem = counted.heldBecause
    } else if outcome.problem == nil, let missing = project.archive.firstMissing(editions) {
      // Its rows are unchanged, but the archive alone could not reproduce them.
      outcome.kind = .failed
      outcome.problem = missing
    }
  }

  /// The checks that read only this dataset, run after each of its editions.
  func ownChecks(_ dataset: DatasetManifest, _ pipeline: PipelineManifest) -> EditionCheck {
    { session, edition in
      try session.showing(.newest, of: pipeline.datasets) { () throws -> Problem? in
        for check in pipeline.checks
        where try session.datasets(readBy: check, among: pipeline.datasets) == [dataset.name] {
          let found = try session.violations(of: check)
          guard let row = found.rows.first else { continue }
          return Problem(
            .badInput, at: "\(dataset.name), \(Edition.title(edition.name, edition.origin))",
            "\(check.meaning) (\(Self.shown(row, found.columns)); \(check.path))",
            remedy:
              "compare these rows with the publisher's page; if they are right, correct the check; if the file is wrong: "
              + edition.withdrawCommand)
        }
        return nil
      }
    }
  }

  private static func shown(_ row: [Value], _ columns: [String]) -> String {
    zip(columns, row).map { "\($0) = \($1.text)" }.joined(separator: ", ")
  }

  private func runChecks(_ pipeline: PipelineManifest, _ session: Session) throws {
    for check in pipeline.checks {
      let found = try session.violations(of: check)
      guard let row = found.rows.first else { continue }
      let shown = Self.shown(row, found.columns)
      throw Problem(
        .failed, at: check.path, "\(check.meaning) (\(shown))",
        remedy:
          "the tables of \(pipeline.name) stay as they were; look at these rows, then fix the dataset or the check")
    }
  }

  private func computeTables(_ pipeline: PipelineManifest, _ session: Session) throws -> PipelineTables {
    let sources = TableSources(project.library.datasets, session, asOf: nil)
    let rows = try session.rowsCheckedForDeterminism(of: pipeline.tables, over: datasets(under: pipeline))
    let notes = pipeline.tables.flatMap(\.conditionalNotes) + pipeline.datasets.flatMap(\.conditionalNotes)
    _ = try session.textsCheckedForDeterminism(of: notes, over: datasets(under: pipeline))
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
