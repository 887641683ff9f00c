import FoundationEssentials
import Glibc
import Manifest
import Model
import StandIn
import System
import TestTools
import Testing

@testable import Fetching

/// Keys go to their host, and nowhere else: into no log, no message, no record.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl")) struct SecretTests {
  private static let key = "k3y-of-the/desk+"
  private static let encoded = "k3y-of-the%2Fdesk%2B"

  /// A key in a file, for the host of CDC.
  private func client(_ routes: [Route], key: String = key) throws -> (TestClient, FetchPlan) {
    let standIn = try StandIn(routes)
    let path = standIn.folder + "/key"
    try Data("\(key)\n".utf8).write(to: URL(filePath: path))
    let client = TestClient(at: standIn, folder: "temporary") {
      $0.secrets["desk"] = SecretSource(place: .file(path), host: "data.cdc.gov")
    }
    var plan = FetchPlan.fixed("https://data.cdc.gov/a.csv?token={secret:desk}")
    plan.form.headers = [
      .init(name: "X-App-Token", value: "Bearer {secret:desk}"), .init(name: "Accept", value: "text/csv"),
    ]
    return (client, plan)
  }

  private func isNowhere(_ client: TestClient, _ failure: FetchFailure? = nil) -> Bool {
    (client.log + [failure?.description ?? ""]).allSatisfy { !$0.contains(Self.key) && !$0.contains(Self.encoded) }
  }

  @Test func aKeyIsSentAndStandsInNoRecord() throws {
    let (client, plan) = try client([
      Route("data.cdc.gov", "/a.csv", "a\n1\n") {
        $0.query = ["token": Self.key]
        $0.header = ["X-App-Token": "Bearer \(Self.key)", "Accept": "text/csv"]
        $0.etag = "\"1\""
      }
    ])
    let page = try #require(try client.pages(plan).first)
    #expect(try text(page) == "a\n1\n")
    #expect(page.url == "https://data.cdc.gov/a.csv?token={secret:desk}" && page.effectiveURL == page.url)
    #expect(!"\(page)".contains(Self.key) && isNowhere(client))
    #expect(client.log.contains("some_dataset: GET https://data.cdc.gov/a.csv?token={secret:desk}"))
    #expect(try client.standIn.requests()[0].target == "/a.csv?token=\(Self.encoded)")
    // Conditional requests carry it too.
    guard case .notModified = try client.fetch(plan, validators: page.validators) else {
      Issue.record("not asked for conditionally")
      return
    }
  }

  @Test(arguments: [401, 403]) func aKeyThatExpired(status: Int) throws {
    let (client, plan) = try client([
      Route("data.cdc.gov", "/a.csv", "{\"error\": \"token \(Self.key) expired\"}") { $0.status = status }
    ])
    let failure = #expect(throws: FetchFailure.self) { try client.fetch(plan) }
    #expect(failure?.problem.what.contains("token {secret:desk} expired") == true)
    #expect(
      failure?.problem.remedy.hasPrefix(
        "the key 'desk' may have expired: renew it at the publisher's, put it into the file ") == true)
    #expect(isNowhere(client, failure) && client.leftovers == [])
  }

  @Test func aRedirectTakesItNowhereElse() throws {
    let (client, plan) = try client([
      Route("data.cdc.gov", "/a.csv") { $0.redirect = "https://api.unhcr.org/b.csv?was=\(Self.encoded)" },
      Route("api.unhcr.org", "/b.csv", "a\n1\n"),
    ])
    let failure = #expect(throws: FetchFailure.self) { try client.fetch(plan) }
    #expect(
      failure?.problem.what.contains("the key 'desk' is for data.cdc.gov only, and this request goes to api.unhcr.org")
        == true)
    #expect(isNowhere(client, failure))
    try client.standIn.serve([
      Route("data.cdc.gov", "/a.csv") { $0.redirect = "https://api.unhcr.org/b.csv" },
      Route("api.unhcr.org", "/b.csv", "a\n1\n"),
    ])
    #expect(try client.pages(plan).count == 1)
    let last = try #require(try client.standIn.requests().last)
    #expect(last.host == "api.unhcr.org" && last.headers["x-app-token"] == nil && !last.target.contains("k3y"))
    // On its own host it goes along.
    try client.standIn.serve([
      Route("data.cdc.gov", "/a.csv") { $0.redirect = "/c.csv?token=\(Self.encoded)" },
      Route("data.cdc.gov", "/c.csv", "a\n1\n") { $0.query = ["token": Self.key] },
    ])
    #expect(try client.pages(plan).first?.effectiveURL == "https://data.cdc.gov/c.csv?token={secret:desk}")
    #expect(isNowhere(client))
  }

  @Test func anAnswerWithTheKeyIsNotKept() throws {
    let body = "a\n" + String(repeating: "1\n", count: 40_000) + "next?token=\(Self.encoded)\n"
    let (client, plan) = try client([Route("data.cdc.gov", "/a.csv", body)])
    let failure = #expect(throws: FetchFailure.self) { try client.fetch(plan) }
    #expect(
      failure?.problem.what.contains("the answer repeats the key 'desk', and would keep it in the archive") == true)
    #expect(client.leftovers == [] && isNowhere(client, failure))
  }

  @Test func aKeyThatIsNotThere() throws {
    let standIn = try StandIn()
    func what(_ secrets: [String: SecretSource]) -> String {
      let client = TestClient(at: standIn, folder: "temporary") { $0.secrets = secrets }
      let failure = #expect(throws: FetchFailure.self) {
        try client.fetch(.fixed("https://data.cdc.gov/a.csv?token={secret:desk}"))
      }
      #expect(failure?.cause == .machine)
      return failure?.problem.what ?? ""
    }
    #expect(what([:]).hasSuffix("the request needs the key 'desk', and this machine has none of that name"))
    let missing = SecretSource(place: .environment("SOUNDINGS_TEST_NO_SUCH_KEY"), host: "data.cdc.gov")
    #expect(
      what(["desk": missing]).hasSuffix(
        "the key 'desk' is not there: the variable SOUNDINGS_TEST_NO_SUCH_KEY of the environment is missing or empty"))
    let path = standIn.folder + "/short"
    try Data("abc\n".utf8).write(to: URL(filePath: path))
    #expect(
      what(["desk": SecretSource(place: .file(path), host: "data.cdc.gov")]).contains(
        "is no key: it must have 8 to 8192 plain letters"))
    #expect(try standIn.requests().isEmpty)
  }

  @Test func keysFromTheEnvironment() throws {
    let secrets = Secrets(
      ["a": SecretSource(place: .environment("A"), host: "h"), "b": SecretSource(place: .environment("B"), host: "h")],
      environment: { ["A": "12345678", "B": "12345678-and-more"][$0] })
    #expect(try secrets.filled("{secret:a} {secret:b}", for: "h") == "12345678 12345678-and-more")
    #expect(secrets.masked("12345678-and-more 12345678") == "{secret:b} {secret:a}")
  }
}
