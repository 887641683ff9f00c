import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// What is damaged or gone in the archive: it is said, nothing is lost, and only the very same bytes mend it.
@Suite(.tags(.slow)) struct ArchiveCommandTests {
  static let old = "Day,Port,Boats\n1 May 2025,Here,2\n"
  static let new = "Day,Port,Boats\n1 May 2025,Here,5\n"

  static func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(old, "old.csv")
    try work.write(new, "new.csv")
    #expect(work.run("add", "boats_seen", "old.csv", "--published", "2025-05-03").status == 0)
    #expect(work.run("add", "boats_seen", "new.csv", "--published", "2025-06-03").status == 0)
    return work
  }

  /// The archive's file with this content, or the record of the edition of a day.
  static func file(_ work: Workdir, holding text: String) throws -> String {
    try #require(
      work.names("Data/archive/boats_seen").map { "Data/archive/boats_seen/" + $0 }.first {
        (try? work.read($0)) == text
      })
  }

  static func record(_ work: Workdir, _ published: String) throws -> String {
    "Data/archive/boats_seen/"
      + (try #require(work.names("Data/archive/boats_seen").first { $0.hasPrefix(published + "_") }))
  }

  static func expectRowsStand(_ work: Workdir) throws {
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,5\n")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,5\n")
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-05-30").out == "port,boats\nHere,2\n")
  }

  @Test(arguments: [old, new])
  func aSnapshotDeletedByHand(content: String) throws {
    let work = try Self.project()
    let file = try Self.file(work, holding: content)
    unlink(work.path(file))
    for command in [["run", "--offline"], ["run", "--offline", "--quiet"]] {
      let result = work.run(command)
      #expect(result.status == 1)
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains("\(file): the snapshot is missing"), "\(result.err)")
      #expect(result.err.contains(content == Self.old ? "add boats_seen old.csv" : "add boats_seen new.csv"))
    }
    try Self.expectRowsStand(work)
    let verify = work.run("verify")
    #expect(verify.status == 1)
    #expect(verify.errors.count == 2, "\(verify.err)")
    #expect(verify.err.contains("\(file): the snapshot is missing"), "\(verify.err)")
    // A rebuild would publish less than there is.
    let rebuild = work.run("rebuild")
    #expect(rebuild.status == 65)
    #expect(rebuild.errors.count == 2, "\(rebuild.err)")
    #expect(rebuild.err.contains("nothing was rebuilt"), "\(rebuild.err)")
    #expect(!work.exists("Data/soundings.sqlite.new"))
    try Self.expectRowsStand(work)
    // The same bytes under another name and date restore it, and it is said.
    try work.write(content, "found.txt")
    let add = work.run(
      "add", "boats_seen", "found.txt", "--published", content == Self.old ? "2025-05-03" : "2025-06-03")
    #expect(add.status == 0, "\(add.err)")
    #expect(add.out.contains("restored in the archive"), "\(add.out)")
    #expect(try work.read(file) == content)
    #expect(work.run("verify", "--rebuild").status == 0)
    #expect(work.run("run", "--offline").status == 0)
    try Self.expectRowsStand(work)
  }

  @Test func oneByteChanged() throws {
    let work = try Self.project()
    let file = try Self.file(work, holding: Self.new)
    let damaged = Self.new.replacingOccurrences(of: ",5", with: ",6")
    chmod(work.path(file), 0o644)
    try work.write(damaged, file)
    let verify = work.run("verify", "--json")
    #expect(verify.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(verify.out.utf8)) as? [String: Any])
    let found = try #require(report["damaged"] as? [[String: Any]])
    #expect(found.count == 1)
    #expect(found[0]["area"] as? String == "archive")
    let problem = try #require(found[0]["problem"] as? [String: String])
    #expect(problem["where"] == file)
    #expect(problem["what"]?.contains("its SHA-256 is ") == true)
    // Damaged bytes are never loaded: neither by a rebuild nor where the manifest wants everything read again.
    #expect(work.run("rebuild").status == 65)
    try Self.expectRowsStand(work)
    let sql = try work.read("Pipelines/boats/boats_seen/normalize.sql")
    try work.write(
      sql.replacingOccurrences(of: "\"Boats\" as", with: "plain_integer(\"Boats\") as"),
      "Pipelines/boats/boats_seen/normalize.sql")
    let run = work.run("run", "--offline")
    #expect(run.status == 1)
    #expect(run.errors.count == 2, "\(run.err)")
    #expect(run.err.contains("the snapshot is damaged"), "\(run.err)")
    try Self.expectRowsStand(work)
    // An older edition that comes now would have everything after it read again.
    try work.write("Day,Port,Boats\n1 May 2025,Here,1\n", "oldest.csv")
    #expect(work.run("add", "boats_seen", "oldest.csv", "--published", "2025-04-03").status == 1)
    try Self.expectRowsStand(work)
    // The right bytes mend it; the wrong ones are set aside.
    let add = work.run("add", "boats_seen", "new.csv", "--published", "2025-06-03")
    #expect(add.status == 0, "\(add.err)")
    #expect(try work.read(file) == Self.new)
    #expect(try work.read(file + ".damaged") == damaged)
    let after = work.run("verify", "--rebuild")
    #expect(after.status == 0, "\(after.out)\(after.err)")
    #expect(after.out.contains("\(file).damaged was set aside"))
    try Self.expectRowsStand(work)
  }

  @Test(arguments: ["", "{\n  \"dataset\" : \"boats_s", "{}", "nonsense"])
  func aHalfWrittenRecord(content: String) throws {
    let work = try Self.project()
    let record = try Self.record(work, "2025-06-03")
    let whole = try work.read(record)
    chmod(work.path(record), 0o644)
    try work.write(content, record)
    for command in [["run", "--offline"], ["verify"], ["rebuild"]] {
      let result = work.run(command)
      #expect(result.status == (command[0] == "rebuild" ? 65 : 1))
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains("\(record): the record of an edition is damaged"), "\(result.err)")
    }
    // Which bytes it spoke of is still known.
    let bytes = try Self.file(work, holding: Self.new)
    #expect(work.run("verify").err.contains("soundings add boats_seen \(bytes) --published 2025-06-03"))
    try Self.expectRowsStand(work)
    // As the remedy says.
    rename(work.path(record), work.path("away.json"))
    #expect(work.run("add", "boats_seen", bytes, "--published", "2025-06-03").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)
    try Self.expectRowsStand(work)
    #expect(whole.contains("\"publisher\" : \"Harbor Office\""))
  }

  @Test func whatAKilledRunLeavesIsHarmless() throws {
    let work = try Self.project()
    try work.write("half a file", "Data/archive/boats_seen/.incoming-4711")
    try work.write("{", "Data/archive/boats_seen/.2025-07-01_20250701T000000Z_aa.json.new")
    let orphan = "Data/archive/boats_seen/\(String(repeating: "ab", count: 32)).csv"
    try work.write("an edition whose record was never written", orphan)
    try work.write("half a database", "Data/soundings.sqlite.new")
    try work.write("a note", "Data/archive/boats_seen/note.txt")
    let verify = work.run("verify")
    #expect(verify.status == 0, "\(verify.err)")
    for name in ["incoming-4711", "aa.json.new", orphan, "soundings.sqlite.new", "note.txt"] {
      #expect(verify.out.contains(name), "\(verify.out)")
    }
    #expect(work.run("run", "--offline").status == 0)
    #expect(!work.exists("Data/archive/boats_seen/.incoming-4711"))
    #expect(!work.exists("Data/archive/boats_seen/.2025-07-01_20250701T000000Z_aa.json.new"))
    #expect(!work.exists("Data/soundings.sqlite.new"))
    #expect(work.exists(orphan))
    #expect(work.exists("Data/archive/boats_seen/note.txt"))
  }

  @Test func aRecordOfBeforeIsStillRead() throws {
    let work = try Self.project()
    let record = try Self.record(work, "2025-06-03")
    var fields = try #require(
      try JSONSerialization.jsonObject(with: Data(try work.read(record).utf8)) as? [String: Any])
    for name in ["title", "publisher", "license", "attribution"] { #expect(fields.removeValue(forKey: name) != nil) }
    chmod(work.path(record), 0o644)
    try work.write(try JSONSerialization.data(withJSONObject: fields), record)
    #expect(work.run("rebuild").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)
    try Self.expectRowsStand(work)
  }

  @Test(.enabled(if: StandIn.isPossible, "needs python3 and openssl"))
  func aFetchRestoresOnlyTheSameBytes() throws {
    // A program's name is no extension that a person could open.
    let asked = try StandIn([Route("www.cbp.gov", "/api.php", Self.new, type: "text/csv")])
    let named = try FetchTests().project(
      asked, fetch: "fetch: {url: \"https://www.cbp.gov/api.php?format=csv\"}\nedition: {published: fetched}")
    let fetched = named.run("run")
    #expect(fetched.status == 0, "\(fetched.err)")
    #expect(try Self.file(named, holding: Self.new).hasSuffix(".csv"))

    let route = "/files/2025-06/boats-fy24-fy25-may.csv"
    let landing = Route("www.cbp.gov", "/boats", FetchTests.landing, type: "text/html")
    let standIn = try StandIn([landing, Route("www.cbp.gov", route, Self.new) { $0.etag = "\"may\"" }])
    let work = try FetchTests().project(standIn)
    let first = work.run("run")
    #expect(first.status == 0, "\(first.err)")
    let file = try Self.file(work, holding: Self.new)
    func table() -> String { work.run("table", "boats_by_port", "--format", "csv").out }

    // One byte changed: it is asked for anew, not "since"; the bytes are the same, and mend it.
    let damaged = Self.new.replacingOccurrences(of: ",5", with: ",6")
    chmod(work.path(file), 0o644)
    try work.write(damaged, file)
    let mended = work.run("run")
    #expect(mended.status == 0, "\(mended.err)")
    #expect(mended.out.contains("restored in the archive, byte for byte: \(file.dropFirst("Data/archive/".count))"))
    #expect(try work.read(file) == Self.new)
    #expect(try work.read(file + ".damaged") == damaged)

    // Gone, and the publisher has other bytes now: they are an edition of their own, never that file.
    unlink(work.path(file))
    let other = "Day,Port,Boats\n1 May 2025,Here,9\n"
    try standIn.serve([landing, Route("www.cbp.gov", route, other)])
    let run = work.run("run")
    #expect(run.status == 1)
    #expect(run.errors.count == 2, "\(run.err)")
    #expect(run.err.contains("\(file): the snapshot is missing"), "\(run.err)")
    #expect(run.err.contains("https://www.cbp.gov\(route)"), "\(run.err)")
    #expect(!work.exists(file))
    #expect(table() == "port,boats\nHere,9\n")

    // Put back by hand, as the message says.
    try work.write(Self.new, file)
    #expect(work.run("verify", "--rebuild").status == 0)
  }
}
