import Foundation
import StandIn
import TestTools
import Testing

/// What depends on the day, under a clock that the test sets.
@Suite(.tags(.slow)) struct ClockTests {
  private func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(fetch: "edition: {published: fetched}\ncadence: {every: month, grace_days: 20}")
    try work.write("Day,Port,Boats\n1 May 2025,Here,200\n", "a.csv")
    return work
  }

  @Test(arguments: [
    ("2025-05-03T00:00:00Z", "fresh"), ("2025-06-03T23:59:59Z", "fresh"), ("2025-06-04T00:00:00Z", "due"),
    ("2025-07-01T00:00:00Z", "stale"),
  ])
  func aDatasetAgesWithTheClock(_ now: String, _ state: String) throws {
    let work = try project()
    work.now = now
    #expect(work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03").status == 0)
    let status = work.run("status", "--json")
    #expect(status.out.contains("\"state\": \"\(state)\""), "\(status.out)")
  }

  @Test func whatLiesInTheFutureIsNotAdded() throws {
    let work = try project()
    work.now = "2025-05-02T23:59:59Z"
    let early = work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03")
    #expect(early.status == 64)
    #expect(early.err.contains("is in the future"), "\(early.err)")
    work.now = "2025-05-03T00:00:00Z"
    #expect(work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03").status == 0)
  }

  @Test func aTimeThatIsNoneIsRefused() throws {
    let work = try project()
    work.now = "tomorrow"
    let result = work.run("status")
    #expect(result.status == 64)
    #expect(result.errors.count == 2)
    #expect(result.err.contains("SOUNDINGS_NOW: \"tomorrow\" is not a time"), "\(result.err)")
  }

  // MARK: - the machine's clock

  @Test func aClockBehindTheNewestFetchStopsBeforeAnythingIsStored() throws {
    let work = try project()
    work.now = "2025-06-10T00:00:00Z"
    #expect(work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03").status == 0)
    #expect(work.run("run").status == 0)
    // A day is no more than zones and a late synchronization can explain.
    work.now = "2025-06-09T00:00:00Z"
    #expect(work.run("run").status == 0)
    let before = try work.exported()
    work.now = "2025-06-08T23:59:59Z"
    try work.write("Day,Port,Boats\n1 May 2025,Here,201\n", "b.csv")
    for command in [["run"], ["run", "--due"], ["add", "boats_seen", "b.csv", "--published", "2025-06-01"]] {
      let stopped = work.run(command)
      #expect(stopped.status == 1, "\(command)")
      #expect(stopped.errors.count == 2, "\(stopped.err)")
      #expect(
        stopped.err.contains(
          "the machine's clock: is at 2025-06-08T23:59:59Z, more than a day before the edition of 2025-05-03 of boats_seen "
            + "was added (2025-06-10T00:00:00Z); nothing was stored"), "\(stopped.err)")
      #expect(stopped.err.contains("-> set it, then: soundings \(command[0])"), "\(stopped.err)")
    }
    #expect(work.names("Data/archive/boats_seen").count == 2)
    let offline = work.run("run", "--offline")
    #expect(offline.status == 0)
    #expect(
      offline.err.contains("the machine's clock is at 2025-06-08T23:59:59Z, more than a day before"), "\(offline.err)")
    #expect(try work.exported() == before)
  }

  /// The clock was ahead once, and is right now: the remedy that is printed ends it.
  @Test func aFetchUnderAClockThatWasAheadIsSettledByAnAcceptance() throws {
    let work = try project()
    work.now = "2031-06-10T00:00:00Z"
    #expect(work.run("add", "boats_seen", "a.csv", "--published", "2025-05-03").status == 0)
    work.now = "2025-06-10T00:00:00Z"
    let hash = try #require(work.shortHash())
    let stopped = work.run("run")
    #expect(stopped.status == 1)
    #expect(stopped.err.contains("soundings accept boats_seen \(hash) --reason"), "\(stopped.err)")
    #expect(work.run("accept", "boats_seen", hash, "--reason", "the clock was ahead").status == 0)
    let after = work.run("run")
    #expect(after.status == 0, "\(after.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,200\n")
    // Where no time is wrong, there is nothing to accept.
    try work.write("Day,Port,Boats\n1 May 2025,Here,201\n", "b.csv")
    #expect(work.run("add", "boats_seen", "b.csv", "--published", "2025-06-01").status == 0)
    #expect(work.run("accept", "boats_seen", "2025-06-01", "--reason", "x").status == 64)
  }

  @Test func aPublishedDayAfterTheClocksIsOnlyWarnedOf() throws {
    let work = try project()
    work.now = "2025-06-01T00:00:00Z"
    try work.write("Day,Port,Boats\n1 May 2025,Here,7\n", "Pipelines/boats/boats_seen/bundled/2025-08-01.csv")
    // It is stored with the first run, and held.
    #expect(work.run("run").status == 1)
    let warned = work.run("run")
    #expect(warned.err.contains("more than a day before 2025-08-01, the day of an edition of boats_seen: check both"))
    #expect(warned.err.contains("its published date lies in the future"), "\(warned.err)")
    work.now = "2025-08-01T00:00:00Z"
    let right = work.run("run")
    #expect(right.status == 0)
    #expect(!right.err.contains("clock"), "\(right.err)")
  }
}
