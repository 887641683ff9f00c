import Archive
import Glibc
import Manifest
import Model
import Publishing
import System
import Warehouse

/// `soundings verify`: checks every stored byte against its hash, the database, the ledger against the archive, the
/// exports against the tables and, if wanted, against a rebuild. It changes nothing and needs no lock.
package struct VerifyVerb {
  /// Also rebuilds everything in a temporary folder, and compares.
  package var withRebuild = false

  package init() {}

  /// - Throws: ``Problem`` if there is no data folder yet; ``Stopped``. Everything that is wrong is in the report.
  package func run(_ project: Project) throws -> VerifyReport {
    var report = VerifyReport()
    report.runBeside = Lock.holder(dataFolder: project.dataFolder)
    var project = project
    // What the warehouse lacks is among the findings.
    project.warn = { _ in }
    let before = FileStates.text(of: project.warehousePath)
    guard Files.exists(project.archive.folder) || Files.exists(project.warehousePath) else {
      throw Problem(
        .failed, at: project.dataFolder, "holds no data yet",
        remedy: "fetch some: soundings run (or load a file that you have: soundings add DATASET FILE --published DATE)")
    }
    let inspection = try inspect(project, &report)
    let isWarehouseGood = try checkWarehouse(project, after: inspection, report: &report)
    try stopIfAsked(project)
    if isWarehouseGood { try VerifyExports(project: project).check(&report) }
    try stopIfAsked(project)
    if withRebuild {
      try VerifyRebuild(project: project, inspection: inspection, isWarehouseGood: isWarehouseGood).check(&report)
    }
    // A run may also have begun and ended meanwhile; the warehouse then has another timestamp.
    report.runBeside = report.runBeside ?? Lock.holder(dataFolder: project.dataFolder)
    if report.runBeside == nil, FileStates.text(of: project.warehousePath) != before {
      report.runBeside = "it is done by now"
    }
    if report.runBeside != nil { report.excuseDifferences() }
    return report
  }

  private func stopIfAsked(_ project: Project) throws { if project.shouldStop() { throw Stopped() } }

  private func inspect(_ project: Project, _ report: inout VerifyReport) throws -> ArchiveInspection {
    var reported = 0
    let inspection = try project.archive.inspect(shouldStop: project.shouldStop) { bytes in
      guard bytes - reported >= 1 << 28 else { return }
      reported = bytes
      project.log("verify: \(bytes >> 20) MB of the archive read")
    }
    try stopIfAsked(project)
    report.records = inspection.records
    report.snapshots = inspection.snapshots
    report.bytes = inspection.bytes
    for problem in inspection.damage { report.damaged(.archive, problem) }
    for (path, what) in inspection.remarks { report.remark(.archive, "\(path) \(what)") }
    return inspection
  }

  /// - Returns: whether the tables can be read.
  private func checkWarehouse(_ project: Project, after inspection: ArchiveInspection, report: inout VerifyReport)
    throws
    -> Bool
  {
    guard Files.exists(project.warehousePath) else {
      report.damaged(
        .warehouse,
        Problem(at: project.warehousePath, "is not there", remedy: "make it from the archive: soundings rebuild"))
      return false
    }
    // Between a warehouse and another's archive everything differs, and nothing of it can be mended.
    do { try project.requireOwnArchive() } catch let problem as Problem {
      report.damaged(.warehouse, problem)
      return false
    }
    for name in [project.newWarehousePath, project.newWarehousePath + "-journal"] where Files.exists(name) {
      report.remark(.warehouse, "\(name) was left by a killed rebuild; the next run removes it")
    }
    do {
      let warehouse = try project.openWarehouse()
      let remedy = "rebuild it from the archive: soundings rebuild"
      let faults = try warehouse.read { try $0.integrityFaults() }
      for fault in faults { report.damaged(.warehouse, Problem(at: project.warehousePath, fault, remedy: remedy)) }
      guard faults.isEmpty else { return false }
      for fault in try warehouse.read({ try $0.ledgerFaults() + $0.runLedgerFaults() }) {
        report.damaged(.ledger, Problem(at: project.warehousePath, fault, remedy: remedy))
      }
      try warehouse.read { try checkLedger(project, in: $0, after: inspection, report: &report) }
      return true
    } catch let problem as Problem where problem.kind == .locked {
      report.remark(.warehouse, "is being written, and was not checked: verify again when the run is done")
      return false
    } catch let problem as Problem {
      if let version = Warehouse.version(at: project.warehousePath), version > Warehouse.newestVersion { throw problem }
      report.damaged(.warehouse, problem)
      return false
    }
  }

  /// What became of the record of an edition that is in the warehouse, and what the next run does.
  ///
  /// - Parameters:
  ///   - all: the dataset's editions that have a record.
  ///   - usable: the same without those that a person withdrew.
  private func check(
    _ edition: LedgerEdition, of dataset: DatasetManifest, among all: [Edition], usable: [Edition], of project: Project,
    report: inout VerifyReport
  ) throws {
    let name = dataset.name
    if let record = usable.first(where: { $0.identity == edition.identity }) {
      guard record.hashes != edition.hashes else { return }
      return report.differs(
        .ledger,
        Problem(
          at: "\(name), edition of \(edition.edition)",
          "has other hashes in the warehouse than in the archive's record of it",
          remedy: "rebuild it from the archive: soundings rebuild"))
    }
    if all.contains(where: { $0.dateAndBytes == edition.dateAndBytes }) {
      return report.isNotLoaded(
        "the edition of \(edition.edition) has changed in the archive (a decision on it, or its day)", name)
    }
    if try !project.missingEditions(of: dataset, [edition]).isEmpty {
      return report.differs(.ledger, project.missingRecord(edition, of: dataset))
    }
    switch edition.origin {
    case .bundled, .curated:
      report.differs(
        .ledger,
        Problem(
          at: "\(name), edition of \(edition.edition)",
          "came with the repository, and its record is no longer in the archive",
          remedy: "write it again: soundings run --offline \(name)"))
    case .fetched, .captured, .added:
      // Withdrawn, held, or the same bytes as its neighbor: nothing rests on it.
      report.isNotLoaded(
        "the edition of \(edition.edition) is not in use, and its record is no longer in the archive: the next run forgets it",
        name)
    }
  }

  private func checkLedger(
    _ project: Project, in session: Session, after inspection: ArchiveInspection, report: inout VerifyReport
  ) throws {
    let known = Set(try session.datasetNames())
    let folders = Dictionary(uniqueKeysWithValues: project.library.datasets.map { ($0.name, $0) })
    for name in known.union(inspection.editions.keys).sorted() {
      guard let dataset = folders[name] else {
        report.remark(
          .ledger, "\(name) has no folder in \(project.pipelinesFolder): its bytes were checked, nothing else")
        continue
      }
      let loaded = try session.ledgerEditions(of: name)
      report.editions += loaded.count
      // A record that cannot be read was reported already.
      let decisions = try? project.archive.decisions(on: name)
      let archived = project.archive.decided(inspection.editions[name] ?? [], decisions ?? [])
      if !inspection.damagedRecords.contains(name), decisions != nil {
        for edition in loaded {
          try check(
            edition, of: dataset, among: inspection.editions[name] ?? [], usable: archived, of: project, report: &report
          )
        }
        if let missing = try project.missingDecision(on: dataset, try session.appliedDecisions(of: name)) {
          report.differs(.ledger, missing)
        }
      }
      let own = Set(loaded.map(\.identity))
      for edition in archived where !own.contains(edition.identity) {
        guard edition.origin.isFromOutside else { continue }
        report.isNotLoaded("the edition of \(edition.name) is not loaded yet", name)
      }
      guard known.contains(name) else { continue }
      if try session.fingerprint(of: name) != project.fingerprint(dataset) {
        report.isNotLoaded("its folder changed since it was loaded", name)
      }
      let shipped = try project.shippedHashes(dataset)
      let used = loaded.filter { $0.origin == .bundled || $0.origin == .curated }.flatMap(\.hashes)
      if !used.isEmpty, Set(used) != Set(shipped) {
        report.isNotLoaded("the rows in the repository differ from those that are loaded", name)
      }
    }
  }
}
