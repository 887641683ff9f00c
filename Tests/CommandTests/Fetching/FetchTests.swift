import Foundation
import StandIn
import TestTools
import Testing

/// The real program against a stand-in that answers under the publishers' real names.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct FetchTests {
  static let landing =
    #"<html><a href="/files/2025-05/boats-fy24-fy25-apr.csv">a</a> <a href="/files/2025-06/boats-fy24-fy25-may.csv">b</a></html>"#
  static let april = "Day,Port,Boats\n1 April 2025,Here,2\n"
  static let may = "Day,Port,Boats\n1 April 2025,Here,3\n1 May 2025,Here,4\n"
  static let fetch = """
    fetch:
      discover:
        page: https://www.cbp.gov/boats
        link: '/files/(?<published>\\d{4}-\\d{2})/boats-fy\\d\\d-fy(?<through_fy>\\d\\d)-(?<through_month>[a-z]{3})\\.csv'
      expect: {type: text/csv, starts_with: "Day,Port", max_bytes: 1MB}
    edition: {published: from_link}
    """

  func project(_ standIn: StandIn, fetch: String = FetchTests.fetch) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: fetch)
    return work
  }

  @Test func fetchesTheNewestLinkAndThenAsksWhetherItChanged() throws {
    let standIn = try StandIn([
      Route("www.cbp.gov", "/boats", Self.landing, type: "text/html"),
      Route("www.cbp.gov", "/files/2025-06/boats-fy24-fy25-may.csv", Self.may) { $0.etag = "\"may\"" },
    ])
    let work = try project(standIn)
    let first = work.run("run", "--json")
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out.contains("\"outcome\": \"new\""))
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,7\n")
    #expect(work.run("status").out.contains("2025-06, data through 2025-05"))
    let second = work.run("run", "--json")
    #expect(second.status == 0)
    #expect(second.out.contains("\"outcome\": \"unchanged\""))
    let asked = try standIn.requests().filter { $0.path.hasSuffix(".csv") }
    #expect(asked.count == 2)
    #expect(asked[1].headers["if-none-match"] == "\"may\"")
    #expect(asked[0].headers["user-agent"]?.contains("tests@example.org") == true)
  }

  @Test func aNewEditionRevisesTheOld() throws {
    let standIn = try StandIn([
      Route(
        "www.cbp.gov", "/boats", Self.landing.replacingOccurrences(of: "2025-06/boats-fy24-fy25-may", with: "x"),
        type: "text/html"),
      Route("www.cbp.gov", "/files/2025-05/boats-fy24-fy25-apr.csv", Self.april),
    ])
    let work = try project(standIn)
    #expect(work.run("run").status == 0)
    try standIn.serve([
      Route("www.cbp.gov", "/boats", Self.landing, type: "text/html"),
      Route("www.cbp.gov", "/files/2025-06/boats-fy24-fy25-may.csv", Self.may),
    ])
    let second = work.run("run")
    #expect(second.out.contains("1 row added, 1 revised"), "\(second.out)\(second.err)")
    #expect(
      work.run("diff", "--since-last-run").out.hasPrefix(
        "Harbor Office published the edition of June 2025 (boats_seen): May 1, 2025, is new, April 1, 2025, is revised, "
          + "boats (Here) +5.\n"))
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-06-01").out == "port,boats\nHere,2\n")
  }

  struct Fault: Sendable {
    var name: String
    var route: Route
    var outcome: String
    var says: String
  }

  static let address = "/files/2025-06/boats-fy24-fy25-may.csv"

  static let faults = [
    Fault(name: "403", route: Route("www.cbp.gov", address, "no") { $0.status = 403 }, outcome: "failed", says: "403"),
    Fault(
      name: "HTML", route: Route("www.cbp.gov", address, "<html><title>Down</title></html>", type: "text/html"),
      outcome: "failed", says: "HTML"),
    Fault(name: "cut", route: Route("www.cbp.gov", address, may) { $0.cut = 20 }, outcome: "", says: "-> "),
    Fault(
      name: "cut gzip", route: Route("www.cbp.gov", address, may) { $0.gzip = .cut }, outcome: "failed", says: "gzip"),
    Fault(name: "empty", route: Route("www.cbp.gov", address, ""), outcome: "failed", says: "empty"),
    Fault(name: "other header", route: Route("www.cbp.gov", address, "Day,Ports,Boats\n"), outcome: "", says: "-> "),
    Fault(
      name: "to http", route: Route("www.cbp.gov", address, "") { $0.redirect = "http://www.cbp.gov/x.csv" },
      outcome: "failed", says: "http"),
  ]

  /// Whatever the publisher does, the last good edition stays, the run says so in two lines, and the exit code turns.
  @Test(arguments: faults.indices)
  func aFaultKeepsYesterday(_ i: Int) throws {
    let fault = Self.faults[i]
    let standIn = try StandIn([Route("www.cbp.gov", "/boats", Self.landing, type: "text/html"), fault.route])
    let work = try project(standIn)
    try work.write(Self.april, "april.csv")
    #expect(work.run("add", "boats_seen", "april.csv", "--published", "2025-05-03").status == 0)
    let result = work.run("run", "--quiet")
    #expect(result.status == 1, "\(fault.name)")
    #expect(result.out == "")
    #expect(result.errors.count == 2, "\(fault.name): \(result.err)")
    #expect(result.err.contains(fault.says), "\(fault.name): \(result.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")
    if !fault.outcome.isEmpty { #expect(work.run("run", "--json").out.contains("\"outcome\": \"\(fault.outcome)\"")) }
  }

  @Test func anUnreachablePublisherIsToldApart() throws {
    let work = try Workdir()
    try work.makeProject(
      config: "contact: tests@example.org\nretries: 0\nhosts:\n  www.cbp.gov: {connect_to: \"127.0.0.1:1\"}\n",
      fetch: Self.fetch)
    try work.write(Self.april, "april.csv")
    work.run("add", "boats_seen", "april.csv", "--published", "2025-05-03")
    let strict = work.run("run")
    #expect(strict.status == 1)
    #expect(strict.out.contains("could not be reached; the newest edition stays in use"))
    let lenient = work.run("run", "--unreachable-ok")
    #expect(lenient.status == 0, "\(lenient.err)")
  }

  @Test func bundledEditionsAreLoadedByRunAndNotByAdd() throws {
    let work = try Workdir()
    try work.makeProject(
      config: "contact: tests@example.org\nretries: 0\nhosts:\n  www.cbp.gov: {connect_to: \"127.0.0.1:1\"}\n",
      fetch: Self.fetch)
    try work.write(Self.april, "Pipelines/boats/boats_seen/bundled/2025-05.csv")
    try work.write(Self.may, "may.csv")
    #expect(work.run("run", "--unreachable-ok").status == 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")
    // `add` into an empty folder loads what it was given and nothing else.
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03", "--data", "other").status == 0)
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--data", "other", "--as-of", "2025-06-02").out
        == "port,boats\n")
    // `run` shows the same past here as in the folder where nothing else was at hand.
    #expect(work.run("run", "--offline", "--data", "other").status == 0)
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--data", "other", "--as-of", "2025-06-02").out
        == "port,boats\nHere,2\n")
  }

  @Test func pagesMakeOneEdition() throws {
    func page(_ n: Int, of last: Int, _ items: String) -> Route {
      Route("api.unhcr.org", "/boats", #"{"page":\#(n),"last":\#(last),"items":[\#(items)]}"#, type: "application/json")
      {
        $0.query = ["page": "\(n)"]
      }
    }
    let standIn = try StandIn([
      page(1, of: 2, #"{"Day":"1 May 2025","Port":"Here","Boats":2}"#),
      page(2, of: 2, #"{"Day":"2 May 2025","Port":"Here","Boats":"3"}"#),
    ])
    let work = try project(
      standIn,
      fetch: """
        fetch: {url: "https://api.unhcr.org/boats?limit=1", paging: {by: page, parameter: page, first: 1, last_at: /last}}
        edition: {published: fetched}
        """)
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(of: "{format: csv, header", with: "{format: json, records: /items, header"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    let result = work.run("run")
    #expect(result.status == 0, "\(result.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,5\n")
    let again = work.run("run")
    #expect(again.out.contains("the same bytes as the edition of"), "\(again.out)")
  }

  /// Pages are asked for only where the first one changed, and validators that are renewed over the same bytes are used next.
  @Test func pagesThatDidNotChangeAreNotFetchedAgain() throws {
    func pages(_ modified: String) -> [Route] {
      (0...1).map { n in
        Route(
          "data.cdc.gov", "/boats", #"[{"Day":"\#(n + 1) May 2025","Port":"Here","Boats":"2"}]"#,
          type: "application/json"
        ) {
          $0.query = ["$offset": "\(n)"]
          $0.last_modified = modified
        }
      } + [Route("data.cdc.gov", "/boats", "[]", type: "application/json") { $0.last_modified = modified }]
    }
    let standIn = try StandIn(pages("Wed, 07 May 2025 10:00:00 GMT"))
    let work = try project(
      standIn,
      fetch: """
        fetch: {url: "https://data.cdc.gov/boats", paging: {by: offset, parameter: $offset, size: 1}}
        edition: {published: last_modified}
        """)
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(of: "{format: csv, header", with: "{format: json, records: '', header"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    let first = work.run("run")
    #expect(first.status == 0, "\(first.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,4\n")
    func offsets() throws -> [String?] { try standIn.requests().map { $0.query["$offset"] } }
    #expect(try offsets() == ["0", "1", "2"])
    #expect(work.run("run").out.contains("the publisher has nothing newer"))
    #expect(try offsets().count == 4)
    // Renewed over the same bytes.
    try standIn.serve(pages("Thu, 08 May 2025 10:00:00 GMT"))
    #expect(work.run("run").out.contains("the same bytes as the edition of 2025-05-07"))
    #expect(try offsets().count == 7)
    #expect(work.run("run").out.contains("the publisher has nothing newer"))
    #expect(try offsets().count == 8)
    #expect(try standIn.requests().last?.headers["if-modified-since"] == "Thu, 08 May 2025 10:00:00 GMT")
  }
}
