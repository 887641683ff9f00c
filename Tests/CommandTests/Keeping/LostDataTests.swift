import Foundation
import TestTools
import Testing

/// A warehouse or an archive that went away, in part or as a whole, is an error and never "no rows".
@Suite(.tags(.slow)) struct LostDataTests {
  private static let first = "Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n"
  private static let second = "Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,5\n"

  /// Two pipelines, each with an edition, and the second edition of one.
  private func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    for name in ["dataset.yaml", "normalize.sql"] {
      try work.write(work.read("Pipelines/boats/boats_seen/\(name)"), "Pipelines/planes/planes_seen/\(name)")
    }
    try work.write("title: Planes\ndescription: Planes.\n", "Pipelines/planes/pipeline.yaml")
    try work.write(
      work.read("Pipelines/boats/tables/boats_by_port.sql").replacingOccurrences(of: "boats_seen", with: "planes_seen"),
      "Pipelines/planes/tables/planes_by_port.sql")
    try work.write(Self.first, "one.csv")
    try work.write(Self.second, "two.csv")
    for (dataset, file, day) in [
      ("boats_seen", "one.csv", "2025-05-03"), ("boats_seen", "two.csv", "2025-05-04"),
      ("planes_seen", "one.csv", "2025-05-03"),
    ] { #expect(work.run("add", dataset, file, "--published", day).status == 0) }
    return work
  }

  private static let tables = ["boats_by_port.csv", "planes_by_port.csv"]

  private func exports(_ work: Workdir) throws -> [String] {
    try Self.tables.map { try work.read("Data/exports/" + $0) }
  }

  /// The command of a remedy, as it is typed.
  private func type(_ work: Workdir, _ remedy: String, _ start: String) throws -> Workdir.Result {
    let range = try #require(remedy.range(of: start))
    let words = remedy[range.lowerBound...].prefix { $0 != ";" && $0 != "(" && $0 != "," }.split(separator: " ").map(
      String.init)
    return work.run(Array(words.dropFirst()))
  }

  @Test(arguments: ["truncated", "removed", "emptied"])
  func aWarehouseThatWasLostIsMadeAgain(_ how: String) throws {
    let work = try project()
    let good = try exports(work)
    let path = work.path("Data/soundings.sqlite")
    switch how {
    case "truncated": try Data().write(to: URL(fileURLWithPath: path))
    case "removed": try FileManager.default.removeItem(atPath: path)
    default:
      try FileManager.default.removeItem(atPath: path)
      // What a first run leaves that is killed before its first edition: a warehouse without editions.
      let empty = try Workdir()
      try empty.makeProject()
      _ = empty.run("run", "--offline")
      try FileManager.default.copyItem(atPath: empty.path("Data/soundings.sqlite"), toPath: path)
    }
    for arguments in [
      ["export"], ["table", "boats_by_port"], ["status"], ["diff", "boats_seen"], ["diff", "--since-last-run"],
      ["quarantine", "list", "boats_seen"],
    ] {
      let result = work.run(arguments)
      #expect(result.status == 1, "\(arguments): \(result.out)\(result.err)")
      #expect(result.errors.count == 2, "\(arguments): \(result.err)")
      #expect(result.err.contains("is empty"), "\(arguments): \(result.err)")
      #expect(try exports(work) == good, "\(arguments)")
    }
    if how == "emptied" { try FileManager.default.removeItem(atPath: path) }
    let remedy = try #require(work.run("export").errors.last)
    #expect(try type(work, remedy, "soundings rebuild").status == 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == good[0])
    #expect(try exports(work) == good)
  }

  @Test func addingOneDatasetDoesNotLoseTheOthers() throws {
    let work = try project()
    let good = try exports(work)
    try Data().write(to: URL(fileURLWithPath: work.path("Data/soundings.sqlite")))
    try work.write("Day,Port,Boats\n1 May 2025,Here,4\n2 May 2025,There,5\n", "three.csv")
    let added = work.run("add", "boats_seen", "three.csv", "--published", "2025-05-05")
    #expect(added.status == 0, "\(added.err)")
    #expect(added.err.contains("planes: loaded again from the archive"), "\(added.err)")
    #expect(try exports(work) == ["port,boats\nHere,4\nThere,5\n", good[1]])
    #expect(work.run("table", "planes_by_port", "--format", "csv").out == good[1])
  }

  @Test func anEditionWhoseRecordWasLostStaysInUse() throws {
    let work = try project()
    let good = try exports(work)
    let name = try #require(work.names("Data/archive/boats_seen").first { $0.hasPrefix("2025-05-04_") })
    let record = try work.read("Data/archive/boats_seen/" + name)
    try FileManager.default.removeItem(atPath: work.path("Data/archive/boats_seen/" + name))
    let run = work.run("run", "--offline", "--quiet")
    #expect(run.status == 1)
    #expect(run.errors.count == 2, "\(run.err)")
    #expect(
      run.err.contains("boats_seen, edition of 2025-05-04: is in use, but its record is no longer in the archive"))
    #expect(try exports(work) == good)
    let rebuild = work.run("rebuild")
    #expect(rebuild.status == 1)
    #expect(rebuild.err.contains("nothing was rebuilt"), "\(rebuild.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == good[0])

    // It comes back, or a person gives it up.
    try work.write(record, "Data/archive/boats_seen/" + name)
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    try FileManager.default.removeItem(atPath: work.path("Data/archive/boats_seen/" + name))
    let remedy = try #require(work.run("run", "--offline", "--quiet").errors.last)
    let start = try #require(remedy.range(of: "soundings withdraw "))
    let words = remedy[start.lowerBound...].prefix { $0 != "\"" }.split(separator: " ").map(String.init)
    let withdrawn = work.run(Array(words.dropFirst()) + ["lost for good"])
    #expect(withdrawn.status == 0, "\(withdrawn.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\nThere,3\n")
    #expect(work.run("rebuild").status == 0)
  }

  @Test func anEmptyIdentifierIsWrittenAnewAsTheMessageSays() throws {
    let work = try project()
    let good = try exports(work)
    func empty() throws {
      chmod(work.path("Data/archive/ID"), 0o644)
      truncate(work.path("Data/archive/ID"), 0)
      chmod(work.path("Data/archive/ID"), 0o444)
    }
    try empty()
    let run = work.run("run", "--offline", "--quiet")
    #expect(run.status == 1 && run.errors.count == 2, "\(run.err)")
    #expect(run.err.contains("archive/ID: is empty, so it does not identify the archive\n"), "\(run.err)")
    let start = try #require(run.err.range(of: "or write it anew: "), "\(run.err)")
    #expect(work.shell(run.err[start.upperBound...].trimmingCharacters(in: .newlines)).status == 0)
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)
    #expect(try exports(work) == good)
    // Which identifier is right is known only from a warehouse that was made from this archive.
    try empty()
    try FileManager.default.removeItem(atPath: work.path("Data/archive/boats_seen"))
    #expect(!work.run("run", "--offline", "--quiet").err.contains("write it anew"))
  }

  @Test func aMissingOrForeignArchiveIsRefused() throws {
    let work = try project()
    let good = try exports(work)
    let archive = work.path("Data/archive")
    try FileManager.default.moveItem(atPath: archive, toPath: work.path("away"))
    func expectRefused(_ says: String) throws {
      for arguments in [
        ["run", "--offline"], ["add", "boats_seen", "one.csv", "--published", "2025-05-06"], ["rebuild"],
        ["withdraw", "boats_seen", "2025-05-04", "--reason", "x"],
      ] {
        let result = work.run(arguments)
        #expect(result.status != 0, "\(arguments)")
        #expect(result.errors.count == 2, "\(arguments): \(result.err)")
        if arguments[0] != "withdraw" { #expect(result.err.contains(says), "\(arguments): \(result.err)") }
        #expect(try exports(work) == good, "\(arguments)")
      }
    }
    try expectRefused("the archive is not there")
    #expect(!work.exists("Data/archive"))
    // An unmounted disk leaves its mount point.
    try FileManager.default.createDirectory(atPath: archive, withIntermediateDirectories: false)
    try expectRefused("has no file ID")
    #expect(work.names("Data/archive").isEmpty)
    try FileManager.default.removeItem(atPath: archive)

    let other = try project()
    try FileManager.default.copyItem(atPath: other.path("Data/archive"), toPath: archive)
    try expectRefused("is another archive")
    try FileManager.default.removeItem(atPath: archive)
    try FileManager.default.moveItem(atPath: work.path("away"), toPath: archive)
    #expect(work.run("run", "--offline").status == 0)
    #expect(try exports(work) == good)
  }

  @Test func aDecisionWhoseRecordWasLostStaysApplied() throws {
    let work = try project()
    #expect(work.run("withdraw", "boats_seen", "2025-05-04", "--reason", "a mistake").status == 0)
    let good = try exports(work)
    let page = try work.read("Data/exports/site/datasets/boats_seen.html")
    let folder = "Data/archive/boats_seen/decisions/"
    let name = try #require(work.names(folder).first)
    let record = try work.read(folder + name)
    try FileManager.default.removeItem(atPath: work.path(folder + name))
    func expectKept() throws {
      #expect(try exports(work) == good)
      #expect(try work.read("Data/exports/site/datasets/boats_seen.html") == page)
    }
    let run = work.run("run", "--offline", "--quiet")
    #expect(run.status == 1)
    #expect(run.errors.count == 2, "\(run.err)")
    #expect(run.err.contains("decision \(name): was applied, but its record is no longer in the archive"), "\(run.err)")
    try expectKept()
    let rebuild = work.run("rebuild")
    #expect(rebuild.status == 1)
    #expect(rebuild.err.contains("nothing was rebuilt"), "\(rebuild.err)")
    #expect(work.run("export", "--format", "html").status == 0)
    try expectKept()

    // It comes back, or somebody decides again.
    try work.write(record, folder + name)
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    try FileManager.default.removeItem(atPath: work.path(folder + name))
    let remedy = try #require(work.run("run", "--offline", "--quiet").errors.last)
    let start = try #require(remedy.range(of: "soundings withdraw "))
    let words = remedy[start.lowerBound...].prefix { $0 != "\"" }.split(separator: " ").map(String.init)
    #expect(work.run(Array(words.dropFirst()) + ["still a mistake"]).status == 0)
    #expect(try exports(work) == good)
    #expect(work.run("rebuild").status == 0)
    #expect(work.run("verify").status == 0)
  }
}
