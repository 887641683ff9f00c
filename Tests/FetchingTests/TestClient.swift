import FoundationEssentials
import Glibc
import Manifest
import Model
import StandIn
import Synchronization
import System
import Testing
import Words

@testable import Fetching

/// A stand-in with a fetcher for it, and a folder in which leftover files are visible.
final class TestClient: Sendable {
  /// No test depends on the day on which it runs.
  static let clock = WallClock(at: "2026-11-29T06:00:00Z")!

  let standIn: StandIn
  let folder: String
  let configuration: Configuration
  private let lines = Mutex<[String]>([])
  private let stop = Mutex<Stop?>(nil)

  /// When the fetcher is told to stop.
  private struct Stop {
    var requests: Int
    var questionsLeft: Int
    var questionsAfter = 0
  }

  convenience init(
    _ routes: [Route], hosts: [String] = StandIn.publishers, adjust: (inout Configuration) -> Void = { _ in }
  ) throws {
    self.init(at: try StandIn(routes, hosts: hosts), folder: "temporary", adjust: adjust)
  }

  /// A separate client for a stand-in that others use too.
  init(at standIn: StandIn, folder name: String, adjust: (inout Configuration) -> Void = { _ in }) {
    self.standIn = standIn
    folder = standIn.folder + "/" + name
    configuration = standIn.configuration { configuration in
      configuration.stallTimeoutSeconds = 1
      configuration.connectTimeoutSeconds = 2
      configuration.totalTimeoutSeconds = 20
      adjust(&configuration)
    }
  }

  var log: [String] { lines.withLock { $0 } }
  var leftovers: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

  /// From this question of the fetcher on, counted from the arrival of so many requests, the answer is to stop.
  func stop(atQuestion question: Int, afterRequests requests: Int) {
    stop.withLock { $0 = Stop(requests: requests, questionsLeft: question) }
  }

  /// How often the fetcher asked again after it was told to stop.
  var questionsAfterStop: Int { stop.withLock { $0?.questionsAfter ?? 0 } }

  private func shouldStop() -> Bool {
    stop.withLock { stop in
      guard var told = stop, ((try? standIn.requests().count) ?? 0) >= told.requests else { return false }
      if told.questionsLeft > 0 { told.questionsLeft -= 1 } else { told.questionsAfter += 1 }
      stop = told
      return told.questionsLeft == 0
    }
  }

  /// Retries follow immediately unless a test is about the wait.
  func fetcher(backoffSeconds: Double = 0.01) -> Fetcher {
    Fetcher(
      configuration: configuration, version: "9.9", temporaryFolder: folder, clock: TestClient.clock,
      shouldStop: { [self] in shouldStop() },
      log: { [self] line in lines.withLock { $0.append(line) } },
      backoffSeconds: backoffSeconds)
  }

  func download(_ url: String, expect: Expectation = .anything, validators: Validators? = nil) throws -> Fetched? {
    try fetcher().download(url: url, name: "some_dataset", expect: expect, validators: validators)
  }

  /// The failure of a download that must fail and must leave no files behind.
  func failure(
    _ url: String, expect: Expectation = .anything, location: SourceLocation = #_sourceLocation
  ) -> FetchFailure? {
    let failure = #expect(throws: FetchFailure.self, sourceLocation: location) {
      try download(url, expect: expect)
    }
    #expect(leftovers == [], sourceLocation: location)
    return failure
  }

  func fetch(_ plan: FetchPlan, validators: Validators? = nil) throws -> FetchOutcome {
    try fetcher().fetch(
      plan, name: "some_dataset", validators: { _ in validators }, jsonText: Envelope.text, countRecords: Envelope.count
    )
  }

  func pages(_ plan: FetchPlan) throws -> [Fetched] {
    guard case .fetched(let pages, _) = try fetch(plan) else { return [] }
    return pages
  }
}

extension FetchPlan {
  static func fixed(
    _ url: String, paging: Paging? = nil, expect: Expectation = .anything, pauseSeconds: Double = 0,
    checks: PageChecks = PageChecks()
  ) -> FetchPlan {
    FetchPlan(
      address: .fixed(url), paging: paging, expect: expect, pauseSeconds: pauseSeconds, pageChecks: checks)
  }
}

/// Just enough of a JSON reader for the paging tests; the real one is the format's.
private struct Envelope: Decodable {
  var page: Int?
  var maxPages: Int?
  var total: Int?
  var items: [Int]?
  var next: String?

  private static func read(_ path: String) throws -> Envelope {
    try JSONDecoder().decode(Envelope.self, from: Data(contentsOf: URL(filePath: path)))
  }

  static func text(path: String, pointer: String) throws -> String? {
    let envelope = try read(path)
    if pointer == "/next" { return envelope.next }
    return ["/page": envelope.page, "/maxPages": envelope.maxPages, "/total": envelope.total][pointer]?.map {
      String($0)
    }
  }

  static func count(path: String) throws -> Int { try read(path).items?.count ?? 0 }
}

func text(_ fetched: Fetched?) throws -> String {
  let fetched = try #require(fetched)
  return try String(decoding: Data(contentsOf: URL(filePath: fetched.path)), as: UTF8.self)
}
