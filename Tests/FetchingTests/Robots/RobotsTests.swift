import Manifest
import Model
import StandIn
import Synchronization
import System
import TestTools
import Testing

@testable import Fetching

/// When robots.txt is read, and what comes of it.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct RobotsTests {
  private static let plan = FetchPlan(
    address: .discovered(page: "https://www.cbp.gov/page", link: #"/files/(?<published>\d{4}-\d{2})\.csv"#),
    paging: nil,
    expect: .csv, pauseSeconds: 0)

  private static let site = [
    Route("www.cbp.gov", "/page", "<a href=/files/2025-05.csv>", type: "text/html"),
    Route("www.cbp.gov", "/files/2025-05.csv", "x,y\n"),
  ]

  /// The copies of one installation, over several processes.
  private final class Memory: Sendable {
    let copies = Mutex<[String: RobotsCopy]>([:])
    var memory: RobotsMemory {
      RobotsMemory(
        copy: { [self] host in copies.withLock { $0[host] } },
        keep: { [self] copy, host in copies.withLock { $0[host] = copy } })
    }
  }

  private func fetcher(
    _ client: TestClient, _ memory: Memory = Memory(), at time: Int = 1_700_000_000,
    adjust: (inout Configuration) -> Void = { _ in }
  ) -> Fetcher {
    var configuration = client.configuration
    configuration.retries = 0
    adjust(&configuration)
    return Fetcher(
      configuration: configuration, version: "9.9", temporaryFolder: client.folder, clock: WallClock { time },
      robots: memory.memory, shouldStop: { false }, log: { _ in }, backoffSeconds: 0.01)
  }

  private func fetch(_ fetcher: Fetcher, _ plan: FetchPlan = plan) throws -> FetchOutcome {
    try fetcher.fetch(plan, name: "d", validators: { _ in nil }, jsonText: { _, _ in nil }, countRecords: { _ in 0 })
  }

  private func asked(_ client: TestClient) throws -> [String] { try client.standIn.requests(robots: true).map(\.path) }

  private func robots(_ text: String, adjust: (inout Route) -> Void = { _ in }) -> Route {
    Route("www.cbp.gov", "/robots.txt", text, type: "text/plain", adjust: adjust)
  }

  @Test func aForbiddenPageIsNotAskedFor() throws {
    let client = try TestClient([robots("User-agent: *\nDisallow: /page\n")] + Self.site)
    let failure = try #require(throws: FetchFailure.self) { try fetch(fetcher(client)) }
    #expect(
      failure.problem.what
        == "https://www.cbp.gov/page: the publisher's robots.txt does not allow this address ('Disallow: /page')")
    #expect(failure.problem.remedy.contains("hosts: {www.cbp.gov: {ignore_robots:"))
    #expect(try asked(client) == ["/robots.txt"])
    #expect(client.leftovers == [])
  }

  @Test func aForbiddenLinkIsNotAskedFor() throws {
    let client = try TestClient([robots("User-agent: *\nDisallow: /files/\n")] + Self.site)
    let failure = try #require(throws: FetchFailure.self) { try fetch(fetcher(client)) }
    #expect(failure.problem.what.hasPrefix("https://www.cbp.gov/files/2025-05.csv: the publisher's robots.txt"))
    #expect(try asked(client) == ["/robots.txt", "/page"])
    let allowing = fetcher(client) { $0.hosts["www.cbp.gov"]?.ignoreRobots = "a test, today" }
    guard case .fetched = try fetch(allowing) else { return #expect(Bool(false)) }
    #expect(try asked(client) == ["/robots.txt", "/page", "/page", "/files/2025-05.csv"])
  }

  @Test func aRedirectIsFollowedOnlyWhereItIsAllowed() throws {
    let site = [Self.site[0], Route("www.cbp.gov", "/files/2025-05.csv") { $0.redirect = "/hidden/2025-05.csv" }]
    let hidden = Route("www.cbp.gov", "/hidden/2025-05.csv", "x,y\n")
    let client = try TestClient([robots("User-agent: *\nDisallow: /hidden/\n"), hidden] + site)
    let failure = try #require(throws: FetchFailure.self) { try fetch(fetcher(client)) }
    #expect(failure.problem.what.hasPrefix("https://www.cbp.gov/hidden/2025-05.csv: the publisher's robots.txt"))
    #expect(try asked(client) == ["/robots.txt", "/page", "/files/2025-05.csv"])
    // The address that a person declared may lead there.
    guard case .fetched = try fetch(fetcher(client), .fixed("https://www.cbp.gov/files/2025-05.csv")) else {
      return #expect(Bool(false))
    }
  }

  @Test func aDeclaredAddressIsAskedForWhateverItSays() throws {
    let client = try TestClient([robots("User-agent: *\nDisallow: /\n")] + Self.site)
    guard case .fetched = try fetch(fetcher(client), .fixed("https://www.cbp.gov/files/2025-05.csv")) else {
      return #expect(Bool(false))
    }
    #expect(try asked(client) == ["/files/2025-05.csv"])
  }

  /// Once a day, conditionally where the server allows it.
  @Test func aCopyCountsForADay() throws {
    let client = try TestClient([robots("User-agent: *\nDisallow: /no\n") { $0.etag = "\"r1\"" }] + Self.site)
    let memory = Memory()
    for time in [0, 86_399, 86_400, 172_799] { _ = try fetch(fetcher(client, memory, at: 1_700_000_000 + time)) }
    let requests = try client.standIn.requests(robots: true).filter { $0.path == "/robots.txt" }
    #expect(requests.map { $0.headers["if-none-match"] } == [nil, "\"r1\""])
    #expect(memory.copies.withLock { $0["www.cbp.gov"]?.text } == "User-agent: *\nDisallow: /no\n")
    // A copy from the future is one of a clock that was wrong.
    _ = try fetch(fetcher(client, memory, at: 1_600_000_000))
    #expect(try asked(client).count { $0 == "/robots.txt" } == 3)
  }

  /// RFC 9309, 2.3.1.4: of addresses that nobody declared, a host with an error of its own allows none.
  @Test func aServersErrorAllowsNothingWhereThatIsAsked() throws {
    let client = try TestClient([robots("") { $0.status = 503 }] + Self.site)
    let strict = fetcher(client).obeyingRobots(strictly: true)
    let failure = try #require(throws: FetchFailure.self) {
      try strict.download(url: "https://www.cbp.gov/files/2025-05.csv", name: "d", expect: .csv, validators: nil)
    }
    #expect(failure.problem.what.contains("robots.txt does not allow this address"))
    #expect(strict.remarks.count == 1 && strict.remarks[0].hasSuffix("; it is taken to allow nothing"))
    #expect(try asked(client) == ["/robots.txt"])
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What is said where there is no copy; nil where there is nothing to say.
    var note: String?
    var adjust: @Sendable (inout Route) -> Void
  }

  static let bad = [
    Bad(testDescription: "404", note: nil) { $0.status = 404 },
    Bad(testDescription: "403", note: nil) { $0.status = 403 },
    Bad(testDescription: "429", note: nil) { $0.status = 429 },
    Bad(testDescription: "a page", note: nil) {
      $0.type = "text/html"
      $0.body = "<html><title>Not here</title></html>"
    },
    Bad(testDescription: "500", note: "500 Internal Server Error") { $0.status = 500 },
    Bad(testDescription: "503", note: "503 Service Unavailable") { $0.status = 503 },
    Bad(testDescription: "a timeout", note: "timed out") { $0.silent = true },
    Bad(testDescription: "a break", note: "the connection broke") { $0.cut = 3 },
  ]

  @Test(arguments: bad) func whatCannotBeReadAllowsEverythingUnlessThereIsACopy(_ bad: Bad) throws {
    let client = try TestClient([robots("User-agent: *\nDisallow: /files/\n", adjust: bad.adjust)] + Self.site)
    let first = fetcher(client)
    guard case .fetched = try fetch(first) else { return #expect(Bool(false)) }
    #expect(first.remarks.count == (bad.note == nil ? 0 : 1))
    if let note = bad.note {
      #expect(first.remarks[0].hasPrefix("https://www.cbp.gov/robots.txt: "))
      #expect(first.remarks[0].contains(note), "\(first.remarks)")
      #expect(first.remarks[0].hasSuffix("; it is taken to allow everything"))
    }
    #expect(try asked(client).count { $0 == "/robots.txt" } == 1, "there is no second try")
    let memory = Memory()
    memory.copies.withLock {
      $0["www.cbp.gov"] = RobotsCopy(read_at: 1_600_000_000, text: "User-agent: *\nDisallow: /files/\n")
    }
    let second = fetcher(client, memory)
    if bad.note == nil {
      _ = try fetch(second)
    } else {
      let failure = try #require(throws: FetchFailure.self) { try fetch(second) }
      #expect(failure.problem.what.contains("robots.txt does not allow"))
      #expect(second.remarks.first?.hasSuffix("; the copy of 2020-09-13T12:26:40Z counts") == true)
    }
  }

  @Test func severalThreadsReadItOnce() throws {
    let client = try TestClient([robots("User-agent: *\nDisallow: /no\n") { $0.drip = [4, 0.02] }] + Self.site)
    let fetcher = fetcher(client)
    let done = DoneCounter()
    for _ in 0..<4 {
      startThread {
        try? fetcher.requireAllowed("https://www.cbp.gov/page", name: "d")
        done.add()
      }
    }
    done.wait(for: 4)
    #expect(try asked(client) == ["/robots.txt"])
  }
}
