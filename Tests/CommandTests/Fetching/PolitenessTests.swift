import Foundation
import StandIn
import TestTools
import Testing

/// What the real program owes the publishers: robots.txt, a contact, and no mail for nothing.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct PolitenessTests {
  private func project(
    _ standIn: StandIn, fetch: String = FetchTests.fetch, config: (String) -> String = { $0 }
  ) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: config(standIn.yaml + "retries: 0\n"), fetch: fetch)
    return work
  }

  private func site(robots: String) -> [Route] {
    [
      Route("www.cbp.gov", "/robots.txt", robots, type: "text/plain"),
      Route("www.cbp.gov", "/boats", FetchTests.landing, type: "text/html"),
      Route("www.cbp.gov", FetchTests.address, FetchTests.may) { $0.etag = "\"may\"" },
    ]
  }

  @Test func aForbiddenLinkIsAProblemInTwoLinesAndAReasonInTheConfigurationSettlesIt() throws {
    let standIn = try StandIn(site(robots: "User-agent: *\nDisallow: /files/\n"))
    let work = try project(standIn)
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains("robots.txt does not allow this address ('Disallow: /files/')"))
    #expect(!(try standIn.requests().contains { $0.path == FetchTests.address }))
    #expect(work.run("backfill", "boats_seen", "--quiet").status == 1)
    #expect(!(try standIn.requests().contains { $0.path == FetchTests.address }))
    let pin = "www.cbp.gov: {"
    try work.write(
      work.read("Config/soundings.yaml").replacingOccurrences(
        of: pin, with: pin + "ignore_robots: allowed by the office on 2026-05-04, "), "Config/soundings.yaml")
    let allowed = work.run("run", "--quiet")
    #expect(allowed.status == 0, "\(allowed.err)")
  }

  @Test func theCopyOutlivesTheProcessAndADryRunKeepsNone() throws {
    let standIn = try StandIn(site(robots: "User-agent: *\nDisallow: /other\n"))
    let work = try project(standIn)
    #expect(work.run("backfill", "boats_seen", "--dry-run").status == 0)
    #expect(!work.exists("Data"))
    for _ in 0..<2 { #expect(work.run("run", "--quiet").status == 0) }
    #expect(try standIn.requests(robots: true).count { $0.path == "/robots.txt" } == 2)
    #expect(try work.read("Data/asked/robots/www.cbp.gov.json").contains("Disallow: /other"))
  }

  @Test func whatCouldNotBeReadIsANoteOfTheRun() throws {
    var routes = site(robots: "")
    routes[0].status = 500
    let standIn = try StandIn(routes)
    let result = try project(standIn).run("run")
    #expect(result.status == 0, "\(result.err)")
    #expect(
      result.err.contains(
        "https://www.cbp.gov/robots.txt: the publisher answered 500 Internal Server Error; it is taken to allow everything"
      ),
      "\(result.err)")
  }

  @Test func theExamplesContactIsWarnedOf() throws {
    let standIn = try StandIn(site(robots: ""))
    let work = try project(standIn) { $0.replacingOccurrences(of: "tests@example.org", with: "data-desk@example.org") }
    let result = work.run("run")
    #expect(result.status == 0)
    #expect(result.err.contains("the contact is still the example's, data-desk@example.org: "), "\(result.err)")
    #expect(work.run("check").err.contains("the contact is still the example's"))
    let quiet = work.run("run", "--quiet")
    #expect((quiet.out, quiet.err) == ("", ""))
    let own = try project(standIn)
    #expect(!own.run("run").err.contains("contact"))
  }

  /// A page that is edited every day, while its table stays: no mail.
  @Test func anEditionWithoutAChangedRowIsNoMail() throws {
    let fetch = "fetch: {url: 'https://www.cbp.gov/boats.csv', expect: {type: text/csv}}\nedition: {published: fetched}"
    func serve(_ text: String) -> [Route] { [Route("www.cbp.gov", "/boats.csv", text)] }
    let standIn = try StandIn(serve("Day,Port,Boats\n1 April 2025,Here,2\n"))
    let work = try project(standIn, fetch: fetch)
    work.now = "2025-05-01T06:00:00Z"
    #expect(work.run("run", "--due", "--quiet").status == 0)
    #expect(work.run("diff", "--since-last-run", "--quiet").out != "")
    try standIn.serve(serve("Day,Port,Boats\n\"1 April 2025\",Here,2\n"))
    work.now = "2025-05-02T06:00:00Z"
    let second = work.run("run", "--due")
    #expect(second.status == 0, "\(second.err)")
    #expect(second.out.contains("new edition of 2025-05-02"), "\(second.out)")
    #expect(work.run("diff", "--since-last-run", "--quiet").out == "")
    #expect(work.run("diff", "--since-last-run").out.contains("May 2, 2025"))
    try standIn.serve(serve("Day,Port,Boats\n\"1 April 2025\",Here,3\n"))
    work.now = "2025-05-03T06:00:00Z"
    #expect(work.run("run", "--due", "--quiet").status == 0)
    #expect(work.run("diff", "--since-last-run", "--quiet").out.contains("May 3, 2025"))
  }
}
