import Manifest
import Model
import StandIn
import TestTools
import Testing

@testable import Fetching

/// A file for each year; all of them are one edition. The stand-in's day is in 2026.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl")) struct SeveralAddressesTests {
  private static func file(_ year: Int, _ body: String, etag: String) -> Route {
    Route("www.cbp.gov", "/\(year).csv", body) { $0.etag = "\"\(etag)\"" }
  }

  private static func plan(from: Int = 2024, newestMayLack: Bool = false) -> FetchPlan {
    var plan = FetchPlan.fixed("")
    plan.address = .several(
      AddressList(
        ["https://www.cbp.gov/{year}.csv"], years: .init(from: from, to: nil, newestMayLack: newestMayLack)))
    return plan
  }

  private static let all = [
    file(2024, "x\n1\n", etag: "a"), file(2025, "x\n2\n", etag: "b"), file(2026, "x\n3\n", etag: "c"),
  ]

  private func validators(_ pages: [Fetched]) -> Validators? {
    guard let first = pages.first else { return nil }
    let rest = pages.dropFirst().map { Validators.Page(url: $0.url, etag: $0.etag, lastModified: $0.lastModified) }
    return Validators(etag: first.etag, lastModified: first.lastModified, rest: rest)
  }

  @Test func anOlderYearThatIsRevised() throws {
    let client = try TestClient(Self.all)
    let pages = try client.pages(Self.plan())
    #expect(pages.map(\.url) == [2024, 2025, 2026].map { "https://www.cbp.gov/\($0).csv" })
    #expect(try pages.map { try text($0) } == ["x\n1\n", "x\n2\n", "x\n3\n"])
    guard case .notModified = try client.fetch(Self.plan(), validators: validators(pages)) else {
      Issue.record("nothing has changed")
      return
    }
    let conditions = try client.standIn.requests().dropFirst(3).map { $0.headers["if-none-match"] }
    #expect(conditions == ["\"a\"", "\"b\"", "\"c\""])
    try client.standIn.serve([Self.file(2024, "x\n9\n", etag: "z")] + Self.all.dropFirst())
    guard case .fetched(let next, nil) = try client.fetch(Self.plan(), validators: validators(pages)) else {
      Issue.record("a year was revised")
      return
    }
    #expect(try next.map { try text($0) } == ["x\n9\n", "x\n2\n", "x\n3\n"])
    // Other years than those of the edition in use: all are fetched.
    let others = validators([next[1], next[0], next[2]])
    guard case .fetched(let two, nil) = try client.fetch(Self.plan(from: 2025), validators: others) else {
      Issue.record("the edition in use has another year too")
      return
    }
    #expect(two.count == 2)
    pages.forEach { $0.discard() }
  }

  @Test func allOrNothing() throws {
    let client = try TestClient(Array(Self.all.prefix(2)))
    let failure = #expect(throws: FetchFailure.self) { try client.fetch(Self.plan()) }
    #expect(failure?.status == 404 && client.leftovers == [])
  }

  @Test func theNewestYearMayNotBeThereYet() throws {
    let client = try TestClient(Array(Self.all.prefix(2)))
    let plan = Self.plan(newestMayLack: true)
    let two = try client.pages(plan)
    #expect(two.count == 2 && client.log.contains("some_dataset: https://www.cbp.gov/2026.csv is not there yet"))
    #expect(try client.fetch(plan, validators: validators(two)) == .notModified)
    try client.standIn.serve(Self.all)
    guard case .fetched(let three, nil) = try client.fetch(plan, validators: validators(two)) else {
      Issue.record("the new year is there")
      return
    }
    #expect(three.count == 3)
    // A year that was there does not go.
    try client.standIn.serve(Array(Self.all.prefix(2)))
    #expect(throws: FetchFailure.self) { try client.fetch(plan, validators: validators(three)) }
  }

  @Test func theDayInAnAddress() {
    let list = AddressList(["https://h/{today}/{this_year}/{this_month}"])
    #expect(list.all(on: Day("2026-03-01")!).urls == ["https://h/2026-03-01/2026/03"])
    let years = AddressList(
      ["https://h/index", "https://h/{year}"], years: .init(from: 2025, to: 2026, newestMayLack: true))
    let (urls, mayLack) = years.all(on: Day("2030-01-01")!)
    #expect(urls == ["https://h/index", "https://h/2025", "https://h/2026"] && mayLack == ["https://h/2026"])
  }

  @Test func pagesThatNameTheNextOne() throws {
    func page(_ name: String, _ next: String) -> Route {
      Route("api.unhcr.org", "/\(name)", "{\"page\": 7, \"next\": \"\(next)\"}", type: "application/json")
    }
    let client = try TestClient([page("1", "/2"), page("2", "https://api.unhcr.org/3"), page("3", "")])
    let plan = FetchPlan.fixed("https://api.unhcr.org/1", paging: .next(at: "/next"))
    #expect(try client.pages(plan).map(\.url) == ["1", "2", "3"].map { "https://api.unhcr.org/\($0)" })
    func what(_ routes: [Route]) throws -> String {
      try client.standIn.serve(routes)
      return #expect(throws: FetchFailure.self) { try client.fetch(plan) }?.problem.what ?? ""
    }
    #expect(
      try what([page("1", "/2"), page("2", "/1")]).contains(
        "the next page, https://api.unhcr.org/1, was fetched already"))
    #expect(try what([page("1", "https://www.cbp.gov/2")]).contains("the next page is on another host, www.cbp.gov"))
    #expect(
      try what([page("1", "ftp://api.unhcr.org/2")]).contains("where the https address of the next page is expected"))
    #expect(client.leftovers.count == 3)
  }

  @Test func pagesWithACursor() throws {
    func page(_ cursor: String?, _ next: String) -> Route {
      Route(
        "api.unhcr.org", "/c", "{\"items\": [1], \"next\": \"\(next)\", \"page\": \(next.count)}",
        type: "application/json"
      ) {
        if let cursor { $0.query = ["cursor": cursor] }
      }
    }
    let client = try TestClient([page("b/2", ""), page("a+1", "b/2"), page(nil, "a+1")])
    let plan = FetchPlan.fixed("https://api.unhcr.org/c?size=1", paging: .cursor(parameter: "cursor", at: "/next"))
    #expect(
      try client.pages(plan).map(\.url)
        == ["", "&cursor=a%2B1", "&cursor=b%2F2"].map { "https://api.unhcr.org/c?size=1\($0)" })
  }

  /// The place of a page in the body of a POST: its address tells the page behind #, which is not sent.
  @Test func pagesThatAreAskedForInABody() throws {
    func page(_ sent: String, _ next: String, _ number: Int) -> Route {
      Route(
        "api.unhcr.org", "/c", "{\"items\": [\(number)], \"page\": \(number), \"next\": \(next), \"maxPages\": 2}",
        type: "application/json"
      ) { ($0.method, $0.sent, $0.times) = ("POST", sent, 1) }
    }
    var plan = FetchPlan.fixed("https://api.unhcr.org/c", paging: .cursor(parameter: "after", at: "/next"))
    plan.form.post = .init(type: "application/json", body: #"{"after": {after}, "n": 1}"#)
    let client = try TestClient([
      page(#"{"after": null, "n": 1}"#, #""a\"{today}""#, 1),
      page(#"{"after": "a\"\u007btoday}", "n": 1}"#, "\"77\"", 2),
      page(#"{"after": 77, "n": 1}"#, "\"\"", 3),
    ])
    #expect(
      try client.pages(plan).map(\.url)
        == ["", "#after=a%22%7Btoday%7D", "#after=77"].map { "https://api.unhcr.org/c\($0)" })
    plan = FetchPlan.fixed("https://api.unhcr.org/c", paging: .page(parameter: "page", first: 1, lastAt: "/maxPages"))
    plan.form.post = .init(type: "application/x-www-form-urlencoded", body: "q=a&page={page}")
    try client.standIn.serve([page("q=a&page=1", "\"1\"", 1), page("q=a&page=2", "\"1\"", 2)])
    #expect(try client.pages(plan).map(\.url) == [1, 2].map { "https://api.unhcr.org/c#page=\($0)" })
    #expect(plan.form.paged("other", "1") == nil)
  }
}
