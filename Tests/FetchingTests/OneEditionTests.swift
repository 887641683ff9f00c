import Manifest
import Model
import StandIn
import TestTools
import Testing

@testable import Fetching

/// All pages, of one edition.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct OneEditionTests {
  private let address = "https://data.cdc.gov/deaths"
  private let early = "Wed, 05 Nov 2025 10:00:00 GMT"
  private let late = "Wed, 12 Nov 2025 10:00:00 GMT"

  private func page(
    _ number: Int, of last: Int = 2, _ items: String = "", total: Int? = nil, adjust: (inout Route) -> Void = { _ in }
  ) -> Route {
    let stated = total.map { #""total": \#($0), "# } ?? ""
    let body = #"{"page": \#(number), "maxPages": \#(last), \#(stated)"items": [\#(items)]}"#
    return Route("data.cdc.gov", "/deaths", body, type: "application/json") {
      $0.query = ["page": "\(number)"]
      adjust(&$0)
    }
  }

  private func offset(_ start: Int, _ items: String, total: Int? = nil, adjust: (inout Route) -> Void = { _ in })
    -> Route
  {
    let stated = total.map { #""total": \#($0), "# } ?? ""
    return Route("data.cdc.gov", "/deaths", "{\(stated)\"items\": [\(items)]}", type: "application/json") {
      $0.query = ["$offset": "\(start)"]
      adjust(&$0)
    }
  }

  private func plan(size: Int? = nil, _ checks: PageChecks = PageChecks()) -> FetchPlan {
    .fixed(
      address,
      paging: size.map { .offset(parameter: "$offset", size: $0) }
        ?? .page(parameter: "page", first: 1, lastAt: "/maxPages"), checks: checks)
  }

  private func failure(_ client: TestClient, _ plan: FetchPlan) -> String {
    let failure = #expect(throws: FetchFailure.self) { try client.fetch(plan) }
    #expect(client.leftovers == [], "all pages or none")
    return failure?.problem.what ?? ""
  }

  private func asked(_ client: TestClient) throws -> [String?] {
    try client.standIn.requests().map { $0.query["page"] ?? $0.query["$offset"] }
  }

  // MARK: - two editions

  @Test func pagesOfTwoTimesAreReadFromTheStart() throws {
    let client = try TestClient([
      page(1, "1") {
        $0.times = 1
        $0.last_modified = early
      },
      page(1, "3") { $0.last_modified = late }, page(2, "2") { $0.last_modified = late },
    ])
    let pages = try client.pages(plan())
    #expect(try text(pages[0]).contains("[3]"))
    #expect(try asked(client) == ["1", "2", "1", "2"])
    #expect(client.leftovers.count == 2)
    #expect(
      client.log.contains { $0.contains("Last-Modified was '\(early)', and is '\(late)' on page 2; starting over") })
  }

  @Test func pagesThatNeverAgreeAreRefused() throws {
    let client = try TestClient([page(1, "1") { $0.last_modified = early }, page(2, "2") { $0.last_modified = late }])
    let what = failure(client, plan())
    #expect(what.contains("and is '\(late)' on page 2, twice"), "\(what)")
  }

  @Test func aVersionHeaderIsTheManifests() throws {
    let routes = [
      page(1, "1") { $0.headers = ["X-Data-Version": "7"] }, page(2, "2") { $0.headers = ["X-Data-Version": "8"] },
    ]
    #expect(try TestClient(routes).pages(plan()).count == 2)
    let what = failure(try TestClient(routes), plan(PageChecks(versionHeader: "X-Data-Version")))
    #expect(what.contains("x-data-version was '7', and is '8' on page 2, twice"), "\(what)")
  }

  @Test func eachPageHasAnETagOfItsOwn() throws {
    let client = try TestClient([page(1, "1") { $0.etag = "\"a\"" }, page(2, "2") { $0.etag = "\"b\"" }])
    #expect(try client.pages(plan()).count == 2)
    #expect(try client.standIn.requests().count == 2)
  }

  /// Some servers give the time of the response as Last-Modified.
  @Test func theTimeOfTheResponseIsNoVersion() {
    func page(_ modified: String, _ date: String) -> Fetched {
      Fetched(
        path: "", url: "", effectiveURL: "", sha256: "", bytes: 1, status: 200, mediaType: nil, etag: nil,
        lastModified: modified, headers: ["last-modified": modified, "date": date], fetchedAt: "")
    }
    let version = PageVersion(nil)
    #expect(version.difference(from: page(early, early), to: page(late, late)) == nil)
    #expect(version.difference(from: page(early, late), to: page(late, late)) != nil, "an edition that just appeared")
  }

  @Test func aTotalThatChangesIsAnotherEdition() throws {
    let client = try TestClient([
      page(1, "1, 2", total: 4) { $0.times = 1 }, page(1, "1, 2", total: 3), page(2, "5", total: 3),
    ])
    let pages = try client.pages(plan(PageChecks(totalAt: "/total")))
    #expect(pages.count == 2)
    #expect(try asked(client) == ["1", "2", "1", "2"])
    #expect(client.log.contains { $0.contains("the total was 4, and is now 3; starting over") })
  }

  // MARK: - all records

  /// A server with a limit of its own gave 4 of 10 rows, and that was an edition.
  @Test func aServerThatCapsItsPagesGivesAllRecordsAllTheSame() throws {
    let routes = [offset(0, "1, 2, 3, 4"), offset(4, "5, 6, 7, 8"), offset(8, "9, 10"), offset(10, "")]
    let client = try TestClient(routes)
    let pages = try client.pages(plan(size: 10))
    #expect(pages.count == 3)
    #expect(try asked(client) == ["0", "4", "8", "10"])
    #expect(client.log.contains { $0.contains("fewer records on a page than the 10 asked for; 8 so far") })
  }

  @Test func theTotalSpendsNoRequestOnAnEmptyPage() throws {
    let client = try TestClient([offset(0, "1, 2", total: 3), offset(2, "3", total: 3)])
    #expect(try client.pages(plan(size: 2, PageChecks(totalAt: "/total"))).count == 2)
    #expect(try asked(client) == ["0", "2"])
  }

  @Test func fewerRecordsThanTheTotalAreNoEdition() throws {
    let client = try TestClient([offset(0, "1, 2", total: 10), offset(2, "3, 4", total: 10), offset(4, "", total: 10)])
    let byOffset = failure(client, plan(size: 2, PageChecks(totalAt: "/total")))
    #expect(byOffset.contains("the pages have 4 records, and the body states 10, twice"), "\(byOffset)")
    let byPage = failure(try TestClient([page(1, of: 1, "1, 2, 3, 4", total: 10)]), plan(PageChecks(totalAt: "/total")))
    #expect(byPage.contains("the pages have 4 records, and the body states 10, twice"), "\(byPage)")
  }

  @Test func aTotalThatIsNotThereIsSaid() throws {
    let what = failure(try TestClient([page(1, of: 1, "1")]), plan(PageChecks(totalAt: "/total")))
    #expect(what.contains("nothing is at /total, where the total of records is expected"), "\(what)")
  }

  // MARK: - asking whether it changed

  private let known = Validators(etag: nil, lastModified: "Wed, 05 Nov 2025 10:00:00 GMT")

  @Test func notModifiedOnTheFirstPageEndsTheMatter() throws {
    let client = try TestClient([page(1, "1") { $0.last_modified = early }, page(2, "2") { $0.last_modified = early }])
    #expect(try client.fetch(plan(), validators: known) == .notModified)
    #expect(try asked(client) == ["1"])
    #expect(try client.standIn.requests()[0].headers["if-modified-since"] == early)
  }

  /// A server that ignores the question sends everything, with the validators that we know: the body is not read.
  @Test(arguments: [nil, "W/\"v1\""]) func theSameValidatorsOnTheFirstPageEndTheMatter(_ etag: String?) throws {
    let client = try TestClient([
      page(1, String(repeating: "1, ", count: 200_000) + "1") {
        $0.unconditional = true
        $0.last_modified = early
        $0.etag = etag
      }
    ])
    let validators = Validators(etag: etag == nil ? nil : "\"v1\"", lastModified: early)
    #expect(try client.fetch(plan(), validators: validators) == .notModified)
    #expect(client.leftovers == [])
    #expect(client.log.contains { $0.contains("the same ETag or Last-Modified as before, so the body was not read") })
  }

  @Test func anotherFirstPageIsFetchedWithAllOthers() throws {
    let client = try TestClient([page(1, "1") { $0.last_modified = late }, page(2, "2") { $0.last_modified = late }])
    guard case .fetched(let pages, _) = try client.fetch(plan(), validators: known) else {
      Issue.record("not fetched")
      return
    }
    #expect(pages.count == 2)
    #expect(try client.standIn.requests()[1].headers["if-modified-since"] == nil)
  }

  /// An ETag that stands alone may be made of the page's bytes.
  @Test func aLoneETagSpeaksOnlyForItsPage() throws {
    let routes = [page(1, "1") { $0.etag = "\"a\"" }, page(2, "2") { $0.etag = "\"b\"" }]
    func validators(_ second: String) -> Validators {
      Validators(
        etag: "\"a\"", lastModified: nil,
        rest: [Validators.Page(url: address + "?page=2", etag: second, lastModified: nil)])
    }
    let same = try TestClient(routes)
    #expect(try same.fetch(plan(), validators: validators("\"b\"")) == .notModified)
    #expect(try asked(same) == ["1", "2"])
    let other = try TestClient(routes)
    guard case .fetched(let pages, _) = try other.fetch(plan(), validators: validators("\"old\"")) else {
      Issue.record("not fetched")
      return
    }
    #expect(pages.count == 2)
    #expect(other.leftovers.count == 2)
    #expect(try asked(other) == ["1", "2", "1", "2"])
  }
}
