import Foundation
import StandIn
import TestTools
import Testing

/// Whole or not at all: what came cut is never published, and never kept from being fetched again.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct WholeOrNotTests {
  private static let address = "/files/2025-06/boats-fy24-fy25-may.csv"
  private static let april = "Day,Port,Boats\n1 April 2025,Here,2\n"
  /// Both months; its first two lines are a well-formed file.
  private static let may = "Day,Port,Boats\n1 April 2025,Here,3\n1 May 2025,Here,4\n"
  private static let landing = Route("www.cbp.gov", "/boats", FetchTests.landing, type: "text/html")

  private static func file(_ adjust: (inout Route) -> Void = { _ in }) -> Route {
    Route("www.cbp.gov", address, may) {
      $0.etag = "\"may\""
      adjust(&$0)
    }
  }

  private func project(_ standIn: StandIn) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: FetchTests.fetch)
    try work.write(Self.april, "april.csv")
    #expect(work.run("add", "boats_seen", "april.csv", "--published", "2025-05-03").status == 0)
    return work
  }

  private func files(_ standIn: StandIn) throws -> [StandIn.Request] {
    try standIn.requests().filter { $0.path == Self.address }
  }

  /// A publisher that cuts at a line's end every time, without a length: 42,381 encounters were published for 60,926, and kept by 304
  /// in every run after.
  @Test func aFileThatEndsBeforeItsNameSaysIsHeldUntilItComesWhole() throws {
    let standIn = try StandIn([
      Self.landing,
      Self.file {
        $0.unsized = true
        $0.cut = Self.may.utf8.count - "1 May 2025,Here,4\n".utf8.count
      },
    ])
    let work = try project(standIn)
    let cut = work.run("run", "--quiet")
    #expect(cut.status == 1)
    #expect(cut.errors.count == 2, "\(cut.err)")
    #expect(
      cut.err.contains(
        "boats_seen, edition of 2025-06, data through 2025-05: its name says that its data goes to 2025-05, but its newest date is "
          + "2025-04-01: it was cut off on its way"), "\(cut.err)")
    #expect(cut.err.contains("-> ask for the whole file again: soundings run boats_seen"), "\(cut.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")
    #expect(try files(standIn).count == 2)
    // No person can take it either.
    let accepted = work.run("accept", "boats_seen", "2025-06", "--reason", "looks right")
    #expect(accepted.status != 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")

    // The remedy, typed: the publisher's ETag is the same, and it is not sent.
    try standIn.serve([Self.landing, Self.file()])
    let whole = work.run("run", "boats_seen")
    #expect(whole.status == 0, "\(whole.err)")
    #expect(
      whole.out.contains("asked for the whole of it, because the edition of 2025-06, data through 2025-05 is held"),
      "\(whole.out)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,7\n")
    #expect(try files(standIn).allSatisfy { $0.headers["if-none-match"] == nil })

    // In use and whole: from now on the publisher is asked whether it changed.
    #expect(work.run("run").out.contains("the publisher has nothing newer"))
    #expect(try files(standIn).last?.headers["if-none-match"] == "\"may\"")
  }

  @Test func aFileThatWasCutOnceCostsARequestAndNoEdition() throws {
    let standIn = try StandIn([
      Self.landing,
      Self.file {
        $0.unsized = true
        $0.cut = 35
        $0.times = 1
      },
      Self.file { $0.unsized = true },
    ])
    let work = try project(standIn)
    let first = work.run("run", "--quiet")
    #expect(first.status == 1)
    #expect(first.errors.count == 2 && first.err.contains("one of them was cut off"), "\(first.err)")
    #expect(work.names("Data/archive/boats_seen").filter { $0.hasPrefix("2025-06") } == [])
    #expect(work.names("Data/tmp") == [])
    #expect(work.run("run").status == 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,7\n")
  }

  /// "Not modified" would keep a withdrawn edition out for good.
  @Test func aWithdrawnEditionIsAskedForAsAWhole() throws {
    let standIn = try StandIn([Self.landing, Self.file()])
    let work = try project(standIn)
    #expect(work.run("run").status == 0)
    #expect(work.run("withdraw", "boats_seen", "2025-06", "--reason", "wrong").status == 0)
    let again = work.run("run")
    #expect(again.out.contains("because the edition of 2025-06, data through 2025-05 is not in use"), "\(again.out)")
    #expect(try files(standIn).last?.headers["if-none-match"] == nil)
  }

  @Test func whatWasAddedUnderANameThatClaimsMoreIsHeldToo() throws {
    let work = try Workdir()
    try work.makeProject(
      fetch: "edition: {published: fetched, file_name: '-fy(?<through_fy>\\d\\d)-(?<through_month>[a-z]{3})'}")
    try work.write(Self.april, "boats-fy25-may.csv")
    let result = work.run("add", "boats_seen", "boats-fy25-may.csv", "--published", "2025-06-03", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.err.contains("-> get the whole file from the publisher, compare its size, and add that"), "\(result.err)")
    // A dataset whose newest months may have no rows says so.
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(yaml + "\ncomplete_to: off\n", "Pipelines/boats/boats_seen/dataset.yaml")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\n")
  }
}
