import Foundation
import StandIn
import TestTools
import Testing

/// Links of a landing page that look a little different, lie on another host, or lead nowhere.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct LinkNewsTests {
  private static let april = "/files/2025-05/boats-fy24-fy25-apr.csv"
  private static let may = "/files/2025-06/boats-fy24-fy25-may.csv"
  private static let odd = "/files/2025-06/boats-fy24-fy25-may.CSV"

  private static func page(_ links: String...) -> Route {
    let links = links.map { "<a href=\"\($0)\">x</a>" }.joined(separator: "\n")
    return Route("www.cbp.gov", "/boats", "<html>\(links)</html>", type: "text/html")
  }

  private static let files = [
    Route("www.cbp.gov", april, FetchTests.april) { $0.etag = "\"april\"" }, Route("www.cbp.gov", may, FetchTests.may),
    Route("www.cbp.gov", odd, FetchTests.may),
  ]

  private func project(_ standIn: StandIn) throws -> Workdir { try FetchTests().project(standIn) }

  private func numbers(_ work: Workdir) -> String {
    work.run("table", "boats_by_port", "--format", "csv").out
  }

  @Test func aLinkThatLooksNewerIsNewsOnce() throws {
    let standIn = try StandIn([Self.page(Self.april)] + Self.files)
    let work = try project(standIn)
    #expect(work.run("run").status == 0)
    try standIn.serve([Self.page(Self.april, Self.odd)] + Self.files)
    let first = work.run("run", "--quiet")
    #expect(first.status == 1)
    #expect(
      first.errors == [
        "boats_seen: the link https://www.cbp.gov\(Self.odd) looks like a newer edition than "
          + "https://www.cbp.gov\(Self.april), the newest one that is matched.",
        "-> if it is the next edition, widen fetch.discover.link in Pipelines/boats/boats_seen/dataset.yaml, then: "
          + "soundings run boats_seen; if it is something else, add it to fetch.discover.ignore there. Until then it is "
          + "not fetched",
      ], "\(first.err)")
    #expect(numbers(work) == "port,boats\nHere,2\n")
    #expect(!(try standIn.requests().contains { $0.path == Self.odd }))

    // It is counted once, also where the page lacks it for a while; status repeats it.
    let second = work.run("run", "--json")
    #expect(second.status == 0, "\(second.err)")
    #expect(second.err == "")
    #expect(work.run("status").out.contains("not matched: boats_seen: the link https://www.cbp.gov\(Self.odd)"))
    try standIn.serve([Self.page(Self.april)] + Self.files)
    #expect(work.run("run").status == 0)
    #expect(!work.run("status").out.contains("not matched"))
    try standIn.serve([Self.page(Self.april, Self.odd)] + Self.files)
    #expect(work.run("run").status == 0)
    #expect(work.run("status", "--json").out.contains("\"unmatched_links\""))
    // Another one is news again.
    try standIn.serve([Self.page(Self.april, Self.odd, "/files/2025-07/boats-fy24-fy25-june.csv")] + Self.files)
    let third = work.run("run", "--json")
    #expect(third.status == 1)
    #expect(third.errors.count == 2, "\(third.err)")
    #expect(third.out.contains("\"news\""))
    #expect(third.out.contains("\"outcome\": \"unchanged\""))
  }

  @Test func theManifestSettlesIt() throws {
    let standIn = try StandIn([Self.page(Self.april, Self.odd)] + Self.files)
    let work = try project(standIn)
    #expect(work.run("run").status == 1)
    #expect(work.run("status").out.contains("not matched"))
    let manifest = "Pipelines/boats/boats_seen/dataset.yaml"
    let yaml = try work.read(manifest)
    try work.write(
      yaml.replacingOccurrences(of: "    page:", with: "    ignore: [boats-fy24-fy25-may.CSV]\n    page:"), manifest)
    #expect(!work.run("status").out.contains("not matched"))
    let ignoring = work.run("run")
    #expect(ignoring.status == 0, "\(ignoring.err)")
    try work.write(yaml.replacingOccurrences(of: #"\.csv'"#, with: #"\.(csv|CSV)'"#), manifest)
    let widened = work.run("run")
    #expect(widened.status == 0, "\(widened.err)")
    #expect(numbers(work) == "port,boats\nHere,7\n")
    #expect(!work.run("status").out.contains("not matched"))
  }

  @Test func aLinkOfAnotherDatasetIsNoNews() throws {
    let crew = "/files/2025-06/boats-fy24-fy25-may-crew.csv"
    let standIn = try StandIn([Self.page(Self.april, crew), Route("www.cbp.gov", crew, FetchTests.may)] + Self.files)
    let alone = try project(standIn)
    #expect(alone.run("run").status == 1)
    let both = try project(standIn)
    let yaml = try both.read("Pipelines/boats/boats_seen/dataset.yaml")
    try both.write(
      yaml.replacingOccurrences(of: #"\.csv'"#, with: #"-crew\.csv'"#), "Pipelines/boats/boats_crew/dataset.yaml")
    try both.write(
      try both.read("Pipelines/boats/boats_seen/normalize.sql"), "Pipelines/boats/boats_crew/normalize.sql")
    let result = both.run("run")
    #expect(result.status == 0, "\(result.err)")
    #expect(numbers(both) == "port,boats\nHere,2\n")
  }

  /// Without the small file in Data/asked it is news again; the archive and the warehouse know nothing of it.
  @Test func whatWasReportedIsInDataAsked() throws {
    let standIn = try StandIn([Self.page(Self.april, Self.odd)] + Self.files)
    let work = try project(standIn)
    #expect(work.run("run").status == 1)
    #expect(work.run("run").status == 0)
    try FileManager.default.removeItem(atPath: work.path("Data/asked"))
    #expect(work.run("run").status == 1)
  }

  @Test func aLinkOnAnotherHostIsNamedAndNotFollowed() throws {
    let elsewhere = "https://data.cdc.gov" + Self.may
    let standIn = try StandIn(
      [Self.page(Self.april, elsewhere), Route("data.cdc.gov", Self.may, FetchTests.may)] + Self.files)
    let work = try project(standIn)
    let result = work.run("run")
    #expect(result.status == 1)
    #expect(result.err.contains("the link \(elsewhere) looks like a newer edition"), "\(result.err)")
    #expect(result.err.contains("It is on another host, data.cdc.gov."), "\(result.err)")
    #expect(numbers(work) == "port,boats\nHere,2\n")
    #expect(!(try standIn.requests().contains { $0.path == Self.may }))
  }

  @Test(arguments: [404, 410]) func aDeadNewestLinkFallsBack(status: Int) throws {
    let dead = Route("www.cbp.gov", Self.may, "gone") { $0.status = status }
    let standIn = try StandIn([Self.page(Self.april, Self.may), dead] + Self.files)
    let work = try project(standIn)
    let first = work.run("run")
    #expect(first.status == 1)
    #expect(first.errors.count >= 2, "\(first.err)")
    #expect(
      first.err.contains(
        "boats_seen: the newest link on https://www.cbp.gov/boats leads nowhere: https://www.cbp.gov\(Self.may): the "
          + "publisher answered \(status)"), "\(first.err)")
    #expect(first.err.contains("fetched instead: https://www.cbp.gov\(Self.april)\n-> "), "\(first.err)")
    #expect(numbers(work) == "port,boats\nHere,2\n")
    // Still dead: the older one is asked for conditionally, and stays.
    let second = work.run("run", "--json")
    #expect(second.status == 1)
    #expect(second.out.contains("the newest link leads nowhere; the edition in use is kept"), "\(second.out)")
    #expect(numbers(work) == "port,boats\nHere,2\n")
    try standIn.serve([Self.page(Self.april, Self.may)] + Self.files)
    #expect(work.run("run").status == 0)
    #expect(numbers(work) == "port,boats\nHere,7\n")
    // A link that died after its edition was fetched does not bring older ones.
    let before = try standIn.requests().count { $0.path == Self.april }
    try standIn.serve([Self.page(Self.april, Self.may), dead] + Self.files)
    let died = work.run("run")
    #expect(died.status == 1)
    #expect(died.err.contains("; the edition in use is kept"), "\(died.err)")
    #expect(try standIn.requests().count { $0.path == Self.april } == before)
    #expect(numbers(work) == "port,boats\nHere,7\n")
  }

  @Test func whereAllLinksAreDeadTheNewestIsNamed() throws {
    let standIn = try StandIn([Self.page(Self.april, Self.may)])
    let work = try project(standIn)
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.hasPrefix("boats_seen: https://www.cbp.gov\(Self.may): the publisher answered 404"))
  }
}
