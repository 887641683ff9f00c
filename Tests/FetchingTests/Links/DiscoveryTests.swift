import Manifest
import Model
import StandIn
import TestTools
import Testing

@testable import Fetching

private let landing = """
  <html><head><title>Nationwide Encounters</title></head><body>
  <a href="/sites/default/files/2025-11/nationwide-encounters-fy22-fy25-state.csv">FY22-FY25</a>
  <a href="/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-state.csv">October</a>
  <a href="/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-state.csv">the same again</a>
  <a href="/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-aor.csv">by office</a>
  <a href='https://www.cbp.gov/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.csv?a=1&amp;b=2'>x</a>
  <a href="http://www.cbp.gov/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state_0.csv">again</a>
  <a href="http://elsewhere.example/sites/default/files/2026-12/nationwide-encounters-fy23-fy26-dec-state.csv">no</a>
  <a href="/sites/default/files/assets/documents/2023-Nov/nationwide-encounters-fy20-fy23-state.csv">old</a>
  </body></html>
  """

private let link =
  #"(https?://[a-z.]+)?/sites/default/files/(assets/documents/)?(?<published>\d{4}-(\d\d|[A-Z][a-z]{2}))/"#
  + #"nationwide-encounters-fy\d\d-fy(?<through_fy>\d\d)(-(?<through_month>(?!aor)(?!state)[a-z]{3}))?-state(_\d+)?\.csv(\?[^"']*)?"#

@Suite(.tags(.slow)) struct DiscoveryTests {
  private let page = "https://www.cbp.gov/document/stats/nationwide-encounters"

  private func links(_ text: String, _ expression: String) throws -> [LinkFacts] {
    try LinkDiscovery.discover(in: text, matching: expression, page: page, name: "some_dataset").links
  }

  @Test func linksComeOldestFirstWithTheirFacts() throws {
    let found = try links(landing, link)
    #expect(
      found.map { "\($0.published!) \($0.through!) \($0.url.split(separator: "/").last!)" } == [
        "2023-11 2023-09 nationwide-encounters-fy20-fy23-state.csv",
        "2025-11 2025-09 nationwide-encounters-fy22-fy25-state.csv",
        "2025-11 2025-10 nationwide-encounters-fy23-fy26-oct-state.csv",
        "2025-12 2025-11 nationwide-encounters-fy23-fy26-nov-state_0.csv",
        "2025-12 2025-11 nationwide-encounters-fy23-fy26-nov-state.csv?a=1&b=2",
      ])
    #expect(
      found.allSatisfy { $0.url.hasPrefix("https://www.cbp.gov/sites/default/files/") },
      "http on the same host is https")
  }

  @Test func ofTwoUploadsTheSecondIsTheNewer() throws {
    let text = #"<a href="/f/2026-09/x_10.csv"> <a href="/f/2026-09/x_9.csv"> <a href="/f/2026-09/x.csv">"#
    let found = try links(text, #"/f/(?<published>\d{4}-\d\d)/x(_\d+)?\.csv"#)
    #expect(found.map(\.url) == ["x.csv", "x_9.csv", "x_10.csv"].map { "https://www.cbp.gov/f/2026-09/\($0)" })
  }

  @Test func whereNothingMatchesTheNearestLinkIsNamed() throws {
    let problem = #expect(throws: Problem.self) { try links(landing, #"/files/\d{4}/nationwide-encounters-v2\.xlsx"#) }
    let what = try #require(problem?.what)
    #expect(what.hasPrefix("\(page): no link matches"))
    #expect(
      what.contains(
        "8 links on the page 'Nationwide Encounters', the nearest one is /sites/default/files/2025-11/nationwide-encounters-"
      ))
    #expect(problem?.remedy.contains("fetch.discover.link") == true)
    let http = #expect(throws: Problem.self) { try links(#"<a href="http://other.gov/x.csv">"#, #"http[^"]*csv"#) }
    #expect(http?.what.hasSuffix("is not an https address: 'http://other.gov/x.csv'") == true)
    let none = #expect(throws: Problem.self) { try links("<html>", "x") }
    #expect(none?.what.contains("(0 links on the page)") == true)
  }

  @Test func aGroupThatIsNoDateStops() {
    let problem = #expect(throws: Problem.self) {
      try links(#"<a href="/2025-13/x.csv">"#, #"/(?<published>\d{4}-\d\d)/x\.csv"#)
    }
    #expect(
      problem?.what.contains(
        "in the link '/2025-13/x.csv' the group 'published' matched '2025-13', which is not a date in the form YYYY-MM-DD, YYYY-MM or YYYY"
      )
        == true)
    let month = #expect(throws: Problem.self) {
      try links(#"<a href="x-fy26-aor.csv">"#, #"x-fy(?<through_fy>\d\d)-(?<through_month>[a-z]{3})\.csv"#)
    }
    #expect(month?.what.contains("the group 'through_month' matched 'aor', which is not a month") == true)
    let expression = #expect(throws: Problem.self) { try links("x", "(") }
    #expect(expression?.what.contains("is not a regular expression") == true)
  }

  @Test(.enabled(if: StandIn.isPossible, "needs python3 and openssl"))
  func theNewestLinkIsFetched() throws {
    let file = "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.csv"
    let client = try TestClient([
      Route("www.cbp.gov", "/document/stats/nationwide-encounters", landing, type: "text/html; charset=UTF-8"),
      Route("www.cbp.gov", file, "x,y\n") { $0.etag = "\"v1\"" },
    ])
    let plan = FetchPlan(address: .discovered(page: page, link: link), paging: nil, expect: .csv, pauseSeconds: 0)
    guard case .fetched(let pages, let facts) = try client.fetch(plan) else { return #expect(Bool(false)) }
    #expect(pages.count == 1)
    #expect(
      facts
        == LinkFacts(published: PublishedDate("2025-12"), through: "2025-11", url: "https://www.cbp.gov\(file)?a=1&b=2")
    )
    #expect(pages.first?.url == facts?.url)
    #expect(client.leftovers.count == 1, "the landing page is not kept")
    #expect(try client.fetcher().links(plan, name: "d").count == 5)
    #expect(try client.fetch(plan, validators: Validators(etag: "\"v1\"", lastModified: nil)) == .notModified)
    let conditional = try client.standIn.requests().filter { $0.headers["if-none-match"] != nil }
    #expect(conditional.map(\.path) == [file], "the landing page is read anew each time")
  }

  @Test(.enabled(if: StandIn.isPossible, "needs python3 and openssl"))
  func aLandingPageThatIsNoneIsRefused() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/empty", "<html><body>Maintenance</body></html>", type: "text/html"),
      Route("www.cbp.gov", "/data", "x,y\n"),
      Route("www.cbp.gov", "/denied", "<html><title>Access Denied</title></html>", type: "text/html"),
      Route("www.cbp.gov", "/other", "<title>All our statistics</title><a href=/x.csv>", type: "text/html"),
    ])
    func failure(_ path: String) throws -> String? {
      let address = FetchPlan.Address.discovered(page: "https://www.cbp.gov" + path, link: link)
      let plan = FetchPlan(address: address, paging: nil, expect: .csv, pauseSeconds: 0)
      let failure = #expect(throws: FetchFailure.self) { try client.fetch(plan) }
      #expect(failure?.cause == .badAnswer)
      #expect(client.leftovers == [])
      return failure?.problem.what
    }
    #expect(try failure("/empty")?.contains("no link matches") == true)
    #expect(try failure("/data")?.contains("expected text/html") == true)
    #expect(
      try failure("/denied")?.contains(
        "/denied: the publisher answered with the page 'Access Denied', which has no link")
        == true)
    #expect(try failure("/other")?.contains("(1 links on the page 'All our statistics', the nearest one is") == true)
  }
}
