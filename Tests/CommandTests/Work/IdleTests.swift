import Foundation
import TestTools
import Testing

/// `run --due` without anything due says again what it said, until a time or a file makes it another answer.
@Suite(.tags(.slow)) struct IdleTests {
  private static let file = "Data/last-idle.json"
  private static let fetch = """
    fetch: {url: "https://harbor.invalid/boats.csv"}
    edition: {published: fetched}
    cadence: {every: month, grace_days: 10}
    """

  /// A project whose publisher was asked in vain a moment ago.
  private func project() throws -> Workdir {
    let work = try Workdir()
    work.now = "2025-06-01T06:00:00Z"
    try work.makeProject(fetch: Self.fetch)
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    #expect(work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03").status == 0)
    #expect(work.run("run", "--offline").status == 0)
    try work.write(#"{"asked_at":"2025-06-01T06:00:00Z","failures":0}"# + "\n", "Data/asked/boats_seen.json")
    return work
  }

  /// Whether the answer is the kept one: a mark that is put into it shows.
  private func isKept(_ work: Workdir, _ arguments: [String] = ["run", "--due"]) throws -> Bool {
    guard work.exists(Self.file) else { return false }
    let kept = try work.read(Self.file)
    try work.write(kept.replacing("edition in use", with: "EDITION IN USE"), Self.file)
    let shows = work.run(arguments).out.contains("EDITION IN USE")
    if work.exists(Self.file) {
      try work.write(try work.read(Self.file).replacing("EDITION IN USE", with: "edition in use"), Self.file)
    }
    return shows
  }

  @Test func theSameAnswerAgain() throws {
    let work = try project()
    let first = work.run("run", "--due")
    #expect(first.status == 0 && first.out.contains("not due: asked at 2025-06-01T06:00:00Z"), "\(first.out)")
    work.now = "2025-06-01T07:15:00Z"
    let again = work.run("run", "--due")
    #expect(again.out == first.out && again.err == first.err && again.status == first.status)
    #expect(try isKept(work))
    // Other words are another call.
    #expect(try !isKept(work, ["run", "--due", "--unreachable-ok"]))
    let quiet = work.run("run", "--due", "--quiet")
    #expect(quiet.out.isEmpty && quiet.err.isEmpty && quiet.status == 0)
  }

  @Test func aTimeMakesItAnother() throws {
    let work = try project()
    #expect(work.run("run", "--due").status == 0)
    // A day later the publisher is due; its host does not exist.
    work.now = "2025-06-02T07:00:00Z"
    #expect(work.run("run", "--due").out.contains("could not be reached"))
  }

  /// Before the answer the clock was wrong, or is now.
  @Test func aClockThatWasSetBack() throws {
    let work = try project()
    #expect(work.run("run", "--due").status == 0)
    work.now = "2025-05-31T06:00:00Z"
    #expect(try !isKept(work))
  }

  @Test(arguments: [
    "Data/asked/boats_seen.json", "Data/asked/hosts/harbor.invalid.json", "Data/soundings.sqlite", "Data/last-run.json",
    "Data/exports/boats_by_port.csv", "Data/exports/site/index.html", "Config/soundings.yaml",
    "Pipelines/boats/tables/boats_by_port.sql", "Data/archive/boats_seen/more.txt",
  ])
  func whatIsTouchedMakesItAnother(_ path: String) throws {
    let work = try project()
    #expect(work.run("run", "--due").status == 0)
    #expect(try isKept(work))
    let bytes = FileManager.default.contents(atPath: work.path(path)) ?? Data("{}\n".utf8)
    // The same bytes in another file.
    try? FileManager.default.removeItem(atPath: work.path(path))
    try work.write(bytes, path)
    #expect(try !isKept(work), "\(path)")
  }

  @Test func whatIsReportedIsReportedAgain() throws {
    let work = try project()
    work.now = "2025-07-20T06:00:00Z"
    #expect(work.run("run", "--offline").status == 3)
    try work.write(#"{"asked_at":"2025-07-20T06:00:00Z","failures":0}"# + "\n", "Data/asked/boats_seen.json")
    let first = work.run("run", "--due")
    #expect(first.status == 3 && first.out.contains("older than promised"), "\(first.out) \(first.err)")
    #expect(try isKept(work))
    #expect(work.run("run", "--due").status == 3)
    let damaged = try work.read(Self.file)
    try work.write(String(damaged.prefix(damaged.count / 2)), Self.file)
    let after = work.run("run", "--due")
    #expect(after.status == 3 && after.out == first.out)
  }

  @Test func aRunThatHasTheLockIsSaid() throws {
    let work = try project()
    #expect(work.run("run", "--due").status == 0)
    let busy = work.shell("exec 9<> Data/.lock; flock -x 9; \"$0\" run --due")
    #expect(busy.status == 75, "\(busy.err)")
  }
}
