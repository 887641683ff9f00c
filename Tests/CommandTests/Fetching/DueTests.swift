import Foundation
import StandIn
import TestTools
import Testing

/// `run --due` with the real program, under a clock that the test sets.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct DueTests {
  private static let october = "Day,Port,Boats\n1 October 2025,Here,2\n"
  private static let november = "Day,Port,Boats\n1 October 2025,Here,2\n1 November 2025,Here,3\n"

  private static func landing(_ months: [(folder: String, month: String)]) -> Route {
    let links = months.map { "<a href=\"/files/\($0.folder)/boats-fy25-fy26-\($0.month).csv\">x</a>" }
    return Route("www.cbp.gov", "/boats", "<html>\(links.joined())</html>", type: "text/html")
  }

  private static let first = [
    landing([("2025-10", "oct")]),
    Route("www.cbp.gov", "/files/2025-10/boats-fy25-fy26-oct.csv", october) { $0.etag = "\"oct\"" },
  ]
  private static let second = [
    landing([("2025-10", "oct"), ("2025-11", "nov")]),
    Route("www.cbp.gov", "/files/2025-11/boats-fy25-fy26-nov.csv", november) { $0.etag = "\"nov\"" },
  ]

  private func project(_ standIn: StandIn) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(
      config: standIn.yaml + "retries: 0\n", fetch: FetchTests.fetch + "\ncadence: {every: month, grace_days: 20}")
    return work
  }

  /// The publisher puts its file out on the 15th, the installation is of the 28th: the edition is here on the 15th, not on the 28th.
  @Test func anInstallationOfThe28thGetsTheEditionOfThe15thAtOnce() throws {
    let standIn = try StandIn(Self.first)
    let work = try project(standIn)
    work.now = "2025-10-28T06:17:00Z"
    #expect(work.run("run").status == 0)
    // Fetched on the 28th, but named October: fresh until the end of November.
    #expect(work.run("status", "--json").out.contains("\"expected_by\": \"2025-12-01\""))
    work.now = "2025-11-14T06:17:00Z"
    #expect(work.run("run", "--due").out.contains("the publisher has nothing newer"))
    try standIn.serve(Self.second)
    work.now = "2025-11-15T06:16:40Z"
    let result = work.run("run", "--due")
    #expect(result.out.contains("new edition of 2025-11"), "\(result.out)\(result.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,5\n")
  }

  @Test func whatWasAskedAnHourAgoIsNotAskedAgain() throws {
    let standIn = try StandIn(Self.first)
    let work = try project(standIn)
    work.now = "2025-10-28T06:17:00Z"
    #expect(work.run("run", "--due").status == 0)
    let asked = try standIn.requests().count
    work.now = "2025-10-28T07:17:00Z"
    let again = work.run("run", "--due")
    #expect(again.status == 0)
    #expect(
      again.out.contains("not due: asked at 2025-10-28T06:17:00Z; next after 2025-10-29T04:17:00Z"), "\(again.out)")
    let plan = work.run("run", "--due", "--dry-run")
    #expect(plan.out.contains("would not ask (not due: asked at 2025-10-28T06:17:00Z"), "\(plan.out)")
    #expect(work.run("run", "--dry-run").out.contains("would ask for the newest link on https://www.cbp.gov/boats"))
    #expect(try standIn.requests().count == asked)
    let status = work.run("status", "--json")
    #expect(status.out.contains("\"asked_at\": \"2025-10-28T06:17:00Z\""), "\(status.out)")
    #expect(status.out.contains("\"next_due\": \"2025-10-29\""), "\(status.out)")
    // A person who asks is not put off.
    #expect(work.run("run").status == 0)
    #expect(try standIn.requests().count > asked)
  }

  @Test func aHostThatAskedForItIsLeftAloneByTheNextProcessToo() throws {
    let busy = Route("www.cbp.gov", "/boats", "") {
      $0.status = 429
      $0.headers = ["Retry-After": "172800"]
    }
    let standIn = try StandIn([busy])
    let work = try project(standIn)
    work.now = "2025-10-28T06:17:00Z"
    let first = work.run("run", "--due")
    #expect(first.status == 1)
    #expect(first.err.contains("it asks clients to wait 172,800 seconds"), "\(first.err)")
    try standIn.serve(Self.first)
    work.now = "2025-10-29T06:17:00Z"
    let second = work.run("run", "--due")
    #expect(second.status == 0)
    #expect(
      second.out.contains("www.cbp.gov asked clients to wait; next after 2025-10-30T06:17:0"), "\(second.out)")
    let third = work.run("run", "--quiet")
    #expect(third.status == 1)
    #expect(third.err.contains("www.cbp.gov asked clients to wait another"), "\(third.err)")
    #expect(third.errors.count == 2)
    #expect(try standIn.requests().count == 1)
    work.now = "2025-10-30T06:18:00Z"
    #expect(work.run("run", "--due").out.contains("new edition of 2025-10"))
  }

  @Test func aFailureIsTriedAgainInAnHourOrSo() throws {
    let standIn = try StandIn([Route("www.cbp.gov", "/boats", "") { $0.status = 404 }])
    let work = try project(standIn)
    work.now = "2025-10-28T06:17:00Z"
    #expect(work.run("run", "--due").status == 1)
    work.now = "2025-10-28T06:27:00Z"
    #expect(work.run("run", "--due").out.contains("it failed when it was asked at 2025-10-28T06:17:00Z"))
    try standIn.serve(Self.first)
    work.now = "2025-10-28T07:33:00Z"
    #expect(work.run("run", "--due").out.contains("new edition of 2025-10"))
  }

  /// What is known of asking is no part of what a rebuild rests on.
  @Test func theBookOfAskingMayBeLost() throws {
    let standIn = try StandIn(Self.first)
    let work = try project(standIn)
    work.now = "2025-10-28T06:17:00Z"
    #expect(work.run("run", "--due").status == 0)
    #expect(work.names("Data/asked") == ["boats_seen.json", "robots"])
    let table = try work.read("Data/exports/boats_by_port.csv")
    try FileManager.default.removeItem(atPath: work.path("Data/asked"))
    #expect(work.run("rebuild").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv") == table)
    #expect(work.run("verify").status == 0)
    #expect(work.run("run", "--due").out.contains("the publisher has nothing newer"))
  }
}
