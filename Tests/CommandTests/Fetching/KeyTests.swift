import Foundation
import StandIn
import TestTools
import Testing

/// A publisher's key, from the environment or a file: after everything that the program does, it stands nowhere.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct KeyTests {
  private static let key = "s3cret/of+the:desk"
  private static let fetch = """
    fetch:
      url: https://data.cdc.gov/boats.csv?token={secret:desk}
      headers: {X-App-Token: '{secret:desk}'}
    edition: {published: fetched}
    """

  private static func route(_ adjust: (inout Route) -> Void = { _ in }) -> Route {
    Route("data.cdc.gov", "/boats.csv", FetchTests.may) {
      $0.header = ["X-App-Token": key]
      $0.query = ["token": key]
      $0.etag = "\"may\""
      adjust(&$0)
    }
  }

  private func work(_ standIn: StandIn, fetch: String = Self.fetch) throws -> Workdir {
    let work = try Workdir()
    let secrets = "retries: 0\nsecrets: {desk: {host: data.cdc.gov, env: SOUNDINGS_TEST_KEY}}\n"
    try work.makeProject(config: standIn.yaml + secrets, fetch: fetch)
    return work
  }

  @Test func nothingHasIt() throws {
    let standIn = try StandIn([Self.route()])
    let work = try work(standIn)
    work.environment = ["SOUNDINGS_TEST_KEY=\(Self.key)"]
    var said = ""
    func run(_ arguments: String...) -> Int32 {
      let result = work.run(arguments)
      said += result.out + result.err
      return result.status
    }
    #expect(run("run", "--verbose") == 0, "\(said)")
    #expect(run("run", "--verbose", "--json") == 0)
    #expect(try standIn.requests().last?.headers["if-none-match"] == "\"may\"")
    #expect(run("run", "--fresh", "boats_seen", "--verbose") == 0)
    #expect(try standIn.requests().last?.headers["if-none-match"] == nil)
    // The table has no trace lines; what is said of that must not have the key either.
    _ = run("trace", "boats_by_port", "--where", "port=Here")
    for mistake in [401, 500] {
      try standIn.serve([Route("data.cdc.gov", "/boats.csv", "the key \(Self.key) is wrong") { $0.status = mistake }])
      #expect(run("run", "--fresh", "boats_seen", "--verbose") == 1)
    }
    #expect(run("status", "--json") == 0)
    #expect(said.contains("{secret:desk}") && said.contains("the key 'desk' may have expired"))
    let encoded = "s3cret%2Fof%2Bthe%3Adesk"
    #expect(!said.contains(Self.key) && !said.contains(encoded))
    let grep = work.shell("grep -r -l -a -e '\(Self.key)' -e '\(encoded)' . ; true")
    #expect(grep.out == "")
  }

  /// Of several files the one that is refused is named, without the key; the edition of yesterday stays.
  @Test(arguments: [401, 403]) func oneOfSeveralAddressesIsRefused(status: Int) throws {
    func routes(_ second: Int, _ boats: Int) -> [Route] {
      ["/2024.csv", "/2025.csv"].enumerated().map { i, path in
        Route("data.cdc.gov", path, "Day,Port,Boats\n\(i + 1) May 2025,Here,\(boats)\n") { route in
          route.query = ["token": Self.key]
          if i == 1 { route.status = second }
        }
      }
    }
    let standIn = try StandIn(routes(200, 2))
    let addresses = [2024, 2025].map { "'https://data.cdc.gov/\($0).csv?token={secret:desk}'" }.joined(separator: ", ")
    let work = try work(standIn, fetch: "fetch: {url: [\(addresses)]}\nedition: {published: fetched}")
    work.environment = ["SOUNDINGS_TEST_KEY=\(Self.key)"]
    let first = work.run("run", "--quiet")
    #expect(first.status == 0, "\(first.err)")
    let before = work.run("table", "boats_by_port", "--format", "csv").out
    #expect(before.contains("Here,4"), "\(before)")
    try standIn.serve(routes(status, 90))
    let refused = work.run("run", "--fresh", "boats_seen")
    #expect(
      refused.status == 1 && refused.err.contains("https://data.cdc.gov/2025.csv?token={secret:desk}"), "\(refused.err)"
    )
    #expect(refused.err.contains("\(status)") && refused.err.contains("\n-> ") && !refused.err.contains(Self.key))
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == before)
    #expect(work.run("verify").status == 0)
  }

  @Test func withoutItNothingIsAsked() throws {
    let standIn = try StandIn([Self.route()])
    let work = try work(standIn)
    let result = work.run("run", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.err.contains(
        "the key 'desk' is not there: the variable SOUNDINGS_TEST_KEY of the environment is missing or empty\n-> set it"
      ))
    #expect(try standIn.requests().isEmpty)
    #expect(work.run("run", "--fresh").status == 64)
  }
}
