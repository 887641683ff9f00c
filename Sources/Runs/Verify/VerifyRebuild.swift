import Archive
import FoundationEssentials
import Glibc
import Manifest
import Model
import Warehouse

/// The last check of `verify`: everything rebuilt in a folder of its own, and compared.
struct VerifyRebuild {
  let project: Project
  let survey: ArchiveSurvey
  let isWarehouseGood: Bool

  func check(_ report: inout VerifyReport) throws {
    guard survey.damage.isEmpty else {
      return report.remark(.rebuild, "not made: mend the archive first")
    }
    guard isWarehouseGood else {
      return report.remark(.rebuild, "not made: there is no warehouse to hold it against")
    }
    // What a run has not loaded yet would be called a difference.
    guard !report.isBehind else {
      return report.remark(.rebuild, "not made: load what is at hand first (soundings run --offline)")
    }
    let folder = try Self.makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // The archive is laid out there by links, so that a rebuild, which stores bundled files, leaves the real one alone.
    let twin = Project(
      configuration: project.configuration, library: project.library, dataFolder: folder,
      pipelinesFolder: project.pipelinesFolder, log: project.log, shouldStop: project.shouldStop)
    try project.archive.mirror(into: twin.archive.folder)
    let rebuilt: RebuildReport
    do {
      rebuilt = try RebuildVerb().run(twin)
    } catch let problem as Problem where problem != .stopped {
      return report.damaged(.rebuild, problem)
    }
    for problem in rebuilt.problems { report.damaged(.rebuild, problem) }
    let remedy = "what the archive gives is right: soundings rebuild"
    var count = 0
    for name in rebuilt.changed.sorted() {
      count += 1
      let path = project.exportsFolder + "/" + name
      if FileBytes.read(path) != FileBytes.read(twin.exportsFolder + "/" + name) {
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
          "\(table) has other content (\(here[table]?.rows ?? 0) rows) than a rebuild gives (\(there[table]?.rows ?? 0))",
          remedy: remedy))
    }
  }

  /// A folder outside of the data folder, which a run beside may tidy up.
  private static func makeTemporaryFolder() throws -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent.isEmpty ? "/tmp" : parent)/soundings-verify-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Problem(
        at: parent, "cannot be written: \(String(cString: strerror(errno)))",
        remedy: "name a folder with room for a second warehouse: TMPDIR=DIR soundings verify --rebuild")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
