import Foundation
import Glibc
import TestTools
import Testing

@Suite(.tags(.slow)) struct CommandTests {
  func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,=SUM(A1),3\n", "one.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,5\n", "two.csv")
    return work
  }

  @Test func addTableExportStatus() throws {
    let work = try project()
    let added = work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03")
    #expect(added.status == 0)
    #expect(added.err == "")
    #expect(added.out.contains("boats_seen"))
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06").status == 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,5\n")
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-06-29").out
        == "port,boats\n'=SUM(A1),3\nHere,2\n")
    let early = work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-05-02")
    #expect(early.out == "port,boats\n")
    #expect(early.err == "boats_seen: its first edition is of May 3, 2025, after May 2, 2025\n")

    let json = work.run("table", "boats_by_port", "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(document["table"] as? String == "boats_by_port")
    #expect(document["rows"] as? [[AnyHashable]] == [["Here", 5]])

    #expect(work.run("export", "--format", "csv,json,md", "--out", "out").status == 0)
    #expect(try work.read("out/boats_by_port.csv") == "port,boats\nHere,5\n")
    #expect(try work.read("out/boats_by_port.meta.json").contains("\"attribution\": \"Harbor Office\""))

    let status = try #require(
      try JSONSerialization.jsonObject(with: Data(work.run("status", "--json").out.utf8)) as? [String: Any])
    let dataset = try #require((status["datasets"] as? [[String: Any]])?.first)
    #expect(dataset["state"] as? String == "fresh")
    #expect(dataset["published"] as? String == "2025-06-30")
    #expect(dataset["rows"] as? Int == 1)
    #expect(dataset["is_add_only"] as? Bool == true)
    #expect(work.run("status").out.contains("add only"))
  }

  @Test func quietSaysNothingOnSuccess() throws {
    let work = try project()
    let added = work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03", "--quiet")
    #expect(added.out + added.err == "")
    let run = work.run("run", "--quiet")
    #expect(run.status == 0)
    #expect(run.out + run.err == "")
  }

  @Test func theSameFileTwiceIsOneEdition() throws {
    let work = try project()
    work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03")
    let before = try work.read("Data/exports/boats_by_port.meta.json")
    let again = work.run("add", "boats_seen", "one.csv", "--published", "2025-05-04")
    #expect(again.status == 0)
    #expect(again.out.contains("the same bytes as the edition of 2025-05-03"))
    #expect(try work.read("Data/exports/boats_by_port.meta.json") == before)
  }

  @Test func aSecondWriterIsTurnedAway() throws {
    let work = try project()
    mkdir(work.path("Data"), 0o755)
    let lock = open(work.path("Data/.lock"), O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let note = Array("pid 4711, soundings run, since 2025-11-19T06:00:00Z\n".utf8)
    #expect(Glibc.write(lock, note, note.count) == note.count)
    for command in [["run"], ["add", "boats_seen", "one.csv", "--published", "2025-05-03"]] {
      let result = work.run(command)
      #expect(result.status == 75)
      #expect(result.errors.count == 2)
      #expect(result.err.contains("pid 4711, soundings run"), "\(result.err)")
    }
    flock(lock, LOCK_UN)
    #expect(work.run("run").status == 0)
  }

  /// SQLite would take it for an address with options.
  @Test func aDataFolderNamedLikeAnAddressIsAPath() throws {
    let work = try project()
    let folder = "file:x?mode=memory"
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-06", "--data", folder).status == 0)
    #expect(work.names(folder).contains("soundings.sqlite"), "\(work.names("."))")
    #expect(work.run("table", "boats_by_port", "--format", "csv", "--data", folder).out == "port,boats\nHere,5\n")
    #expect(!work.exists("x"))
  }

  @Test func aLockThatIsALinkIsRefused() throws {
    let work = try project()
    try work.write("dear diary", "diary")
    try FileManager.default.createDirectory(atPath: work.path("Data"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: work.path("Data/.lock"), withDestinationPath: work.path("diary"))
    let result = work.run("add", "boats_seen", "two.csv", "--published", "2025-06")
    #expect(result.status == 1)
    #expect(
      result.err
        == "Data/.lock: is a symbolic link, and a lock must be a file of its own\n-> remove the link: rm Data/.lock\n")
    #expect(try work.read("diary") == "dear diary")
  }

  @Test func theOrderOfArrivalDoesNotMatter() throws {
    var exports: [[String]] = []
    for order in [["one", "two"], ["two", "one"]] {
      let work = try project()
      for name in order {
        work.run("add", "boats_seen", "\(name).csv", "--published", name == "one" ? "2025-05-03" : "2025-06-01")
      }
      exports.append([
        try work.read("Data/exports/boats_by_port.csv"), try work.read("Data/exports/boats_by_port.meta.json"),
      ])
    }
    #expect(exports[0] == exports[1])
  }

  @Test func everyCommandHasHelpWithExamples() throws {
    let work = try Workdir()
    let root = work.run("--help")
    #expect(root.status == 0)
    for command in [
      "run", "backfill", "add", "tables", "table", "export", "trace", "diff", "figures", "new-article", "status",
      "check", "rebuild", "verify",
    ] {
      #expect(root.out.contains("  \(command)"))
      let help = work.run(command, "--help")
      #expect(help.status == 0)
      #expect(help.out.contains("soundings \(command)"))
      #expect(help.out.contains("--data"))
    }
    #expect(work.run("frobnicate").status == 64)
    #expect(work.run("table").status == 64)
  }

  @Test func diffSaysWhatThePublisherChanged() throws {
    let work = try project()
    try work.write("Day,Port,Boats\n1 May 2025,Here,5\n3 May 2025,There,1\n", "two.csv")
    work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03")
    work.run("add", "boats_seen", "two.csv", "--published", "2025-06-01")
    let diff = try #require(
      try JSONSerialization.jsonObject(with: Data(work.run("diff", "boats_seen", "--json").out.utf8)) as? [String: Any])
    #expect(diff["dataset"] as? String == "boats_seen")
    #expect(diff["from"] as? String == "2025-05-03")
    #expect(diff["to"] as? String == "2025-06-01")
    #expect([diff["added"], diff["removed"], diff["revised"]].map { $0 as? Int } == [1, 1, 1])
    let changes = try #require(diff["changes"] as? [[String: Any]])
    #expect(changes.map { $0["change"] as? String } == ["revised", "removed", "added"])
    #expect(changes.map { $0["difference"] as? Int } == [3, -3, 1])
    #expect(changes[0]["key"] as? [String: String] == ["date": "2025-05-01", "port": "Here"])
    #expect(changes[0]["percent"] as? Double == 150)
    let csv = work.run("diff", "boats_seen", "--format", "csv").out.split(separator: "\n")
    #expect(csv[0] == "change,date,port,column,old,new,difference,percent")
    #expect(csv[1] == "revised,2025-05-01,Here,boats,2,5,3,150.0000")
    // Backward in time it is the other way around; before everything there is nothing, and it says why.
    let none = work.run("diff", "boats_seen", "--from", "2025-01-01", "--to", "2025-02-01")
    #expect(none.status == 0)
    #expect(none.err == "boats_seen: its first edition is that of May 3, 2025\n")
    #expect(work.run("diff", "boats_seen", "--from", "2025-02-01", "--to", "2025-01-01").status == 64)
  }

  @Test func dryRunTouchesNothing() throws {
    let work = try project()
    let result = work.run("run", "--dry-run")
    #expect(result.status == 0)
    #expect(!work.exists("Data"))
  }
}
