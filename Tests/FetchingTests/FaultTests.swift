import Manifest
import Model
import StandIn
import System
import TestTools
import Testing

@testable import Fetching

@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct FaultTests {
  /// One server for all faults: forty would take longer to start than everything else.
  private static let standIn = Result {
    try StandIn(faults.map { Route("www.cbp.gov", "/\($0.folder)/x", "x,y\n1,2\n", adjust: $0.route) })
  }

  @Test(arguments: faults) func aFaultIsToldAndLeavesNothing(_ fault: Fault) throws {
    let client = TestClient(at: try Self.standIn.get(), folder: fault.folder) {
      $0.retries = fault.retries
    }
    let failure = try #require(client.failure(fault.url, expect: fault.expect))
    #expect(failure.problem.what.contains(fault.says), "\(failure)")
    #expect(failure.problem.what.hasPrefix(fault.url))
    #expect(failure.problem.place == "some_dataset")
    #expect(failure.problem.kind == .failed)
    #expect(failure.cause == fault.cause)
    #expect(failure.description.split(separator: "\n", omittingEmptySubsequences: false).count == 2, "\(failure)")
    #expect(try client.standIn.requests().filter { $0.path == "/\(fault.folder)/x" }.count == fault.requests)
  }

  @Test func theRemedyOf403NamesTheHost() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x") { $0.needs = "Mozilla" }])
    let remedy = client.failure("https://www.cbp.gov/x")?.problem.remedy
    #expect(remedy?.contains("hosts: {www.cbp.gov: {user_agent: ...}} in Config/soundings.yaml") == true)
  }

  @Test func theRemedyOf403NamesTheHostThatGaveIt() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/x", "") { $0.redirect = "https://data.cdc.gov/y" },
      Route("data.cdc.gov", "/y", "x") { $0.needs = "Mozilla" },
    ])
    let problem = client.failure("https://www.cbp.gov/x")?.problem
    #expect(problem?.what.hasPrefix("https://www.cbp.gov/x (redirected to https://data.cdc.gov/y): ") == true)
    #expect(problem?.remedy.contains("hosts: {data.cdc.gov: ") == true)
  }

  @Test func aFolderThatCannotBeWrittenIsOurFault() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x,y\n")])
    let fetcher = Fetcher(
      configuration: client.configuration, version: "1", temporaryFolder: "/proc/nowhere", clock: TestClient.clock,
      shouldStop: { false },
      log: { _ in })
    let failure = #expect(throws: FetchFailure.self) {
      try fetcher.download(url: "https://www.cbp.gov/x", name: "d", expect: .anything, validators: nil)
    }
    #expect(failure?.cause == .machine)
    #expect(failure?.problem.what.contains("/proc/nowhere") == true)
  }
}
