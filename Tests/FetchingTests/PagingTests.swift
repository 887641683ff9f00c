import Manifest
import Model
import StandIn
import TestTools
import Testing
import Words

@testable import Fetching

@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct PagingTests {
  private let address = "https://api.unhcr.org/population/?coo=VEN&limit=2"
  private var byPage: Paging { .page(parameter: "page", first: 1, lastAt: "/maxPages") }
  private var byOffset: Paging { .offset(parameter: "$offset", size: 2) }

  private func page(_ number: Int, of last: Int, own: Int? = nil, adjust: (inout Route) -> Void = { _ in }) -> Route {
    let body = #"{"page": \#(own ?? number), "maxPages": \#(last), "items": [\#(number), 0]}"#
    return Route("api.unhcr.org", "/population/", body, type: "application/json") {
      $0.query = ["page": "\(number)"]
      adjust(&$0)
    }
  }

  private func offset(_ start: Int, _ items: String) -> Route {
    Route("api.unhcr.org", "/population/", #"{"items": [\#(items)]}"#, type: "application/json") {
      $0.query = ["$offset": "\(start)"]
    }
  }

  private func failure(_ client: TestClient, _ paging: Paging) throws -> String {
    let failure = #expect(throws: FetchFailure.self) {
      try client.fetch(.fixed(address, paging: paging, expect: .json))
    }
    #expect(client.leftovers == [], "all pages or none")
    #expect(failure?.cause == .badAnswer)
    return failure?.problem.what ?? ""
  }

  @Test func pagesAreFetchedUpToTheLast() throws {
    let client = try TestClient([page(1, of: 3), page(2, of: 3), page(3, of: 3)])
    let pages = try client.pages(.fixed(address, paging: byPage, expect: .json, pauseSeconds: 0.2))
    #expect(pages.map(\.url) == (1...3).map { "https://api.unhcr.org/population/?coo=VEN&limit=2&page=\($0)" })
    #expect(try pages.map { try text($0).contains("[1") } == [true, false, false])
    let times = try client.standIn.requests().map(\.time)
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 0.19 }, "the pause is kept")
  }

  @Test func anEmptyResultIsOnePage() throws {
    let client = try TestClient([Route("api.unhcr.org", "/population/", #"{"page": 1, "maxPages": 0, "items": []}"#)])
    #expect(try client.pages(.fixed(address, paging: byPage)).count == 1)
  }

  @Test func aMissingPageMeansNoEdition() throws {
    let client = try TestClient([page(1, of: 3), page(2, of: 3), page(3, of: 3) { $0.status = 404 }])
    #expect(try failure(client, byPage).contains("404"))
  }

  @Test func anErrorWithoutANumberIsQuoted() throws {
    let client = try TestClient([
      Route("api.unhcr.org", "/population/", #"{"message": "Invalid value"}"#, type: "application/json")
    ])
    let what = try failure(client, byPage)
    #expect(
      what.contains(#"nothing is at /maxPages"#) && what.contains(#"{"message": "Invalid value"}"#), "\(what)")
  }

  @Test func anAbsurdNumberOfPagesIsRefused() throws {
    let client = try TestClient([page(1, of: 10_001)])
    #expect(try failure(client, byPage).contains("the body gives 10,001 as the last page"))
  }

  @Test func anotherPageThanAskedForIsRefused() throws {
    let client = try TestClient([page(1, of: 2), page(2, of: 2, own: 1)])
    #expect(try failure(client, byPage).contains("requested page 2, got page 1"))
  }

  @Test func aParameterThatIsIgnoredIsNoticed() throws {
    let client = try TestClient([
      Route("api.unhcr.org", "/population/", #"{"maxPages": 2, "items": [1, 2]}"#, type: "application/json")
    ])
    #expect(try failure(client, byPage).contains("the parameter 'page' is ignored"))
    #expect(try failure(client, byOffset).contains("the parameter '$offset' is ignored"))
  }

  @Test func anEditionThatAppearsMeanwhileIsReadFromItsStart() throws {
    let client = try TestClient([
      page(1, of: 3) { $0.times = 1 }, page(2, of: 2), page(1, of: 2),
    ])
    let pages = try client.pages(.fixed(address, paging: byPage))
    #expect(pages.count == 2)
    #expect(client.leftovers.count == 2)
    #expect(try client.standIn.requests().map { $0.query["page"] } == ["1", "2", "1", "2"])
    #expect(client.log.contains { $0.contains("the last page was 3, and is now 2; starting over") })
  }

  @Test func aNumberOfPagesThatNeverSettlesIsRefused() throws {
    let client = try TestClient([page(1, of: 3), page(2, of: 2)])
    #expect(try failure(client, byPage).contains("the last page was 3, and is now 2, twice"))
  }

  @Test func offsetsGoOnUntilAShortPage() throws {
    let client = try TestClient([offset(0, "1, 2"), offset(2, "3, 4"), offset(4, "5"), offset(5, "")])
    let pages = try client.pages(.fixed(address, paging: byOffset, expect: .json))
    #expect(pages.map(\.url) == [0, 2, 4].map { "https://api.unhcr.org/population/?coo=VEN&limit=2&$offset=\($0)" })
    #expect(client.leftovers.count == 3, "the empty page only showed that there is no more")
  }

  @Test func offsetsMayEndWithAnEmptyPage() throws {
    let client = try TestClient([offset(0, "1, 2"), offset(2, "")])
    #expect(try client.pages(.fixed(address, paging: byOffset)).count == 2)
  }

  @Test func pagesThatWouldOverlapAreRefused() throws {
    let client = try TestClient([offset(0, "1, 2, 3")])
    #expect(try failure(client, byOffset).contains("the page has 3 records, more than the 2 of 'fetch.paging.size'"))
  }

  @Test func aReadersProblemIsPassedOn() throws {
    let client = try TestClient([offset(0, "1, 2")])
    let problem = Problem(.badInput, at: "here", "no JSON", remedy: "none")
    let failure = #expect(throws: FetchFailure.self) {
      try client.fetcher().fetch(
        .fixed(address, paging: byOffset), name: "d", validators: { _ in nil }, jsonText: { _, _ in nil },
        countRecords: { _ in throw problem })
    }
    #expect(failure?.problem == problem)
    #expect(client.leftovers == [])
  }
}
