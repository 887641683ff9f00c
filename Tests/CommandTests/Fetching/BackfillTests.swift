import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// Past editions behind the links of a landing page.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct BackfillTests {
  static let months = ["03", "04", "05", "06"]
  static let names = ["feb", "mar", "apr", "may"]

  static func path(_ i: Int) -> String { "/files/2025-\(months[i])/boats-fy24-fy25-\(names[i]).csv" }

  /// The landing page as it stood when link `count` was the newest.
  static func landing(_ count: Int = 4) -> Route {
    // The newest first, as publishers have it.
    let links = (0..<count).reversed().map { "<a href=\"\(path($0))\">\($0)</a>" }.joined(separator: "\n")
    return Route("www.cbp.gov", "/boats", "<html>\(links)</html>", type: "text/html")
  }

  /// Each edition revises the one before it, adds a row, and one of them loses a port.
  static func body(_ i: Int) -> String {
    var text = "Day,Port,Boats\n"
    for month in 0...i {
      text += "1 \(["February", "March", "April", "May"][month]) 2025,Here,\(10 * (month + 1) + i)\n"
    }
    if i != 2 { text += "2 February 2025,There,7\n" }
    return text
  }

  static func routes(_ adjust: (Int, inout Route) -> Void = { _, _ in }) -> [Route] {
    [landing()] + (0..<4).map { i in Route("www.cbp.gov", path(i), body(i)) { adjust(i, &$0) } }
  }

  func project(_ standIn: StandIn, pause: String = "0") throws -> Workdir {
    let work = try Workdir()
    let fetch = FetchTests.fetch.replacingOccurrences(of: "  expect:", with: "  pause_seconds: \(pause)\n  expect:")
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: fetch)
    return work
  }

  func json(_ result: Workdir.Result) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any], "\(result.out)\(result.err)")
  }

  func csvRequests(_ standIn: StandIn) throws -> [String] {
    try standIn.requests().map(\.path).filter { $0.hasSuffix(".csv") }
  }

  /// What every reader can see of the history.
  func seen(_ work: Workdir) throws -> [String] {
    let days = ["2025-03-30", "2025-03-31", "2025-04-30", "2025-05-30", "2025-05-31", "2025-06-30"]
    return days.map { work.run("table", "boats_by_port", "--format", "csv", "--as-of", $0).out }
      + [
        try work.read("Data/exports/boats_by_port.csv"), try work.read("Data/exports/boats_by_port.meta.json"),
        work.run("status", "--json").out,
      ]
  }

  @Test func olderEditionsThatComeLateGiveTheSameHistory() throws {
    let standIn = try StandIn(Self.routes())
    let late = try project(standIn)
    #expect(late.run("run").status == 0)
    let result = late.run("backfill", "boats_seen")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("archived  1 in the archive"), "\(result.out)")
    #expect(result.out.contains("3 fetched; loaded"), "\(result.out)")
    // Oldest first, and the newest is not asked for again.
    #expect(try csvRequests(standIn) == [3, 0, 1, 2].map(Self.path))

    let inOrder = try project(standIn)
    for count in 1...4 {
      try standIn.serve([Self.landing(count)] + Self.routes().dropFirst())
      #expect(inOrder.run("run").status == 0)
    }
    // All but the account of the last run itself, and of when it asked.
    func history(_ texts: [String]) -> [String] {
      let own = ["\"outcome\"", "\"note\"", "\"at\"", "\"asked_at\"", "\"waiting\""]
      return texts.map { text in
        text.split(separator: "\n").filter { line in !own.contains { line.contains($0) } }.joined(separator: "\n")
      }
    }
    for (a, b) in zip(history(try seen(late)), history(try seen(inOrder))) { #expect(a == b) }
    // The editions differ, so the comparison says something.
    #expect(Set(try seen(late)[0..<6]).count == 5)
  }

  @Test func whatIsHeldIsNotAskedForAgain() throws {
    let standIn = try StandIn(Self.routes())
    let work = try project(standIn)
    #expect(work.run("backfill", "boats_seen", "--quiet").out == "")
    let before = try csvRequests(standIn).count
    let again = work.run("backfill", "boats_seen")
    #expect(again.status == 0)
    #expect(again.out.contains("to fetch  0"))
    #expect(again.out.contains("nothing left to fetch"))
    #expect(try csvRequests(standIn).count == before)
  }

  @Test func aFileAddedUnderThePublishersNameIsHeld() throws {
    let standIn = try StandIn(Self.routes())
    let work = try project(standIn)
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(
        of: "{published: from_link}",
        with: "{published: from_link, file_name: 'boats-fy\\d\\d-fy(?<through_fy>\\d\\d)-(?<through_month>[a-z]{3})'}"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(Self.body(1), "2025-04_boats-fy24-fy25-mar.csv")
    let added = work.run("add", "boats_seen", "2025-04_boats-fy24-fy25-mar.csv")
    #expect(added.status == 0, "\(added.err)")
    #expect(work.run("backfill", "boats_seen").out.contains("archived  1 in the archive"))
    #expect(try csvRequests(standIn) == [0, 2, 3].map(Self.path))
  }

  @Test func aLinkThatRepeatsAnEditionIsAskedForOnce() throws {
    let standIn = try StandIn(Self.routes { i, route in if i == 2 { route.body = Self.body(1) } })
    let work = try project(standIn)
    #expect(work.run("backfill", "boats_seen").out.contains("3 fetched, 1 already in the archive"))
    #expect(work.run("backfill", "boats_seen").out.contains("to fetch  0"))
    #expect(try csvRequests(standIn).count == 4)
  }

  @Test(arguments: [SIGTERM, SIGKILL])
  func anInterruptionLosesNothing(signal: Int32) throws {
    let standIn = try StandIn(Self.routes { i, route in if i == 2 { route.silent = true } })
    let work = try project(standIn)
    let child = work.start(["backfill", "boats_seen"])
    #expect(try standIn.wait { _ in try csvRequests(standIn).count == 3 })
    // The answer never comes, so it ends by the signal alone.
    child.kill(signal)
    let stopped = child.wait()
    if signal == SIGTERM {
      #expect(stopped.status == 1)
      #expect(stopped.signal == nil)
      #expect(
        stopped.errors == [
          "boats_seen: stopped on request; 2 of 4 are in the archive",
          "-> to continue: soundings backfill boats_seen",
        ], "\(stopped.err)")
    }

    try standIn.serve(Self.routes())
    let next = work.run("backfill", "boats_seen")
    #expect(next.status == 0, "\(next.err)")
    #expect(next.out.contains("archived  2 in the archive"))
    #expect(try csvRequests(standIn) == [0, 1, 2, 2, 3].map(Self.path))
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,112\nThere,7\n")
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-03-31").out
        == "port,boats\nHere,10\nThere,7\n")
  }

  @Test func aLinkThatFailsDoesNotStopTheRest() throws {
    let standIn = try StandIn(Self.routes { i, route in if i == 1 { route.status = 404 } })
    let work = try project(standIn)
    let result = work.run("backfill", "boats_seen")
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains(Self.path(1)))
    #expect(result.err.contains("404"))
    #expect(result.out.contains("3 fetched, 1 failed"))
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,112\nThere,7\n")
    try standIn.serve(Self.routes())
    let next = try json(work.run("backfill", "boats_seen", "--json"))
    #expect(next["to_fetch"] as? Int == 1)
    #expect(next["fetched"] as? Int == 1)
    #expect(next["exit_code"] as? Int == 0)
  }

  @Test func aDeadLinkIsReportedOnce() throws {
    let standIn = try StandIn(Self.routes { i, route in if i == 1 { route.status = 404 } })
    let work = try project(standIn)
    #expect(work.run("backfill", "boats_seen").status == 1)
    // It is asked for again, named, and no failure.
    let again = work.run("backfill", "boats_seen", "--json")
    #expect(again.status == 0, "\(again.err)")
    let editions = try #require(try json(again)["editions"] as? [[String: Any]])
    #expect(editions.map { $0["state"] as? String } == ["archived", "dead", "archived", "archived"])
    #expect(try csvRequests(standIn).count { $0 == Self.path(1) } == 2)
    let text = work.run("backfill", "boats_seen")
    #expect(text.status == 0)
    #expect(text.out.contains("1 still dead, as reported before"), "\(text.out)")
    let plan = work.run("backfill", "boats_seen", "--dry-run").out
    #expect(plan.contains("to fetch, dead since "), "\(plan)")
    // Another failure of the same link is one.
    try standIn.serve(Self.routes { i, route in if i == 1 { route.status = 403 } })
    #expect(work.run("backfill", "boats_seen").status == 1)
  }

  @Test func aPastEditionThatBreaksItsContractIsHeldBack() throws {
    let standIn = try StandIn(Self.routes { i, route in if i < 2 { route.body = "Day,Port,Boats\nsoon,Here,\(i)\n" } })
    let work = try project(standIn)
    let result = work.run("backfill", "boats_seen")
    #expect(result.status == 1)
    // Each for its own reason, in two lines.
    #expect(result.errors.count == 4, "\(result.err)")
    #expect(result.errors[0].contains("2025-03"), "\(result.err)")
    #expect(result.errors[2].contains("2025-04"), "\(result.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,112\nThere,7\n")
  }

  @Test func aPublisherThatKeepsFailingIsLeftAlone() throws {
    let links = (1...9).map { "<a href=\"/files/2024-0\($0)/boats-fy24-fy25-may.csv\">x</a>" }.joined()
    let standIn = try StandIn([Route("www.cbp.gov", "/boats", "<html>\(links)</html>", type: "text/html")])
    let work = try project(standIn)
    let result = work.run("backfill", "boats_seen")
    #expect(result.status == 1)
    #expect(try csvRequests(standIn).count == 5)
    #expect(result.err.contains("gave up after that; 4 were not requested"), "\(result.err)")
    #expect(
      result.errors.last
        == "-> the editions fetched so far are in the archive; continue later: soundings backfill boats_seen")
  }

  @Test func aPublisherOutOfReachIsSaidOnce() throws {
    let work = try Workdir()
    try work.makeProject(
      config: "contact: tests@example.org\nretries: 0\nhosts:\n  www.cbp.gov: {connect_to: \"127.0.0.1:1\"}\n",
      fetch: FetchTests.fetch)
    let result = work.run("backfill", "boats_seen")
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains("soundings backfill boats_seen"), "\(result.err)")
  }

  @Test func editionsAreAskedForAtTheDatasetsPace() throws {
    let standIn = try StandIn(Self.routes())
    let work = try project(standIn, pause: "0.4")
    #expect(work.run("backfill", "boats_seen").status == 0)
    let times = try standIn.requests().map(\.time)
    #expect(times.count == 5)
    for (before, after) in zip(times, times.dropFirst()) { #expect(after - before >= 0.39) }
  }

  /// Links that tell no date: only the answer does, so each is asked for, and the publisher may say "not modified".
  @Test func linksWithoutDatesAreAskedWhetherTheyChanged() throws {
    let days = ["Tue, 01 Apr 2025 10:00:00 GMT", "Fri, 02 May 2025 10:00:00 GMT"]
    let page = Route(
      "www.cbp.gov", "/boats", "<html><a href=/files/a.csv>a</a> <a href=/files/b.csv>b</a></html>", type: "text/html")
    let standIn = try StandIn(
      [page]
        + zip(["a", "b"], days).enumerated().map { i, file in
          Route("www.cbp.gov", "/files/\(file.0).csv", Self.body(i)) { $0.last_modified = file.1 }
        })
    let work = try Workdir()
    try work.makeProject(
      config: standIn.yaml,
      fetch: """
        fetch: {discover: {page: 'https://www.cbp.gov/boats', link: '/files/[ab].csv'}}
        edition: {published: last_modified}
        """)
    #expect(work.run("backfill", "boats_seen").out.contains("2 fetched"))
    let early = work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-04-30")
    #expect(early.out == "port,boats\nHere,10\nThere,7\n")
    let again = work.run("backfill", "boats_seen")
    #expect(again.status == 0, "\(again.err)")
    #expect(again.out.contains("2 already in the archive"), "\(again.out)")
    #expect(try standIn.requests().filter { $0.headers["if-modified-since"] != nil }.count == 2)
    let chosen = work.run("backfill", "boats_seen", "--from", "2025-05-01")
    #expect(chosen.status == 64)
    #expect(chosen.errors.first?.hasPrefix("boats_seen: its links have no dates to select by: ") == true)
  }
}
