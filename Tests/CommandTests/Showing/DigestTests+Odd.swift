import Foundation
import Glibc
import Testing

/// Unusual cases: no run, half a run, a folder that cannot be written.
extension DigestTests {
  @Test func aDatasetThatTheRunDidNotTouch() throws {
    let work = try project()
    try work.makeSecondPipeline()
    try add(work, "1 May 2025,Here,2\n", "2025-05-03")
    let other = digest(work, "planes_seen")
    #expect(
      paragraphs(other) == [
        "Nothing new for planes_seen: the run of TIME (add boats_seen) did not include it.",
        "No earlier change is recorded.", "",
      ])
    #expect(digest(work, "planes_seen", "--quiet").out == "")
    #expect(digest(work, "boats_seen").out.hasPrefix("The edition of May 3, 2025, was added"))
    let unknown = work.run("diff", "--since-last-run", "boats_sen")
    #expect(unknown.status == 64)
    #expect(unknown.err.contains("did you mean 'boats_seen'?"))
  }

  @Test func whatMakesNoSense() throws {
    let work = try project()
    let none = work.run("diff", "--since-last-run")
    #expect(none.status == 1)
    #expect(none.errors.count == 2)
    #expect(none.err.contains("holds no data yet\n-> "))
    for (arguments, place) in [
      (["--since-last-run", "--from", "2025-01-01"], "--from"), (["--since-last-run", "--to", "2025-01-01"], "--to"),
      (["--since-last-run", "--as-of", "2025-01-01"], "--as-of"),
      (["boats_seen", "--since-last-run", "--from", "x"], "--from"),
      (["--since-last-run", "--format", "csv"], "--format"), ([], "diff"),
    ] {
      let result = work.run(["diff"] + arguments)
      #expect(result.status == 64)
      #expect(result.errors.count == 2, "\(arguments)")
      #expect(result.err.hasPrefix(place + ": "), "\(result.err)")
      #expect(result.out == "")
    }
  }

  @Test func aRunThatWasKilledSaysWhatItDidNotReach() throws {
    let work = try project()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    #expect(work.run("run", "--offline").status == 0)
    #expect(!digest(work).out.contains("did not reach"))
    // What a kill between two pipelines leaves behind: the one is in the ledger, the other is not.
    try work.makeSecondPipeline()
    #expect(paragraphs(digest(work))[0].hasSuffix(", but the run did not reach planes."))
    #expect(digest(work, "--quiet").out != "")
    #expect(work.run("run", "--offline").status == 0)
    #expect(digest(work, "--quiet").out == "")
  }

  @Test func aLedgerWithoutARun() throws {
    let work = try project()
    #expect(work.run("rebuild").status == 0)
    let result = work.run("diff", "--since-last-run")
    #expect(result.status == 1)
    #expect(result.errors.count == 2)
    #expect(result.err.contains("its ledger contains no run that loaded anything"))
  }

  @Test func readOnly() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,2\n", "2025-05-03")
    let before = digest(work).out
    system("chmod -R a-w '\(work.path("Data"))'")
    defer { system("chmod -R u+w '\(work.path("Data"))'") }
    #expect(digest(work).out == before)
  }

  @Test func aWarehouseOfAnOlderSoundings() throws {
    let work = try project()
    try add(work, "1 May 2025,Here,2\n", "2025-05-03")
    let python = "import sqlite3,sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2])"
    let code = system("python3 -c '\(python)' '\(work.path("Data/soundings.sqlite"))' 'pragma user_version = 3'")
    try #require(code == 0)
    let refused = work.run("diff", "--since-last-run")
    #expect(refused.status == 65)
    #expect(refused.errors.count == 2)
    #expect(
      refused.err.contains("has version 3") && refused.err.contains("-> rebuild it from the archive"), "\(refused.err)")
    #expect(work.run("rebuild").status == 0)
    try add(work, "1 May 2025,Here,3\n", "2025-06-03")
    #expect(paragraphs(digest(work))[0].hasSuffix("boats (Here) +1."))
  }
}

extension Workdir {
  /// A second pipeline, of which nothing is ever loaded.
  fileprivate func makeSecondPipeline() throws {
    try write("title: Planes\ndescription: Planes.\n", "Pipelines/planes/pipeline.yaml")
    for file in ["dataset.yaml", "normalize.sql"] {
      try write(
        try read("Pipelines/boats/boats_seen/\(file)").replacingOccurrences(of: "boats", with: "planes")
          .replacingOccurrences(of: "Boats", with: "Planes"), "Pipelines/planes/planes_seen/\(file)")
    }
  }
}
