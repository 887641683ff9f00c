import Foundation
import Glibc
import TestTools
import Testing

@Suite(.tags(.slow)) struct VerifyTests {
  @Test func allIsWell() throws {
    let work = try ArchiveCommandTests.project()
    let result = work.run("verify", "--rebuild")
    #expect(result.status == 0)
    #expect(result.err == "")
    for line in [
      "2 records, 2 snapshots", "2 editions against the archive: all well",
      "\(Self.exports(work)) files against the tables: all well",
      "\(Self.exports(work)) files and the warehouse against a rebuild: all well",
    ] { #expect(result.out.contains(line), "\(result.out)") }
    #expect(!result.out.contains("note:"), "\(result.out)")
    #expect(work.run("verify", "--quiet").out == "")
  }

  /// How many files the export folder holds.
  static func exports(_ work: Workdir) -> Int {
    (FileManager.default.subpaths(atPath: work.path("Data/exports")) ?? []).count { $0.contains(".") }
  }

  /// Nothing that it looks at changes, and a folder that may not be written will do.
  @Test func itChangesNothing() throws {
    let work = try ArchiveCommandTests.project()
    func listing() -> [String] {
      let paths = FileManager.default.subpaths(atPath: work.path("Data")) ?? []
      return paths.sorted().map { path in
        var facts = stat()
        stat(work.path("Data/" + path), &facts)
        return "\(path) \(facts.st_size) \(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
      }
    }
    let before = listing()
    #expect(work.run("verify", "--rebuild").status == 0)
    #expect(listing() == before)
  }

  @Test func aFolderWithoutData() throws {
    let work = try Workdir()
    try work.makeProject()
    let result = work.run("verify")
    #expect(result.status == 1)
    #expect(result.err.contains("holds no data yet"))
    #expect(!work.exists("Data"))
  }

  @Test func changedAndMissingExports() throws {
    let work = try ArchiveCommandTests.project()
    try work.write("port,boats\nHere,6\n", "Data/exports/boats_by_port.csv")
    unlink(work.path("Data/exports/boats_by_port.meta.json"))
    try work.write("x", "Data/exports/boats_by_harbor.csv")
    let result = work.run("verify", "--rebuild")
    #expect(result.status == 1)
    #expect(result.err.contains("Data/exports/boats_by_port.csv: is not what the table gives now"))
    #expect(result.err.contains("Data/exports/boats_by_port.csv: is not what a rebuild from the archive gives"))
    #expect(result.err.contains("Data/exports/boats_by_port.meta.json: is not there"))
    #expect(result.out.contains("boats_by_harbor.csv is not an export of any table"))
    #expect(work.run("export").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)
    // Other formats are held against the tables where they are.
    #expect(work.run("export", "--format", "json,md").status == 0)
    #expect(work.run("verify").out.contains("\(Self.exports(work) - 1) files against the tables: all well"))
    try work.write("{}", "Data/exports/boats_by_port.json")
    #expect(work.run("verify").err.contains("boats_by_port.json: is not what the table gives now"))
  }

  static let tampering: [(sql: String, says: String)] = [
    ("update _history_boats_seen set boats = 7 where _until is null", "is not what the table gives now"),
    ("delete from _history_boats_seen where _until is null", "brought 1 row and"),
    ("insert into _history_boats_seen select * from _history_boats_seen where _until is null", "two rows in force"),
    ("delete from _editions where ordinal = 2", "which is not in _editions"),
    (
      "update _snapshots set sha256 = 'ab' where ordinal = 2",
      "has other hashes in the warehouse than in the archive's record of it"
    ),
    ("drop view boats_seen; drop table _history_boats_seen", "_history_boats_seen is missing"),
  ]

  @Test(arguments: tampering.indices)
  func aWarehouseThatWasTamperedWith(_ i: Int) throws {
    let work = try ArchiveCommandTests.project()
    try work.write(Self.tampering[i].sql + ";", "tamper.sql")
    guard system("sqlite3 '\(work.path("Data/soundings.sqlite"))' < '\(work.path("tamper.sql"))' 2>/dev/null") == 0
    else {
      // Without the sqlite3 shell: Python has the same library.
      let script = "import sqlite3,sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())"
      #expect(
        system("python3 -c '\(script)' '\(work.path("Data/soundings.sqlite"))' '\(work.path("tamper.sql"))'") == 0)
      return try expectFoundAndMended(work, Self.tampering[i].says)
    }
    try expectFoundAndMended(work, Self.tampering[i].says)
  }

  private func expectFoundAndMended(_ work: Workdir, _ says: String) throws {
    let result = work.run("verify", "--rebuild")
    #expect(result.status == 1)
    #expect(result.err.contains(says), "\(result.err)")
    #expect(work.run("rebuild").status == 0)
    let after = work.run("verify", "--rebuild")
    #expect(after.status == 0, "\(after.err)")
    try ArchiveCommandTests.expectRowsStand(work)
  }

  /// A value of the past: the page that says what changed lately shows it, and a rebuild tells what it is.
  @Test func aPastRowThatWasTamperedWith() throws {
    let work = try ArchiveCommandTests.project()
    let script =
      "import sqlite3,sys; c = sqlite3.connect(sys.argv[1]); "
      + "c.execute(\"update _history_boats_seen set boats = 7 where _until is not null\"); c.commit()"
    try work.write(script, "tamper.py")
    try #require(system("python3 '\(work.path("tamper.py"))' '\(work.path("Data/soundings.sqlite"))'") == 0)
    #expect(work.run("verify").err.contains("site/tables/boats_by_port.html: is not what the table gives now"))
    let result = work.run("verify", "--rebuild")
    #expect(result.status == 1)
    #expect(result.err.contains("_history_boats_seen has different content"), "\(result.err)")
  }

  @Test func whatIsNotLoadedYetIsNoDamage() throws {
    let work = try ArchiveCommandTests.project()
    // A warehouse of before the newest edition.
    let record = try ArchiveCommandTests.record(work, "2025-06-03")
    rename(work.path(record), work.path("away.json"))
    // A rebuild refuses to lose an edition that is in use; without the warehouse the exports say so, and without them nobody
    // knows of it.
    #expect(work.run("rebuild").err.contains("its record is no longer in the archive"))
    unlink(work.path("Data/soundings.sqlite"))
    let refused = work.run("rebuild")
    #expect(refused.status == 1)
    #expect(refused.err.contains("has no record of the edition of 2025-06-03"), "\(refused.err)")
    rename(work.path("Data/exports"), work.path("exports"))
    #expect(work.run("rebuild").status == 0)
    rename(work.path("away.json"), work.path(record))
    let behind = work.run("verify", "--rebuild")
    #expect(behind.status == 0, "\(behind.err)")
    #expect(behind.out.contains("the edition of 2025-06-03 is not loaded yet"), "\(behind.out)")
    #expect(behind.out.contains("load what is not loaded yet first"), "\(behind.out)")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)
    // A record that is gone while the warehouse has its rows.
    rename(work.path(record), work.path("away.json"))
    let gone = work.run("verify")
    #expect(gone.status == 1)
    #expect(
      gone.err.contains("is in use, but its record is no longer in the archive; its rows stay as they are"),
      "\(gone.err)")
  }

  @Test func besideARun() throws {
    let work = try ArchiveCommandTests.project()
    let lock = open(work.path("Data/.lock"), O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let note = Array("pid 4711, soundings run, since 2025-11-19T06:00:00Z\n".utf8)
    #expect(Glibc.write(lock, note, note.count) == note.count)
    try work.write("port,boats\nHere,6\n", "Data/exports/boats_by_port.csv")
    let result = work.run("verify")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("a run was under way (pid 4711, soundings run"), "\(result.out)")
    #expect(result.out.contains("verify again when it is done"))
    flock(lock, LOCK_UN)
    ftruncate(lock, 0)
    #expect(work.run("verify").status == 1)
  }
}
