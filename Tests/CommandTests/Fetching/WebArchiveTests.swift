import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// `backfill --from-web-archive` against a stand-in of the Internet Archive, under its real name.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct WebArchiveTests {
  private static let host = "web.archive.org"
  private static let address = "https://www.cbp.gov/boats.csv"
  private static let fetch =
    "fetch: {url: '\(address)', expect: {type: text/csv, starts_with: 'Day,Port'}}\nedition: {published: fetched}"

  /// Forty copies, one a week, of twelve bodies one after the other.
  private static let copies: [(timestamp: String, body: Int)] = {
    let bodies = (0..<40).map { $0 * 12 / 40 }
    return bodies.enumerated().map { i, body in
      let day = 1 + i * 7
      let month = 1 + day / 28
      let text = "2025" + (month < 10 ? "0\(month)" : "\(month)") + (day % 28 < 9 ? "0" : "") + "\(day % 28 + 1)120000"
      return (text, body)
    }
  }()

  private static func body(_ n: Int) -> String { "Day,Port,Boats\n1 January 2025,Here,\(n + 1)\n" }

  private static func path(_ timestamp: String, _ original: String = address) -> String {
    "/web/\(timestamp)id_/\(original)"
  }

  private static func index(_ rows: [[String]]) -> Route {
    let all = [["timestamp", "original", "mimetype", "statuscode", "digest"]] + rows
    let text = String(decoding: (try? JSONEncoder().encode(all)) ?? Data(), as: UTF8.self)
    return Route(host, "/cdx/search/cdx", text, type: "application/json")
  }

  private static func site(adjust: (Int, inout Route) -> Void = { _, _ in }) -> [Route] {
    [index(copies.map { [$0.timestamp, address, "text/csv", "200", "DIGEST\($0.body)"] })]
      + copies.enumerated().map { i, copy in
        Route(host, path(copy.timestamp), body(copy.body)) { adjust(i, &$0) }
      }
  }

  private func standIn(_ routes: [Route]) throws -> StandIn {
    try StandIn(routes, hosts: StandIn.publishers + [Self.host])
  }

  private func project(_ standIn: StandIn, fetch: String = fetch) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\nweb_archive: {pause_seconds: 0}\n", fetch: fetch)
    return work
  }

  private let backfill = ["backfill", "boats_seen", "--from-web-archive"]

  private func boats(_ work: Workdir, _ asOf: String) -> String {
    work.run("table", "boats_by_port", "--format", "csv", "--as-of", asOf).out
  }

  private func day(_ timestamp: String) -> String {
    let digits = Array(timestamp)
    return String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8])
  }

  @Test func fortyCopiesTwelveDistinctMakeTwelveEditions() throws {
    let standIn = try standIn(Self.site())
    let work = try project(standIn)
    let plan = work.run(backfill + ["--dry-run"])
    #expect(plan.status == 0, "\(plan.err)")
    #expect(plan.out.contains("offered   40 copies of \(Self.address) in the web archive"), "\(plan.out)")
    #expect(plan.out.contains("to fetch  12, copied "))
    #expect(plan.out.contains("unchanged 28, with the bytes of an earlier copy: "))
    #expect(!work.exists("Data"))
    let result = work.run(backfill)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("12 fetched, 28 unchanged"), "\(result.out)")
    for (i, copy) in Self.copies.enumerated() {
      if i > 0, copy.body == Self.copies[i - 1].body { #expect(result.out.contains(day(copy.timestamp))) }
      #expect(boats(work, day(copy.timestamp)) == "port,boats\nHere,\(copy.body + 1)\n")
    }
    let records = work.names("Data/archive/boats_seen").filter { $0.hasSuffix(".json") }
    #expect(records.count == 12)
    let first = try work.read("Data/archive/boats_seen/\(records[0])")
    #expect(first.contains("\"origin\" : \"captured\""), "\(first)")
    #expect(first.contains("\"original\" : \"\(Self.address)\""))
    #expect(first.contains("\"url\" : \"https://web.archive.org\(Self.path(Self.copies[0].timestamp))\""))
    #expect(first.contains("\"published\" : \"\(day(Self.copies[0].timestamp))\""))
    // Never as the publisher's date, wherever a number that rests on it is shown.
    let exported = try work.read("Data/exports/boats_by_port.meta.json")
    #expect(exported.contains("the day of a web archive's copy"), "\(exported)")
    #expect(exported.contains("\"captured\""))
    let table = work.run("table", "boats_by_port").out
    #expect(table.contains("the day of a web archive's copy (copied "), "\(table)")
    // Nothing is asked for twice, and a rebuild gives the same.
    let asked = try standIn.requests().count
    #expect(work.run(backfill).status == 0)
    #expect(try standIn.requests().count == asked + 1)
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  /// What the publisher sent later keeps its place.
  @Test func theSameBytesOfALaterFetchBecomeKnownEarlier() throws {
    let newest = Self.copies.last!
    let standIn = try standIn(Self.site() + [Route("www.cbp.gov", "/boats.csv", Self.body(newest.body))])
    let work = try project(standIn)
    #expect(work.run("run", "--quiet").status == 0)
    #expect(boats(work, day(newest.timestamp)) == "port,boats\n")
    #expect(work.run(backfill + ["--quiet"]).status == 0)
    #expect(boats(work, day(newest.timestamp)) == "port,boats\nHere,\(newest.body + 1)\n")
    #expect(boats(work, "2026-11-29") == "port,boats\nHere,\(newest.body + 1)\n")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test(.enabled(if: Interruption.isPossible, "needs a C compiler")) func killedAnywhereItGoesOn() throws {
    let standIn = try standIn(Self.site())
    let whole = try project(standIn)
    let counting = try Interruption()
    #expect(whole.start(backfill, interruption: counting).wait().status == 0)
    var random = SeededRandom.ofTest()
    for number in Interruption.numbers(upTo: try counting.count(), parts: 6, using: &random) {
      let work = try project(standIn)
      let killed = work.start(backfill, interruption: try Interruption(at: number)).wait()
      #expect(killed.signal == SIGKILL)
      let there = work.names("Data/archive/boats_seen").count { $0.hasSuffix(".json") }
      let before = try standIn.requests().count
      let next = work.run(backfill)
      #expect(next.status == 0, "\(number): \(next.err)")
      #expect(try standIn.requests().count - before == 1 + 12 - there, "\(number)")
      #expect(work.names("Data/archive/boats_seen").count { $0.hasSuffix(".json") } == 12)
      #expect(try work.read("Data/exports/boats_by_port.csv") == whole.read("Data/exports/boats_by_port.csv"))
    }
  }

  @Test func anotherCopyThanTheOneThatWasAskedForIsRefused() throws {
    let standIn = try standIn(
      Self.site { i, route in
        if i == 0 { route.headers = ["Memento-Datetime": "Tue, 07 Jan 2020 12:00:00 GMT"] }
      })
    let result = try project(standIn).run(backfill + ["--quiet"])
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains("the web archive answered with another capture, of 20200107120000"))
  }

  /// Old files stay on a publisher's server, and are copied again when newer ones are out.
  @Test func anOldFileThatIsCopiedLaterTakesNothingBack() throws {
    let files = [
      ("2025-05", "apr", "20250520120000"), ("2025-06", "may", "20250620120000"), ("2025-05", "apr", "20250701120000"),
    ]
    let bodies = ["April", "May", "April"].enumerated().map { "Day,Port,Boats\n1 \($1) 2025,Here,\($0 + 1)\n" }
    func original(_ i: Int) -> String { "https://www.cbp.gov/files/\(files[i].0)/boats-fy24-fy25-\(files[i].1).csv" }
    let rows =
      files.indices.map { [files[$0].2, original($0), "text/csv", "200", "D\($0)"] }
      + [["20250601000000", "https://www.cbp.gov/files/2025-05/other.csv", "text/csv", "200", "X"]]
    let standIn = try standIn(
      [Self.index(rows)]
        + files.indices.map { Route(Self.host, Self.path(files[$0].2, original($0)), bodies[$0]) })
    let work = try project(standIn, fetch: FetchTests.fetch)
    let result = work.run(backfill)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("2 fetched"), "\(result.out)")
    #expect(boats(work, "2025-05-31") == "port,boats\nHere,1\n")
    #expect(boats(work, "2025-07-31") == "port,boats\nHere,2\n")
    #expect(
      try standIn.requests().first?.query["url"] == "www.cbp.gov/files/*")
    #expect(work.run(backfill + ["--dry-run"]).out.contains("older than what was out"))
  }

  @Test func whatCannotBeAskedForIsSaid() throws {
    let standIn = try standIn([
      Route(Self.host, "/cdx/search/cdx", "<html><title>Sorry</title></html>", type: "text/plain")
    ])
    let work = try project(standIn)
    let noList = work.run(backfill)
    #expect(noList.status != 0)
    #expect(noList.errors.count == 2, "\(noList.err)")
    let step = work.run(backfill + ["--step", "day"])
    #expect(step.status == 64)
    #expect(step.err.hasPrefix("--step: a web archive has its copies of days of its own\n-> leave out"))
    let paged = try project(
      standIn,
      fetch:
        "fetch: {url: '\(Self.address)', paging: {by: page, parameter: page, first: 1, last_at: /pages}, expect: {type: text/csv}}\nedition: {published: fetched}"
    )
    let pages = paged.run(backfill)
    #expect(pages.status == 64 || pages.status == 65, "\(pages.err)")
    #expect(pages.errors.count == 2, "\(pages.err)")
    for empty in [Self.index([]), Route(Self.host, "/cdx/search/cdx", "", type: "text/plain")] {
      try standIn.serve([empty])
      let nothing = work.run(backfill)
      #expect(nothing.status == 0, "\(nothing.err)")
      #expect(nothing.out.contains("the web archive has no copy of it"))
    }
  }
}
