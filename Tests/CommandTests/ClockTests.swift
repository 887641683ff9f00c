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
}
