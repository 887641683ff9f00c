import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// Publishers that hang: a run ends all the same, each is told of, and who does not hang is loaded.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct DeadlineTests {
  private static let file = "/boats.csv"

  private static func fetch(_ host: String) -> String {
    "fetch: {url: 'https://\(host)\(file)', expect: {type: text/csv}}\nedition: {published: fetched}"
  }

  /// A pipeline with a dataset of each host, the first of which is `boats_seen`.
  private func project(_ standIn: StandIn, _ hosts: [String], timeouts: String) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(
      config: standIn.yaml + "retries: 0\ntimeouts: {\(timeouts)}\n", fetch: Self.fetch(hosts[0]))
    let folder = "Pipelines/boats/boats_seen/"
    for (i, host) in hosts.enumerated().dropFirst() {
      try work.write(
        work.read(folder + "dataset.yaml").replacingOccurrences(of: "https://\(hosts[0])", with: "https://\(host)"),
        "Pipelines/boats/more_\(i)/dataset.yaml")
      try work.write(work.read(folder + "normalize.sql"), "Pipelines/boats/more_\(i)/normalize.sql")
    }
    return work
  }

  private func silent(_ hosts: [String]) -> [Route] {
    hosts.map { Route($0, Self.file, "") { $0.silent = true } }
  }

  private func good(_ host: String) -> Route { Route(host, Self.file, "Day,Port,Boats\n1 April 2025,Here,2\n") }

  @Test func allPublishersHangAndEachIsReported() throws {
    let hosts = ["www.cbp.gov", "www.cbp.gov", "data.cdc.gov", "en.wikipedia.org"]
    let standIn = try StandIn(silent(hosts))
    let work = try project(standIn, hosts, timeouts: "stall_seconds: 1")
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(result.errors.count == 2 * hosts.count, "\(result.err)")
    for name in ["boats_seen", "more_1", "more_2", "more_3"] { #expect(result.err.contains("\(name): ")) }
    #expect(
      result.err.contains("www.cbp.gov could not be reached a moment ago, so it was not tried again"), "\(result.err)")
    // One request for each host: the second dataset of one that hangs does not wait for it again.
    #expect(try standIn.requests().count == 3)
  }

  @Test func whoeverDoesNotHangIsLoadedAndTheDeadlineOfTheOtherIsTold() throws {
    let standIn = try StandIn(silent(["www.cbp.gov"]) + [good("data.cdc.gov")])
    let work = try project(standIn, ["data.cdc.gov", "www.cbp.gov"], timeouts: "dataset_seconds: 0.5")
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.err
        == "more_1: www.cbp.gov was not done when the time for the requests for one dataset was over, 0.5 seconds\n"
        + "-> the last good edition stays in use; more time: timeouts: {dataset_seconds: ...} in Config/soundings.yaml; then:"
        + " soundings run more_1\n")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")
    // The remedy works when typed: the publisher is back.
    try standIn.serve([good("data.cdc.gov"), good("www.cbp.gov")])
    let again = work.run("run", "more_1", "--quiet")
    #expect(again.status == 0, "\(again.err)")
  }

  /// What is there is stored and loaded while the slow one is still waited for: the run is killed before it gives up.
  @Test func loadingDoesNotWaitForTheSlowest() throws {
    let hosts = ["data.cdc.gov", "www.cbp.gov"]
    var routes = silent([hosts[1]]) + [good(hosts[0])]
    routes[1].headers = ["Date": "Sun, 29 Nov 2026 06:00:00 GMT"]
    let standIn = try StandIn(routes)
    let work = try project(standIn, hosts, timeouts: "stall_seconds: 600, total_seconds: 600")
    // Each pipeline is one transaction, so the slow dataset has one of its own.
    try work.write("title: Ships\ndescription: Ships.\n", "Pipelines/ships/pipeline.yaml")
    try FileManager.default.moveItem(
      atPath: work.path("Pipelines/boats/more_1"), toPath: work.path("Pipelines/ships/more_1"))
    let said = try #require(NamedPipe(work.path("said")))
    let running = Child(
      program: "/bin/sh",
      arguments: ["-c", "SOUNDINGS_NOW=2026-11-29T06:00:00Z exec \"$0\" run --verbose 2> said", Workdir.program],
      folder: work.folder, out: work.path("out"), err: work.path("err"))
    let log = said.text(until: "run: boats")
    #expect(log.contains("run: boats"), "\(log)")
    running.kill(SIGTERM)
    _ = said.text(until: "\0")
    #expect(running.wait().status == 1)
    #expect(work.names("Data/archive/boats_seen").count == 2)
    #expect(work.names("Data/archive/more_1") == [])
  }

  @Test func theRunsDeadlineEndsAllAndIsTold() throws {
    let hosts = ["www.cbp.gov", "data.cdc.gov"]
    let standIn = try StandIn(silent(hosts))
    let work = try project(standIn, hosts + ["data.cdc.gov"], timeouts: "run_seconds: 0.5")
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(result.errors.count == 6, "\(result.err)")
    #expect(
      result.errors.count { $0.contains("was not done when the time for all requests of a run was over, 0.5 seconds") }
        == 3, "\(result.err)")
    #expect(try standIn.requests().count <= 2)
  }

  // MARK: - regular expressions

  private func discovered(_ link: String) -> String {
    """
    fetch:
      discover: {page: 'https://www.cbp.gov/boats', link: '\(link)'}
      expect: {type: text/csv}
    edition: {published: from_link}
    """
  }

  @Test func checkRefusesARegularExpressionThatMayTakeForEver() throws {
    let work = try Workdir()
    try work.makeProject(fetch: discovered("/files/(?<published>(\\d+-?)+)\\.csv"))
    let result = work.run("check")
    #expect(result.status == 65)
    #expect(
      result.err.contains("may take for ever: '(\\d+-?)+' can share the same letters") && result.errors.count == 2,
      "\(result.err)")
    // Several repetitions, one behind the other.
    let chained = try Workdir()
    try chained.makeProject(fetch: discovered("/files/[a-z]*.*[a-z]+.*(?<published>\\d{4}-\\d{2})\\.csv"))
    let other = chained.run("check")
    #expect(other.status == 65)
    #expect(
      other.err.contains("may take for ever: '[a-z]*', '.*', '[a-z]+' and '.*' can share the same letters\n-> put"),
      "\(other.err)")
  }

  /// Two ways to share each two letters, written out often enough that nobody waits for the end; `check` lets it through.
  private static let slow = "/files/" + String(repeating: "(a|aa)", count: 40) + "b/(?<published>\\d{4}-\\d{2})\\.csv"
  private static let slowPage = Route(
    "www.cbp.gov", "/boats", "<html><a href=\"/files/\(String(repeating: "a", count: 60))/2025-05.csv\">x</a></html>",
    type: "text/html")

  /// The run ends, what hangs is told of, and what does not is loaded.
  @Test func aRegularExpressionThatBacktracksWithoutEndHoldsNoRun() throws {
    let standIn = try StandIn([Self.slowPage, good("www.cbp.gov"), good("data.cdc.gov")])
    let work = try project(standIn, ["data.cdc.gov", "www.cbp.gov", "www.cbp.gov"], timeouts: "dataset_seconds: 0.5")
    // The first of its host's queue, and the other one goes on behind it.
    let manifest = try work.read("Pipelines/boats/more_1/dataset.yaml")
    try work.write(
      manifest.replacingOccurrences(of: Self.fetch("www.cbp.gov"), with: discovered(Self.slow)),
      "Pipelines/boats/more_1/dataset.yaml")
    #expect(!work.run("check").err.contains("for ever"))
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.err.hasPrefix(
        "more_1: https://www.cbp.gov/boats: fetch.discover.link ('\(Self.slow)') has not ended after 0.5 seconds\n"
          + "-> write it so that each text can be read in one way, then: soundings run more_1"),
      "\(result.err)")
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")
    #expect(work.names("Data/archive/more_2").count == 2)
    let past = work.run("backfill", "more_1")
    #expect(past.status == 65)
    #expect(past.err.contains("has not ended after 0.5 seconds\n-> write it"), "\(past.err)")
    #expect(past.errors.count == 2, "\(past.err)")
    // The lock is free, and the remedy works when typed.
    try work.write(manifest, "Pipelines/boats/more_1/dataset.yaml")
    let again = work.run("run", "more_1", "--quiet")
    #expect(again.status == 0, "\(again.err)")
  }

  /// What `check` lets through is ended by a signal too.
  @Test func sigtermEndsARegularExpressionThatBacktracksWithoutEnd() throws {
    let standIn = try StandIn([Self.slowPage])
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: discovered(Self.slow))
    #expect(!work.run("check").err.contains("for ever"))
    let running = work.start(["run"])
    #expect(try standIn.wait { $0.contains { $0.path == "/boats" } })
    running.kill(SIGTERM)
    let result = running.wait()
    #expect(result.status == 1 && result.signal == nil, "\(result.err)")
    #expect(result.err.contains("stopped on request"), "\(result.err)")
  }

  // MARK: - what was there before the end

  /// Few rows that make more than a megabyte: the body is what counts here, and loading takes time.
  private static let large =
    "Day,Port,Boats\n"
    + (0..<2_400).map { "1 April 2025,\(String(repeating: "Harbor ", count: 70))\($0),\($0 % 7)\n" }.joined()

  /// Killed before some of its changes to files: whenever a part of the body is there, the next run asks for the rest.
  @Test(.enabled(if: Interruption.isPossible, "needs a C compiler")) func theNextRunGoesOnAfterAKill() throws {
    let standIn = try StandIn([
      Route("www.cbp.gov", Self.file, Self.large) {
        $0.etag = "\"v1\""
        $0.ranges = true
      }
    ])
    let whole = try project(standIn, ["www.cbp.gov"], timeouts: "stall_seconds: 30")
    let counting = try Interruption()
    #expect(whole.start(["run"], interruption: counting).wait().status == 0)
    #expect(!whole.names("Data/partial").contains { $0.hasSuffix(".part") })
    var random = SeededRandom.ofTest()
    var resumed = 0
    let half = try counting.count() / 2
    // Where none of the numbers falls between two pieces of the body, others are tried until one does.
    let numbers = Interruption.numbers(upTo: half, parts: 6, using: &random)
    let others = stride(from: 1, through: half, by: max(1, half / 40))
    for (tries, number) in (numbers + others).enumerated() where tries < numbers.count || resumed == 0 {
      let work = try project(standIn, ["www.cbp.gov"], timeouts: "stall_seconds: 30")
      #expect(work.start(["run"], interruption: try Interruption(at: number)).wait().signal == SIGKILL)
      let part = work.names("Data/partial").first { $0.hasSuffix(".part") }
      let size = try part.map { try Data(contentsOf: URL(filePath: work.path("Data/partial/\($0)"))).count } ?? 0
      let before = try standIn.requests().count
      let next = work.run("run")
      #expect(next.status == 0, "\(number): \(next.err)")
      let asked = try standIn.requests()[before...].map { $0.headers["range"] }
      #expect(asked.count == 1)
      if let range = asked.first ?? nil {
        resumed += 1
        #expect(range == "bytes=\(size)-" || range == "bytes=\(size - (1 << 18))-", "\(number): \(size)")
      }
      #expect(try work.read("Data/exports/boats_by_port.csv") == whole.read("Data/exports/boats_by_port.csv"))
      #expect(!work.names("Data/partial").contains { $0.hasSuffix(".part") })
    }
    #expect(resumed > 0)
  }
}
