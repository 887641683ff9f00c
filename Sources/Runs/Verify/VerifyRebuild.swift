import Archive
import Manifest
import Model
import System
import Warehouse

/// The last check of `verify`: rebuilds everything in a temporary folder, and compares.
struct VerifyRebuild {
  let project: Project
  let inspection: ArchiveInspection
  let isWarehouseGood: Bool

  func check(_ report: inout VerifyReport) throws {
    guard inspection.damage.isEmpty else {
      return report.remark(.rebuild, "not made: repair the archive first")
    }
    guard isWarehouseGood else {
      return report.remark(.rebuild, "not made: there is no warehouse to compare it with")
    }
    // What is not loaded yet would count as a difference.
    guard !report.isBehind else {
      return report.remark(.rebuild, "not made: load what is not loaded yet first (soundings run --offline)")
    }
    // Outside the data folder, in which a concurrent run may remove temporary files.
    let folder = try PrivateFolder(
      name: "soundings-verify",
      remedy: "name a folder with room for a second warehouse: TMPDIR=DIR soundings verify --rebuild")
    defer { withExtendedLifetime(folder) {} }
    // The archive is linked there file by file, so that a rebuild, which stores bundled files, does not change the real
    // one.
    let twin = Project(
      configuration: project.configuration, library: project.library, dataFolder: folder.path,
      pipelinesFolder: project.pipelinesFolder, clock: project.clock, log: project.log, shouldStop: project.shouldStop)
    try project.archive.mirror(into: twin.archive.folder)
    let rebuilt: RebuildReport
    do {
      rebuilt = try RebuildVerb().run(twin)
    } catch let problem as Problem {
      return report.damaged(.rebuild, problem)
    }
    for problem in rebuilt.problems { report.damaged(.rebuild, problem) }
    let remedy = "take what the archive gives: soundings rebuild"
    var count = 0
    for name in rebuilt.changed.sorted() {
      count += 1
      let path = project.exportsFolder + "/" + name
      if (try? Files.bytes(of: path)) != (try? Files.bytes(of: twin.exportsFolder + "/" + name)) {
        report.differs(.rebuild, Problem(at: path, "is not what a rebuild from the archive gives", remedy: remedy))
      }
    }
    report.rebuiltExports = count
    let here = try project.openWarehouse().read { try $0.digests() }
    let there = try twin.openWarehouse().read { try $0.digests() }
    for table in Set(here.keys).union(there.keys).sorted() where here[table] != there[table] {
      report.differs(
        .rebuild,
        Problem(
          at: project.warehousePath,
          "\(table) has different content (\(here[table]?.rows ?? 0) rows) than a rebuild gives (\(there[table]?.rows ?? 0))",
          remedy: remedy))
    }
  }
}
