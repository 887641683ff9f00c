import Foundation
import StandIn
import TestTools
import Testing

/// Past editions of a publisher who keeps every revision, and of one who keeps none.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct RevisionBackfillTests {
  static let fetch = """
    fetch:
      url: https://en.wikipedia.org/api?prop=revisions
      backfill:
        by: revision
        url: https://en.wikipedia.org/api?prop=revisions&rvlimit=1&rvdir=older&rvstart={date}T23:59:59Z
        every: week
        since: 2025-05-01
    edition: {published: {json: /query/pages/0/revisions/0/timestamp}}
    """

  static func body(_ stamp: String, _ boats: Int, wrap: String = "\"batchcomplete\":true,") -> String {
    #"{\#(wrap)"query":{"pages":[{"revisions":[{"timestamp":"\#(stamp)","rows":[{"Day":"1 May 2025","Port":"Here","Boats":\#(boats)}]}]}]}}"#
  }

  /// The answer for one day: what the publisher wraps around a revision depends on the question.
  static func route(_ day: String, _ stamp: String?, _ boats: Int = 0) -> Route {
    let text =
      stamp.map { body($0, boats, wrap: "\"continue\":{\"rvcontinue\":\"x\"},") }
      ?? #"{"query":{"pages":[{"pageid":7}]}}"#
    return Route("en.wikipedia.org", "/api", text, type: "application/json") {
      $0.query = ["rvstart": "\(day)T23:59:59Z", "rvlimit": "1", "rvdir": "older", "prop": "revisions"]
    }
  }

  static let routes = [
    route("2025-05-01", nil), route("2025-05-08", "2025-05-06T10:00:00Z", 1),
    route("2025-05-15", "2025-05-06T10:00:00Z", 1), route("2025-05-22", "2025-05-20T09:00:00Z", 2),
    route("2025-05-29", "2025-05-28T09:00:00Z", 3),
    Route("en.wikipedia.org", "/api", body("2025-05-28T09:00:00Z", 3), type: "application/json"),
  ]

  func project(_ standIn: StandIn, fetch: String = RevisionBackfillTests.fetch) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: fetch)
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(
        of: "{format: csv, header", with: "{format: json, records: /query/pages/0/revisions/0/rows, header"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    return work
  }

  func boats(_ work: Workdir, _ day: String) -> String {
    let out = work.run("table", "boats_by_port", "--format", "csv", "--as-of", day).out
    return out.split(separator: "\n").dropFirst().joined()
  }

  @Test func aRevisionForEachStep() throws {
    let standIn = try StandIn(Self.routes)
    let work = try project(standIn)
    #expect(work.run("run").status == 0)
    let plan = work.run("backfill", "boats_seen", "--to", "2025-06-01", "--dry-run")
    #expect(plan.out.contains("offered   5 days, each with the revision in force at its end"), "\(plan.out)\(plan.err)")
    #expect(plan.out.contains("to fetch  5, in force 2025-05-01 to 2025-05-29"))
    #expect(try standIn.requests().count == 1)

    let result = work.run("backfill", "boats_seen", "--to", "2025-06-01")
    #expect(result.status == 0, "\(result.err)")
    // The revision of 28 May came with `run`, in other bytes; that of 6 May was in force on two of the days.
    #expect(
      result.out.contains("2 fetched, 2 already in the archive, 1 day before the first revision"), "\(result.out)")
    #expect(boats(work, "2025-05-05") == "")
    #expect(boats(work, "2025-05-06") == "Here,1")
    #expect(boats(work, "2025-05-19") == "Here,1")
    #expect(boats(work, "2025-05-20") == "Here,2")
    #expect(boats(work, "2025-05-28") == "Here,3")
    let editions = try FileManager.default.contentsOfDirectory(atPath: work.path("Data/archive/boats_seen"))
    #expect(editions.filter { $0.hasSuffix(".json") && $0.contains("_") }.count == 3)

    // Only the day without an answer is asked for again.
    let before = try standIn.requests().count
    #expect(work.run("backfill", "boats_seen", "--to", "2025-06-01").status == 0)
    #expect(try standIn.requests().dropFirst(before).map { $0.query["rvstart"] } == ["2025-05-01T23:59:59Z"])
  }

  @Test func oneDayOnly() throws {
    let standIn = try StandIn(Self.routes)
    let work = try project(standIn)
    let result = work.run("backfill", "boats_seen", "--from", "2025-05-22", "--to", "2025-05-22", "--step", "day")
    #expect(result.status == 0, "\(result.err)")
    #expect(try standIn.requests().map { $0.query["rvstart"] } == ["2025-05-22T23:59:59Z"])
    #expect(boats(work, "2025-05-22") == "Here,2")
  }

  @Test func stepsOfMonthsAndNothingOfToday() throws {
    let standIn = try StandIn(Self.routes)
    let work = try project(standIn)
    let months = work.run(
      "backfill", "boats_seen", "--from", "2025-08-31", "--to", "2025-12-01", "--step", "month", "--dry-run", "--json")
    for day in ["2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30"] { #expect(months.out.contains("\"\(day)\"")) }
    #expect(months.out.contains("\"offered\": 4"))
    let early = work.run("backfill", "boats_seen", "--to", "2025-04-01", "--dry-run")
    #expect(early.out.contains("offered   0"))
    #expect(early.out.contains("there is no revision before 2025-05-01"))
    work.now = "2025-12-24T06:00:00Z"
    #expect(work.run("backfill", "boats_seen", "--from", "2025-12-23", "--dry-run").out.contains("offered   1"))
    #expect(work.run("backfill", "boats_seen", "--from", "2025-12-24", "--dry-run").out.contains("offered   0"))
    #expect(try standIn.requests().isEmpty)
  }

  @Test func aPublisherWhoDoesNotHearTheDay() throws {
    let standIn = try StandIn([Self.routes[5]])
    let work = try project(standIn)
    let result = work.run("backfill", "boats_seen", "--to", "2025-05-08")
    #expect(result.status == 1)
    #expect(result.errors.count == 4, "\(result.err)")
    #expect(
      result.errors[0].contains("the request for the revision in force on 2025-05-01 returned one of 2025-05-28"))
    #expect(boats(work, "2025-12-31") == "")
  }

  @Test func answersWithoutAnyRevision() throws {
    let standIn = try StandIn([Self.route("2025-05-01", nil), Self.route("2025-05-08", nil)])
    let work = try project(standIn)
    let result = work.run("backfill", "boats_seen", "--to", "2025-05-08")
    #expect(result.status == 1)
    #expect(result.err.contains("none of the 2 requested days has a revision"), "\(result.err)")
    // One that has none after a day that had one is no answer.
    try standIn.serve([Self.route("2025-05-01", "2025-04-01T00:00:00Z", 1), Self.route("2025-05-08", nil)])
    let gap = work.run("backfill", "boats_seen", "--to", "2025-05-08")
    #expect(gap.status == 1)
    #expect(gap.err.contains("the answer has no date at /query/pages/0/revisions/0/timestamp"), "\(gap.err)")
    #expect(boats(work, "2025-05-08") == "Here,1")
  }

  /// The project's own manifest asks as the revisions API wants to be asked, and reads what comes.
  @Test func theStrikesOfOneDay() throws {
    let standIn = try StandIn([
      Route("en.wikipedia.org", "/w/api.php", type: "application/json") {
        $0.query = [
          "action": "query", "prop": "revisions", "redirects": "1", "rvprop": "ids|timestamp|sha1|content",
          "rvslots": "main", "formatversion": "2", "rvlimit": "1", "rvdir": "older", "rvstart": "2026-09-01T23:59:59Z",
        ]
        $0.file = Workdir.root + "/Pipelines/maritime-strikes/wikipedia_strikes/bundled/2026-08-29.json"
        $0.needs = "@"
      }
    ])
    let work = try Workdir()
    try work.write("pipelines: \(Workdir.root)/Pipelines\n" + standIn.yaml, "Config/soundings.yaml")
    let result = work.run("backfill", "wikipedia_strikes", "--from", "2026-09-01", "--to", "2026-09-01")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("1 fetched; loaded 1 edition: 57 rows first seen"), "\(result.out)")
    #expect(work.run("status", "wikipedia_strikes").out.contains("2026-08-29"))
  }

  @Test func aPublisherWithoutAPast() throws {
    let standIn = try StandIn([Route("api.unhcr.org", "/boats", FetchTests.may)])
    let work = try Workdir()
    try work.makeProject(
      config: standIn.yaml, fetch: "fetch: {url: \"https://api.unhcr.org/boats\"}\nedition: {published: last_modified}")
    let plan = work.run("backfill", "boats_seen", "--dry-run")
    #expect(plan.status == 0)
    #expect(plan.out.contains("the publisher offers only its newest edition; past ones are not available from it"))
    #expect(plan.out.contains("soundings add boats_seen FILE --published DATE"))
    let past = work.run("backfill", "boats_seen", "--to", "2025-06-01")
    #expect(past.status == 0)
    #expect(past.out.contains("to fetch  0"))
    #expect(past.out.contains("its newest edition, which is not of that period"))
    #expect(try standIn.requests().isEmpty)
    let result = work.run("backfill", "boats_seen")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("new edition of"))
    #expect(try standIn.requests().count == 1)
    #expect(work.run("backfill", "boats_seen").out.contains("the same bytes as the edition of"))
  }

  @Test func aCuratedDatasetHasNobodyToAsk() throws {
    let work = try Workdir()
    try work.write("pipelines: \(Workdir.root)/Pipelines\ncontact: tests@example.org\n", "Config/soundings.yaml")
    let result = work.run("backfill", "strike_totals")
    #expect(result.status == 64)
    #expect(result.errors.first == "strike_totals: is curated: its rows are keyed by hand in the repository")
  }
}
