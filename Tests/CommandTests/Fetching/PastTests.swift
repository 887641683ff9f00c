import Foundation
import StandIn
import TestTools
import Testing

/// What was published before the newest edition: offered, missed while the machine was off, or shipped with the program.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct PastTests {
  private static let months = ["apr", "may", "jun", "jul", "aug"]

  private static func path(_ i: Int) -> String { "/files/2025-0\(i + 5)/boats-fy24-fy25-\(months[i]).csv" }

  /// Of the month that the file's name claims.
  private static func body(_ i: Int) -> String {
    "Day,Port,Boats\n1 \(["April", "May", "June", "July", "August"][i]) 2025,Here,\(i + 2)\n"
  }

  /// The landing page and the files of some months.
  private static func site(_ offered: [Int], adjust: (Int, inout Route) -> Void = { _, _ in }) -> [Route] {
    let links = offered.map { "<a href=\"\(path($0))\">x</a>" }.joined()
    return [Route("www.cbp.gov", "/boats", "<html>\(links)</html>", type: "text/html")]
      + offered.map { i in Route("www.cbp.gov", path(i), body(i)) { adjust(i, &$0) } }
  }

  private func project(_ standIn: StandIn) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: FetchTests.fetch)
    return work
  }

  private func boats(_ work: Workdir, _ asOf: String) -> String {
    work.run("table", "boats_by_port", "--format", "csv", "--as-of", asOf).out
  }

  @Test func whatThePublisherOffersOfThePastIsSaidOnce() throws {
    let standIn = try StandIn(Self.site([0, 1, 2]))
    let work = try project(standIn)
    let offer =
      "boats_seen: the publisher offers 2 past editions not here, published 2025-05 to 2025-06; to fetch them: "
      + "soundings backfill boats_seen\n"
    // Where nobody sees it, it is not said, and so it is said later.
    #expect(work.run("run", "--quiet").err == "")
    let first = work.run("run")
    #expect(first.status == 0)
    #expect(first.err == offer)
    #expect(work.run("run").err == "")
    #expect(work.run("backfill", "boats_seen").status == 0)
    try FileManager.default.removeItem(atPath: work.path("Data/asked"))
    #expect(work.run("run").err == "", "nothing is lacking any more")
  }

  @Test func whatAMachineSleptOverIsNamedAndFetched() throws {
    let standIn = try StandIn(Self.site([0]))
    let work = try project(standIn)
    #expect(work.run("run").status == 0)
    try standIn.serve(Self.site([0, 1, 2, 3, 4]))
    let result = work.run("run")
    #expect(result.status == 0, "\(result.err)")
    #expect(
      result.out.contains(
        "new edition of 2025-09, data through 2025-08; also those missed before it: 2025-06, data through 2025-05, 2025-07, data"
          + " through 2025-06, 2025-08, data through 2025-07"), "\(result.out)")
    #expect(boats(work, "2025-06-30") == "port,boats\nHere,3\n")
    #expect(boats(work, "2025-08-31") == "port,boats\nHere,5\n")
    #expect(boats(work, "2025-09-30") == "port,boats\nHere,6\n")
    // Nothing is left to be fetched, and nothing is fetched twice.
    #expect(work.run("run").status == 0)
    let asked = try standIn.requests().map(\.path).filter { $0.hasSuffix(".csv") }
    #expect(asked == [Self.path(0), Self.path(4), Self.path(1), Self.path(2), Self.path(3), Self.path(4)])
    let rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.err)")
    #expect(boats(work, "2025-06-30") == "port,boats\nHere,3\n")
  }

  @Test func whatIsGoneIsNamedAndWhatFailsHasACommand() throws {
    let standIn = try StandIn(Self.site([0]))
    let work = try project(standIn)
    #expect(work.run("run").status == 0)
    try standIn.serve(
      Self.site([0, 1, 2, 3, 4]) { i, route in
        if i == 1 { route.status = 404 }
        if i == 2 { route.status = 500 }
      })
    let result = work.run("run")
    #expect(result.status == 1)
    #expect(
      result.out.contains(
        "also those missed before it: 2025-08, data through 2025-07; missed, and no longer there: 2025-06"))
    #expect(
      result.err.contains(
        "the newest edition is here, but not what was missed before it (2025-07): https://www.cbp.gov"))
    #expect(result.err.contains("-> fetch it later: soundings backfill boats_seen --from 2025-07-01 --to 2025-07-31\n"))
    #expect(boats(work, "2025-09-30") == "port,boats\nHere,6\n")
    try standIn.serve(Self.site([0, 2, 3, 4]))
    #expect(work.run("backfill", "boats_seen", "--from", "2025-07-01", "--to", "2025-07-31").status == 0)
    #expect(boats(work, "2025-07-31") == "port,boats\nHere,4\n")
  }

  // MARK: - what comes with the program

  private func ship(_ work: Workdir, _ name: String, _ rows: String) throws {
    try work.write("Day,Port,Boats\n\(rows)", "Pipelines/boats/boats_seen/bundled/\(name)")
  }

  @Test func theFirstRunWithANetworkShowsWhatOneWithoutShowsToo() throws {
    let standIn = try StandIn(Self.site([3]))
    let work = try project(standIn)
    try ship(work, "2025-04-10.csv", "1 April 2025,There,9\n")
    let result = work.run("run")
    #expect(result.status == 0, "\(result.err)")
    #expect(boats(work, "2025-05-01") == "port,boats\nThere,9\n")
    #expect(boats(work, "2025-08-31") == "port,boats\nHere,5\n")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  /// `add` loads what it was given; everything else gives the same as any other order.
  @Test func addBringsNoneUnlessAskedToAndTheOrderDoesNotMatter() throws {
    var exports: [String] = []
    for steps in [["add", "run"], ["run", "add"], ["with"]] {
      let work = try Workdir()
      try work.makeProject()
      work.now = "2025-07-01T06:00:00Z"
      try ship(work, "2025-04-10.csv", "1 April 2025,There,9\n")
      try ship(work, "2025-05-03.csv", "1 April 2025,There,8\n")
      try work.write("Day,Port,Boats\n1 April 2025,There,7\n", "own.csv")
      for step in steps {
        let add = ["add", "boats_seen", "own.csv", "--published", "2025-05-03"]
        let result = work.run(step == "run" ? ["run", "--offline"] : add + (step == "with" ? ["--with-bundled"] : []))
        #expect(result.status == 0, "\(result.err)")
        if steps == ["add", "run"], step == "add" { #expect(boats(work, "2025-04-30") == "port,boats\n") }
      }
      // The excerpt is the first among that day's.
      #expect(boats(work, "2025-04-30") == "port,boats\nThere,9\n")
      #expect(boats(work, "2025-05-03") == "port,boats\nThere,7\n")
      #expect(work.run("verify", "--rebuild").status == 0)
      exports.append(
        try work.read("Data/exports/boats_by_port.csv") + (try work.read("Data/exports/boats_by_port.meta.json")))
    }
    #expect(Set(exports).count == 1)
  }

  /// On the last day of its month it would take the rows of a file that the publisher put out later in that month.
  @Test func anExcerptOfAMonthComesBeforeTheWholeFilesOfThatMonth() throws {
    let work = try Workdir()
    try work.makeProject()
    try ship(work, "2025-05.csv", "1 April 2025,Here,1\n")
    try work.write("Day,Port,Boats\n1 April 2025,Here,2\n2 April 2025,There,3\n", "own.csv")
    #expect(work.run("add", "boats_seen", "own.csv", "--published", "2025-05-12").status == 0)
    let result = work.run("run", "--offline")
    #expect(result.status == 0, "\(result.err)")
    for day in ["2025-05-12", "2025-05-31", "2025-06-30"] {
      #expect(boats(work, day) == "port,boats\nHere,2\nThere,3\n")
    }
    let verified = work.run("verify", "--rebuild")
    #expect(verified.status == 0, "\(verified.out)\(verified.err)")
  }
}
