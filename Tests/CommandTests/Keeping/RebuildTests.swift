import Foundation
import Glibc
import TestTools
import Testing

@Suite(.tags(.slow)) struct RebuildTests {
  static let exports = ["boats_by_port.csv", "boats_by_port.meta.json"]

  static func exports(_ work: Workdir) throws -> [String] { try exports.map { try work.read("Data/exports/" + $0) } }

  @Test func theLedgerIsCarriedOver() throws {
    let work = try ArchiveCommandTests.project()
    let before = try Self.exports(work)
    let result = work.run("rebuild", "--json")
    #expect(result.status == 0, "\(result.err)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    #expect(report["runs_carried_over"] as? Int == 2)
    #expect(report["changed"] as? [String] == [])
    let line = try #require((report["datasets"] as? [[String: Any]])?.first)
    #expect(line["dataset"] as? String == "boats_seen")
    #expect(line["editions"] as? Int == 2)
    #expect(line["rows"] as? Int == 1)
    #expect(try Self.exports(work) == before)
    // The rebuild itself is in it.
    #expect(work.run("rebuild").out.contains("3 runs of the ledger kept"))
    #expect(work.run("rebuild", "--quiet").out == "")
  }

  @Test(arguments: ["missing", "empty", "nonsense", "torn"])
  func anOldWarehouseThatCannotBeReadIsNoObstacle(state: String) throws {
    let work = try ArchiveCommandTests.project()
    let before = try Self.exports(work)
    let path = work.path("Data/soundings.sqlite")
    switch state {
    case "missing": unlink(path)
    case "empty": truncate(path, 0)
    case "nonsense": try work.write(String(repeating: "nonsense ", count: 1000), "Data/soundings.sqlite")
    default:
      // Every page but the first is gone.
      let file = open(path, O_WRONLY)
      let zeros = [UInt8](repeating: 0x55, count: 60_000)
      #expect(pwrite(file, zeros, zeros.count, 4096) == zeros.count)
      close(file)
    }
    // A journal of the old one must not be rolled back into the new one.
    if state != "missing" { try work.write("not a journal", "Data/soundings.sqlite-journal") }
    if state == "nonsense" || state == "torn" {
      let verify = work.run("verify")
      #expect(verify.status == 1)
      #expect(verify.err.contains("soundings rebuild"), "\(verify.err)")
      let run = work.run("run", "--offline")
      #expect(run.status == 65 || run.status == 1)
      #expect(run.err.contains("soundings rebuild"), "\(run.err)")
    }
    let result = work.run("rebuild")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("no file changed"))
    #expect(try Self.exports(work) == before)
    #expect(!work.exists("Data/soundings.sqlite-journal"))
    let aside = work.names("Data").filter { $0.hasPrefix("soundings.sqlite.damaged-") }
    #expect(aside.count == (state == "nonsense" || state == "torn" ? 1 : 0))
    #expect(work.run("verify", "--rebuild").status == 0)
    try ArchiveCommandTests.expectRowsStand(work)
  }

  @Test func aWarehouseOfANewerVersionIsLeftAlone() throws {
    let work = try ArchiveCommandTests.project()
    let path = work.path("Data/soundings.sqlite")
    let file = open(path, O_WRONLY)
    // PRAGMA user_version stands at byte 60 of the file.
    #expect(pwrite(file, [0, 0, 0, 99] as [UInt8], 4, 60) == 4)
    close(file)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for command in [
      ["run"], ["run", "--offline"], ["add", "boats_seen", "new.csv", "--published", "2025-07-01"],
      ["table", "boats_by_port"], ["tables"], ["status"], ["export"], ["diff", "boats_seen"], ["verify"], ["rebuild"],
    ] {
      let result = work.run(command)
      #expect(result.status == 65, "\(command): \(result.err)")
      #expect(result.errors.count == 2, "\(command): \(result.err)")
      #expect(result.err.contains("version 99"), "\(command): \(result.err)")
      #expect(result.out == "", "\(command)")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(!work.exists("Data/soundings.sqlite.new"))
  }

  @Test func somebodyElsesDatabaseIsLeftAlone() throws {
    let work = try ArchiveCommandTests.project()
    let path = work.path("Data/soundings.sqlite")
    let file = open(path, O_WRONLY)
    #expect(pwrite(file, [0, 0, 0, 0] as [UInt8], 4, 60) == 4)
    close(file)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let result = work.run("rebuild")
    #expect(result.status == 65)
    #expect(result.err.contains("not a warehouse of Soundings"), "\(result.err)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func whatWasGoodIsNotHeldBackByARebuild() throws {
    let work = try ArchiveCommandTests.project()
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(of: "min: 0, unit", with: "min: 9, unit"), "Pipelines/boats/boats_seen/dataset.yaml")
    let result = work.run("rebuild")
    #expect(result.status == 65)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains("was in use before and would be held now"), "\(result.err)")
    #expect(!work.exists("Data/soundings.sqlite.new"))
    try work.write(yaml, "Pipelines/boats/boats_seen/dataset.yaml")
    try ArchiveCommandTests.expectRowsStand(work)
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test func aFailingCheckStopsIt() throws {
    let work = try ArchiveCommandTests.project()
    try work.write(
      "-- A port has too few boats.\nselect port from boats_seen where boats < 9\n",
      "Pipelines/boats/checks/ports_have_boats.sql")
    // A check of one dataset holds the edition that breaks it, and what was in use must not be held.
    let result = work.run("rebuild")
    #expect(result.status == 65)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains("A port has too few boats"), "\(result.err)")
    #expect(!work.exists("Data/soundings.sqlite.new"))
    try ArchiveCommandTests.expectRowsStand(work)
  }

  @Test(.enabled(if: Interruption.isPossible, "needs a C compiler"))
  func killedAtTwelveMoments() throws {
    let work = try Workdir()
    try work.makeProject()
    for (i, date) in ["2025-05-03", "2025-06-03"].enumerated() {
      try work.write(KillTests.edition(i), "\(i).csv")
      #expect(work.run("add", "boats_seen", "\(i).csv", "--published", date).status == 0)
    }
    let before = try Self.exports(work)
    let whole = try Interruption()
    #expect(work.start(["rebuild"], interruption: whole).wait().status == 0)
    var random = SeededRandom.ofTest()
    for moment in Interruption.numbers(upTo: try whole.count(), parts: 12, using: &random) {
      let killed = work.start(["rebuild"], interruption: try Interruption(at: moment)).wait()
      #expect(killed.signal == SIGKILL, "change \(moment)")
      #expect(work.run("table", "boats_by_port", "--format", "csv").out == before[0], "change \(moment)")
      #expect(try Self.exports(work) == before, "change \(moment)")
      let verify = work.run("verify")
      #expect(verify.status == 0, "change \(moment): \(verify.err)")
    }
    #expect(work.run("run", "--offline").status == 0)
    #expect(!work.names("Data").contains { $0.hasPrefix("soundings.sqlite.") })
    let last = work.run("rebuild")
    #expect(last.status == 0)
    #expect(last.out.contains("no file changed"))
  }
}
