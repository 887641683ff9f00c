import Foundation
import TestTools
import Testing

/// An edition in use that would be held: because of what a person decides, it is; because the folder changed, it stays, and every run says
/// so until a person does something about it.
@Suite(.tags(.slow)) struct HeldLaterTests {
  private static func file(_ here: Int) -> String { "Day,Port,Boats\n1 May 2025,Here,\(here)\n" }

  private func project(_ editions: [(day: String, here: Int)], percent: Int? = 40) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    if let percent { try guardMoves(work, percent) }
    for (day, here) in editions { #expect(try add(work, here, day).status == 0) }
    return work
  }

  private func guardMoves(_ work: Workdir, _ percent: Int) throws {
    let path = "Pipelines/boats/boats_seen/dataset.yaml"
    try work.write(
      work.read(path).replacing("moved_pct: off", with: "moved_pct: {closed: \(percent), open: \(percent)}"), path)
  }

  private func add(_ work: Workdir, _ here: Int, _ day: String) throws -> Workdir.Result {
    try work.write(Self.file(here), "new.csv")
    return work.run("add", "boats_seen", "new.csv", "--published", day)
  }

  private func here(_ work: Workdir, _ asOf: String) -> String {
    let out = work.run("table", "boats_by_port", "--format", "csv", "--as-of", asOf).out
    return out.replacing("port,boats\n", with: "").replacing("Here,", with: "").replacing("\n", with: "")
  }

  /// What a rebuild makes of a copy of the archive.
  private func rebuilt(_ work: Workdir, _ asOf: String) throws -> String {
    work.shell("rm -rf Copy; mkdir Copy; cp -a Data/archive Copy/; \"$0\" rebuild --data Copy --quiet")
    let out = work.run("table", "boats_by_port", "--format", "csv", "--as-of", asOf, "--data", "Copy").out
    return out.replacing("port,boats\n", with: "").replacing("Here,", with: "").replacing("\n", with: "")
  }

  @Test func aWithdrawalTakesEffectAlsoWhereItHoldsALaterEdition() throws {
    let work = try project([("2025-05-04", 100), ("2025-05-05", 139), ("2025-05-06", 190)])
    let withdrawn = work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "wrong")
    #expect(withdrawn.status == 1, "\(withdrawn.out)")
    #expect(withdrawn.err.contains("edition of 2025-05-06: boats moved by"), "\(withdrawn.err)")
    for day in ["2025-05-05", "2025-05-06"] {
      #expect(here(work, day) == "100")
      #expect(try rebuilt(work, day) == "100")
    }
    #expect(work.run("run", "--offline", "--quiet").status == 1, "it is held, in every run")
    #expect(work.run("accept", "boats_seen", "2025-05-06", "--reason", "right").status == 0)
    #expect(here(work, "2025-05-06") == "190")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test func anAcceptanceTakesEffectAlsoWhereItHoldsALaterEdition() throws {
    let work = try project([("2025-05-04", 100), ("2025-05-06", 120)])
    #expect(try add(work, 75, "2025-05-05").status == 1)
    let accepted = work.run("accept", "boats_seen", "2025-05-05", "--reason", "right")
    #expect(accepted.status == 1, "\(accepted.out)")
    #expect(accepted.err.contains("edition of 2025-05-06: boats moved by"), "\(accepted.err)")
    #expect(here(work, "2025-05-05") == "75")
    #expect(try rebuilt(work, "2025-05-05") == "75")
    #expect(work.run("accept", "boats_seen", "2025-05-06", "--reason", "right").status == 0)
    #expect(here(work, "2025-05-06") == "120")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test func aTightenedGuardIsSaidInEveryRunUntilItsRemedyIsTyped() throws {
    let work = try project([("2025-05-04", 100), ("2025-05-06", 300)], percent: nil)
    try guardMoves(work, 40)
    for _ in 0..<2 {
      let run = work.run("run", "--offline", "--quiet")
      #expect(run.status == 1)
      #expect(run.err.contains("-> compare the file"), "\(run.err)")
      #expect(here(work, "2025-05-06") == "300")
      #expect(work.run("status").out.contains("held: boats_seen, edition of 2025-05-06: boats moved by"))
    }
    // What comes meanwhile is not loaded, and the command says why.
    let added = try add(work, 310, "2025-05-10")
    #expect(added.status == 1, "\(added.out)")
    #expect(added.err.contains("edition of 2025-05-06: boats moved by"), "\(added.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,300\n")
    let rebuild = work.run("rebuild")
    #expect(rebuild.status == 65)
    let accepted = work.run("accept", "boats_seen", "2025-05-06", "--reason", "right")
    #expect(accepted.status == 0, "\(accepted.err)")
    #expect(here(work, "2025-05-10") == "310")
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test func aLostAcceptanceIsMadeAgainAsTheMessageSays() throws {
    let work = try project([("2025-05-04", 100)])
    #expect(try add(work, 300, "2025-05-06").status == 1)
    #expect(work.run("accept", "boats_seen", "2025-05-06", "--reason", "right").status == 0)
    work.shell("rm -f Data/archive/boats_seen/decisions/*.json")
    let lost = work.run("run", "--offline", "--quiet")
    #expect(lost.status == 1)
    let hash = try #require(lost.err.range(of: "soundings accept boats_seen ")).upperBound
    let edition = lost.err[hash...].prefix { $0 != " " }
    let again = work.run("accept", "boats_seen", String(edition), "--reason", "right")
    #expect(again.status == 0, "\(again.err)")
    #expect(here(work, "2025-05-06") == "300")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  /// The same bytes may come again under another date: their record says nothing of the lost one.
  @Test func aLostRecordIsMissedAlsoWhereItsBytesCameTwice() throws {
    let work = try Workdir()
    try work.makeProject()
    for (day, here) in [("2025-05-04", 2), ("2025-05-05", 3), ("2025-05-06", 2)] {
      #expect(try add(work, here, day).status == 0)
    }
    let record = try #require(
      work.names("Data/archive/boats_seen").filter { $0.hasSuffix(".json") }.first { name in
        (try? work.read("Data/archive/boats_seen/" + name))?.contains("\"published\" : \"2025-05-06\"") ?? false
      })
    try FileManager.default.removeItem(atPath: work.path("Data/archive/boats_seen/" + record))
    let run = work.run("run", "--offline", "--quiet")
    #expect(run.status == 1)
    #expect(
      run.err.contains("edition of 2025-05-06: is in use, but its record is no longer in the archive"), "\(run.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,2\n")
    #expect(work.run("verify").status != 0)
    #expect(work.run("rebuild").status != 0)
  }
}
