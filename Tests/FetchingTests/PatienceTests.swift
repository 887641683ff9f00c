import Glibc
import Manifest
import Model
import StandIn
import System
import TestTools
import Testing

@testable import Fetching

/// Retrying, waiting, and being stopped.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct PatienceTests {
  @Test func whatPassesByItselfIsTriedAgain() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/x", "") {
        $0.status = 503
        $0.times = 1
      },
      Route("www.cbp.gov", "/x", "x,y\n1,2\n") {
        $0.cut = 3
        $0.times = 1
      },
      Route("www.cbp.gov", "/x", "x,y\n1,2\n"),
    ])
    #expect(try text(client.download("https://www.cbp.gov/x")) == "x,y\n1,2\n")
    #expect(client.leftovers.count == 1, "the pieces of the failed tries are gone")
    #expect(try client.standIn.requests().count == 3)
    #expect(client.log.filter { $0.contains("trying again") }.count == 2)
  }

  /// With the defaults, and where no publisher answers at all: robots.txt of the slowest host, its page, every try of it.
  @Test func aRunInWhichAllHostsHangEndsWithinTwoMinutes() {
    let defaults = Configuration(contact: "")
    let tries = Double(defaults.retries + 1)
    let pauses = (0..<defaults.retries).reduce(0.0) { $0 + Double(1 << $1) }
    #expect(Fetcher.robotsPatience + tries * defaults.stallTimeoutSeconds + pauses <= 120)
    #expect(Fetcher.robotsPatience + tries * defaults.connectTimeoutSeconds + pauses <= 120)
  }

  @Test func retryAfterIsHonored() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/x", "") {
        $0.status = 429
        $0.headers = ["Retry-After": "1"]
        $0.times = 1
      },
      Route("www.cbp.gov", "/x", "x,y\n"),
    ])
    #expect(try text(client.download("https://www.cbp.gov/x")) == "x,y\n")
    let times = try client.standIn.requests().map(\.time)
    #expect(times.count == 2 && times[1] - times[0] >= 0.95, "\(times)")
  }

  /// MediaWiki says with status 200 that its database is behind, and after how long to come back.
  @Test func theRetryAfterOfABusyMediaWikiIsHonored() throws {
    let client = try TestClient([
      Route("en.wikipedia.org", "/w/api.php", #"{"error": {"code": "maxlag", "info": "6 seconds lagged."}}"#) {
        $0.type = "application/json"
        $0.headers = ["Retry-After": "1"]
        $0.times = 1
      },
      Route("en.wikipedia.org", "/w/api.php", #"{"query": {"error": "a title"}}"#, type: "application/json"),
    ])
    let url = "https://en.wikipedia.org/w/api.php?maxlag=5"
    #expect(try text(client.download(url, expect: .json)) == #"{"query": {"error": "a title"}}"#)
    let times = try client.standIn.requests().map(\.time)
    #expect(times.count == 2 && times[1] - times[0] >= 0.95, "\(times)")
  }

  @Test func aLongRetryAfterGivesUpForTheWholeHost() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/x", "") {
        $0.status = 429
        $0.headers = ["Retry-After": "3600"]
      },
      Route("www.cbp.gov", "/y", "x,y\n"), Route("data.cdc.gov", "/z", "x,y\n"),
    ])
    let fetcher = client.fetcher()
    func download(_ url: String) throws -> Fetched? {
      try fetcher.download(url: url, name: "d", expect: .anything, validators: nil)
    }
    let first = #expect(throws: FetchFailure.self) { try download("https://www.cbp.gov/x") }
    #expect(
      first?.problem.what.contains("it asks clients to wait 3,600 seconds") == true, "\(String(describing: first))"
    )
    let second = #expect(throws: FetchFailure.self) { try download("https://www.cbp.gov/y") }
    #expect(
      second?.problem.what.contains("asked clients to wait another 3,") == true, "\(String(describing: second))")
    #expect(try download("https://data.cdc.gov/z") != nil)
    #expect(try client.standIn.requests().map(\.path) == ["/x", "/z"])
  }

  @Test func retryAfterMayBeADate() throws {
    let clock = try #require(WallClock(at: "2026-08-07T15:05:00Z"))
    #expect(Answer.seconds(retryAfter: "120", clock) == 120)
    #expect(Answer.seconds(retryAfter: "-5", clock) == 0)
    #expect(Answer.seconds(retryAfter: "Fri, 07 Aug 2015 15:05:45 GMT", clock) == 0)
    #expect(Answer.seconds(retryAfter: "Fri, 07 Aug 2026 15:05:45 GMT", clock) == 45)
    #expect(Answer.seconds(retryAfter: "soon", clock) == nil)
    #expect(Answer.seconds(retryAfter: "9223372036854775807", clock) == 1_000_000_000)
  }

  @Test func theNumberOfRetriesIsTheConfigurations() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "") { $0.status = 502 }]) { $0.retries = 0 }
    let failure = client.failure("https://www.cbp.gov/x")
    #expect(failure?.problem.what.contains("tried") == false)
    #expect(try client.standIn.requests().count == 1)
  }

  @Test func theWaitsDouble() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "") { $0.status = 502 }]) { $0.retries = 3 }
    #expect(throws: FetchFailure.self) {
      try client.fetcher(backoffSeconds: 0.1).download(
        url: "https://www.cbp.gov/x", name: "d", expect: .anything, validators: nil)
    }
    let times = try client.standIn.requests().map(\.time)
    let waits = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(waits.count == 3 && waits[0] >= 0.1 && waits[1] >= 0.2 && waits[2] >= 0.4, "\(waits)")
  }

  @Test func aSilentPublisherTimesOut() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x") { $0.silent = true }]) {
      $0.totalTimeoutSeconds = 0.5
      $0.retries = 1
    }
    let failure = client.failure("https://www.cbp.gov/x")
    #expect(failure?.isUnreachable == true)
    #expect(failure?.problem.what.contains("timed out") == true)
  }

  struct Wait: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var routes: [Route]
    var url = "https://www.cbp.gov/x"
    var pauseSeconds = 0.0
    /// The stop is answered to this question of the fetcher whether to stop, counted from the last of so many requests.
    var question = 5
    var requests = 1
    var adjust: @Sendable (inout Configuration) -> Void = { _ in }
  }

  static let waits = [
    Wait(testDescription: "for the answer", routes: [Route("www.cbp.gov", "/x", "x") { $0.silent = true }]),
    Wait(
      testDescription: "while the body dribbles",
      routes: [
        Route("www.cbp.gov", "/x", String(repeating: "x", count: 100_000)) { $0.drip = [500, 0.1] }
      ]),
    Wait(
      testDescription: "while the body rushes",
      routes: [
        Route("www.cbp.gov", "/x", String(repeating: "x", count: 10_000)) { $0.endless = true }
      ]),
    Wait(
      testDescription: "as the publisher asks",
      routes: [
        Route("www.cbp.gov", "/x", "") {
          $0.status = 429
          $0.headers = ["Retry-After": "60"]
        }
      ], question: 15),
    Wait(
      testDescription: "between pages", routes: [Route("www.cbp.gov", "/x", #"{"page": 1, "maxPages": 2}"#)],
      pauseSeconds: 60, question: 15),
    Wait(
      testDescription: "for the handshake", routes: [], requests: 0,
      adjust: { $0.hosts["www.cbp.gov"]?.connectTo = "127.0.0.1:\(Listener.silent.port)" }),
  ]

  /// Each wait is far longer than a second, and the fetcher asks about ten times a second whether to stop. It is told so in the
  /// middle of the wait, and must not ask again, nor send another request.
  @Test(arguments: waits) func aRunThatIsToldToStopStopsAtOnce(_ wait: Wait) throws {
    let client = try TestClient(wait.routes) {
      $0.stallTimeoutSeconds = 60
      $0.connectTimeoutSeconds = 60
      wait.adjust(&$0)
    }
    let plan = FetchPlan(
      address: .fixed(wait.url), paging: .page(parameter: "page", first: 1, lastAt: "/maxPages"),
      expect: Expectation(types: [], startsWith: nil, maxBytes: .max), pauseSeconds: wait.pauseSeconds)
    client.stop(atQuestion: wait.question, afterRequests: wait.requests)
    #expect(throws: Stopped.self) { try client.fetch(plan) }
    #expect(client.leftovers == [])
    #expect(client.questionsAfterStop == 0)
    #expect(try client.standIn.requests().count == wait.requests)
  }
}
