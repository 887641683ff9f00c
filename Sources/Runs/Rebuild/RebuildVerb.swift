import Archive
import Glibc
import Manifest
import Model
import Publishing
import System
import Warehouse

/// `soundings rebuild`: builds the warehouse again from the archive, and replaces the old one atomically.
///
/// The result is a function of the archive and the Pipelines alone: the pipelines of which the archive has something,
/// with the editions that it has. If it is empty, the bundled editions are loaded, as in a first run.
package struct RebuildVerb {
  package init() {}

  /// - Throws: ``Problem`` if anything cannot be loaded, or an edition that was in use would be held; the old warehouse
  ///   is then unchanged.
  package func run(_ project: Project) throws -> RebuildReport {
    try project.locked(RunCommand(.rebuild)) { startedAt in
      try SQLCheck.run(project.library, shouldStop: project.shouldStop)
      return try run(project, startedAt: startedAt)
    }
  }

  private func run(_ project: Project, startedAt: String) throws -> RebuildReport {
    var report = RebuildReport(exportsFolder: project.exportsFolder)
    let old = try OldWarehouse(project.warehousePath)
    report.remarks += old.remarks
    report.runs = old.ledger?.runs ?? 0

    // What came with the repository and lost its record gets it again.
    for dataset in project.library.datasets where !dataset.isCurated && old.editions[dataset.name] != nil {
      _ = try? project.editions(of: dataset, usesBundled: false, known: old.editions[dataset.name] ?? [])
    }
    let path = project.newWarehousePath
    var isFinished = false
    defer { if !isFinished { Warehouse.remove(path) } }
    let warehouse = try Warehouse(path: path, shouldStop: project.shouldStop, tell: project.warn)
    try warehouse.write { session in
      try session.setArchiveIdentity(try project.archive.identify())
      guard let ledger = old.ledger else { return }
      for fault in ledger.faults + (try session.restore(ledger)) {
        report.remarks.append("not carried over into the new run ledger: \(fault)")
      }
    }
    let run = try ActiveRun(project, RunCommand(.rebuild), warehouse: warehouse, startedAt: startedAt)
    var loop = try load(run, &report)
    try insist(on: old, project, warehouse)
    try warehouse.read { try ExportedEditions(project).requireKnown(to: $0, of: project.library.tables) }
    try describe(&report, in: project, with: warehouse, replacing: old)
    try warehouse.close()
    if project.shouldStop() { throw Stopped() }
    let stamp = startedAt.filter { $0 != ":" && $0 != "-" }
    let aside = old.keptAs.map { "\(project.warehousePath).\($0)-\(stamp)" }
    try Warehouse.replace(project.warehousePath, by: path, keepingOldAs: aside)
    isFinished = true
    if let aside {
      report.remarks.append(
        "the old warehouse \(old.isUnreadable ? "could not be read" : "was of another version"); it is kept as \(aside)"
      )
    }

    loop.export()
    if loop.report.wasStopped { throw Stopped() }
    (report.tables, report.changed) = (loop.report.tables, loop.report.changedFiles)
    report.problems = loop.report.exportProblems
    report.remarks += loop.report.missing + (try project.evidence.shelf().damageRemarks)
    return report
  }

  /// Loads the pipelines of which the archive has something, or all with the bundled editions if it is empty.
  ///
  /// - Throws: the first problem: a rebuild that leaves something out would publish less than there was.
  private func load(_ run: ActiveRun, _ report: inout RebuildReport) throws -> RunLoop {
    let project = run.project
    let archived = try project.library.pipelines.filter { pipeline in
      try pipeline.datasets.contains { try project.archive.hasRecords(of: $0.name) }
    }.map(\.name)
    if archived.isEmpty { report.remarks.append("the archive is empty: loaded the bundled editions") }
    let outcomes = project.library.datasets.map {
      ($0.name, DatasetOutcome($0, .kept, note: "rebuilt from the archive"))
    }
    var loop = RunLoop(
      run, outcomes: Dictionary(uniqueKeysWithValues: outcomes), usesBundled: archived.isEmpty, isRebuild: true)
    loop.load(project.library.pipelinesInOrder { archived.isEmpty || archived.contains($0.name) })
    if loop.report.wasStopped { throw Stopped() }
    if let (_, problem) = loop.report.pipelineProblems.first { throw problem }
    if let problem = loop.failure { throw problem.stoppingTheRebuild }
    for dataset in project.library.datasets {
      guard let restoration = loop.outcomes[dataset.name]?.restoration else { continue }
      report.remarks.append("\(dataset.name): \(restoration)")
    }
    return loop
  }
}

extension RebuildVerb {
  /// What was in use before must not be held now: a rebuild never publishes less than before.
  private func insist(on old: OldWarehouse, _ project: Project, _ warehouse: Warehouse) throws {
    try warehouse.read { session in
      for dataset in project.library.datasets {
        try insistOnRecords(of: dataset, in: old, project)
        let good = (old.editions[dataset.name] ?? []).filter { $0.state == .loaded }.map(\.identity)
        // What people decided since counts as it would in a run.
        let isDecided = try project.isDecidedSince(
          old.decisions[dataset.name] ?? [], on: dataset, fingerprint: old.fingerprints[dataset.name])
        guard !good.isEmpty, !isDecided else { continue }
        let held = try session.ledgerEditions(of: dataset.name).first {
          $0.state == .held && (dataset.isCurated || good.contains($0.identity))
        }
        guard let held else { continue }
        let why = try session.editions(of: dataset.name).first { $0.state == .held }?.hold?.problem.what ?? ""
        throw Problem(
          .badInput, at: "\(dataset.name), \(Edition.title(held.edition, held.origin))",
          "was in use before and would be held now; nothing was rebuilt, the old warehouse is unchanged (\(why))",
          remedy: "fix \(dataset.folder), then: soundings check, soundings rebuild")
      }
    }
  }
}

extension RebuildVerb {
  /// An edition that was in use must have its record: without it the rebuild would publish less than there was.
  private func insistOnRecords(
    of dataset: DatasetManifest, in old: OldWarehouse, _ project: Project
  ) throws {
    let missing = try project.missingEditions(of: dataset, old.editions[dataset.name] ?? [])
    let decision = try project.missingDecision(on: dataset, old.decisions[dataset.name] ?? [])
    guard var problem = missing.first.map({ project.missingRecord($0, of: dataset) }) ?? decision else { return }
    problem.what += "; nothing was rebuilt, the old warehouse is unchanged"
    throw problem
  }
}

extension RebuildVerb {
  /// Reports what the new warehouse has and the old one had.
  private func describe(
    _ report: inout RebuildReport, in project: Project, with warehouse: Warehouse, replacing old: OldWarehouse
  ) throws {
    let datasets = Set(project.library.datasets.map(\.name))
    for name in old.editions.keys.sorted() where !datasets.contains(name) {
      report.remarks.append(
        "\(name): no longer has a folder under \(project.pipelinesFolder), and was removed from the warehouse")
    }
    try warehouse.read { session in
      for dataset in project.library.datasets {
        let editions = try session.editions(of: dataset.name)
        let new = Set(try session.ledgerEditions(of: dataset.name).map(\.identity))
        let lost = (old.editions[dataset.name] ?? []).filter { !new.contains($0.identity) && $0.origin != .curated }
        for edition in lost {
          report.remarks.append(
            "\(dataset.name): the archive no longer has a record of the edition of \(edition.edition)")
        }
        guard !editions.isEmpty || !lost.isEmpty else { continue }
        report.lines.append(
          RebuildReport.Line(
            dataset: dataset.name, pipeline: dataset.pipeline, editions: editions.count,
            held: editions.count { $0.state == .held }, rows: try session.rowCount(of: dataset.name)))
      }
    }
  }
}

extension Problem {
  fileprivate var stoppingTheRebuild: Problem {
    var problem = self
    problem.kind = .badInput
    problem.what += "; nothing was rebuilt, the old warehouse is unchanged"
    problem.remedy += "; for everything that is wrong: soundings verify"
    return problem
  }
}
