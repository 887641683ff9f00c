import Manifest
import Model
import StandIn
import TestTools
import Testing

@testable import Fetching

@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl")) struct RequestFormTests {
  @Test func aPOSTWithABody() throws {
    let client = try TestClient([
      Route("data.cdc.gov", "/query", "a\n1\n") {
        $0.method = "POST"
        $0.sent = "{\"year\": 2024}"
        $0.etag = "\"1\""
      }
    ])
    var plan = FetchPlan.fixed("https://data.cdc.gov/query")
    plan.form.post = .init(type: "application/json", body: "{\"year\": 2024}")
    // What was known of an earlier answer is not sent: the condition would be about the address alone.
    guard case .fetched(let pages, _) = try client.fetch(plan, validators: Validators(etag: "\"1\"", lastModified: nil))
    else {
      Issue.record("nothing was fetched")
      return
    }
    #expect(try text(pages.first) == "a\n1\n")
    let request = try #require(try client.standIn.requests().first)
    #expect(request.method == "POST" && request.sent == "{\"year\": 2024}")
    #expect(request.headers["content-type"] == "application/json" && request.headers["if-none-match"] == nil)
    // The connection is used again, for a GET.
    try client.standIn.serve([Route("data.cdc.gov", "/a.csv", "b\n2\n")])
    #expect(try text(client.download("https://data.cdc.gov/a.csv")) == "b\n2\n")
    try client.standIn.serve([
      Route("data.cdc.gov", "/query") {
        $0.method = "POST"
        $0.redirect = "/elsewhere"
      }
    ])
    let failure = #expect(throws: FetchFailure.self) { try client.fetch(plan) }
    #expect(failure?.problem.what.contains("the publisher redirects a POST to https://data.cdc.gov/elsewhere") == true)
  }

  @Test(arguments: ["utf-8", "none", "text/csv", "UTF-8, identity"]) func anEncodingThatIsNone(name: String) throws {
    let client = try TestClient([Route("data.cdc.gov", "/a.csv", "a\n1\n") { $0.encoding = name }])
    #expect(try text(client.download("https://data.cdc.gov/a.csv")) == "a\n1\n")
    #expect(client.log.contains("some_dataset: '\(name)' is no encoding, so the body is taken as it came"))
  }
}
