import Foundation
import StandIn
import TestTools
import Testing

/// The machine's clock and the publishers' dates, with a stand-in.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct PublisherClockTests {
  private static let body = "Day,Port,Boats\n1 May 2025,Here,200\n"

  private static func fetch(_ published: String) -> String {
    """
    fetch:
      url: https://www.cbp.gov/boats.csv
      expect: {type: text/csv, starts_with: "Day,Port", max_bytes: 1MB}
    edition: {published: \(published)}
    """
  }

  private func project(_ standIn: StandIn, _ published: String = "fetched") throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(config: standIn.yaml + "retries: 0\n", fetch: Self.fetch(published))
    work.now = "2025-06-10T06:17:00Z"
    return work
  }

  private static func answers(_ first: [String: String], _ second: [String: String]) -> [Route] {
    [
      Route("www.cbp.gov", "/boats.csv") {
        $0.redirect = "https://data.cdc.gov/boats.csv"
        $0.headers = first
      },
      Route("data.cdc.gov", "/boats.csv", body) { $0.headers = second },
    ]
  }

  private static let right = ["Date": "Tue, 10 Jun 2025 06:17:05 GMT"]
  private static let later = ["Date": "Fri, 28 Nov 2025 10:00:00 GMT"]

  @Test func twoHostsThatContradictTheClockStopTheRunBeforeAnythingIsStored() throws {
    let standIn = try StandIn(Self.answers(Self.later, Self.later))
    let work = try project(standIn)
    let stopped = work.run("run")
    #expect(stopped.status == 1)
    #expect(stopped.errors.count == 2, "\(stopped.err)")
    #expect(
      stopped.err.contains(
        "the machine's clock: is at 2025-06-10T06:17:00Z, but data.cdc.gov answered at 2025-11-28T10:00:00Z, www.cbp.gov "
          + "answered at 2025-11-28T10:00:00Z; nothing was stored"), "\(stopped.err)")
    #expect(work.names("Data/archive/boats_seen") == [])
    #expect(work.names("Data/tmp") == [])
    // It does not count as asked.
    #expect(work.names("Data/asked") == [])
    work.now = "2025-11-28T11:00:00Z"
    #expect(work.run("run", "--due").status == 0)
    #expect(work.names("Data/archive/boats_seen").count == 2)
  }

  @Test(arguments: [
    (later, right), (later, [:]),
    // Made half a year ago, and in a cache since.
    (later, ["Date": "Tue, 10 Dec 2024 06:17:05 GMT", "Age": "15724800"]),
  ])
  func oneHostIsOnlyWarnedOf(_ first: [String: String], _ second: [String: String]) throws {
    let standIn = try StandIn(Self.answers(first, second))
    let work = try project(standIn)
    let run = work.run("run")
    #expect(run.status == 0)
    #expect(
      run.err.contains(
        "the machine's clock is at 2025-06-10T06:17:00Z, and www.cbp.gov answered at 2025-11-28T10:00:00Z by its own"),
      "\(run.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,200\n")
  }

  @Test func hostsThatAgreeWithTheClockSayNothing() throws {
    let standIn = try StandIn(Self.answers(Self.right, ["Date": "Mon, 09 Jun 2025 07:00:00 GMT"]))
    let work = try project(standIn)
    let run = work.run("run")
    #expect(run.status == 0)
    #expect(!run.err.contains("clock"), "\(run.err)")
  }

  /// The publisher's date cannot be right: the day of the fetch counts, and the edition's name says so wherever it is shown.
  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01"), ("Fri, 01 Jan 2100 00:00:00 GMT", "2100-01-01"),
  ])
  func anImpossibleDateIsNotTaken(_ modified: String, _ date: String) throws {
    let route = Route("www.cbp.gov", "/boats.csv", Self.body) { $0.last_modified = modified }
    let standIn = try StandIn([route])
    let work = try project(standIn, "last_modified")
    let name = "2025-06-10, dated by its fetch; the publisher says \(date)"
    let run = work.run("run")
    #expect(run.status == 0, "\(run.err)")
    #expect(run.out.contains("new edition of \(name)"), "\(run.out)")
    #expect(work.run("status").out.contains(name))
    #expect(try work.read("Data/exports/site/datasets/boats_seen.html").contains("dated by its fetch"))
    #expect(try work.read("Data/exports/boats_by_port.meta.json").contains(name))
    #expect(work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-06-09").out == "port,boats\n")
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-06-10").out == "port,boats\nHere,200\n")
    work.now = "2025-06-11T06:17:00Z"
    #expect(work.run("run").out.contains("the publisher has nothing newer"))
    #expect(work.run("verify", "--rebuild").status == 0)
    // A person who knows the day says it.
    #expect(work.run("withdraw", "boats_seen", "2025-06-10", "--reason", "it is of May").status == 0)
    try work.write(Self.body, "boats.csv")
    #expect(work.run("add", "boats_seen", "boats.csv", "--published", "2025-05-02").status == 0)
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-05-02").out == "port,boats\nHere,200\n")
  }

  /// The publisher's clock was wrong for a day. What comes next is dated before that fetch, and is newer all the same.
  @Test func whatComesAfterAnImpossibleDateIsUsed() throws {
    func serve(_ boats: Int, _ modified: String) -> [Route] {
      [
        Route("www.cbp.gov", "/boats.csv", "Day,Port,Boats\n1 May 2025,Here,\(boats)\n") {
          $0.last_modified = modified
          $0.etag = "\"\(boats)\""
        }
      ]
    }
    let standIn = try StandIn(serve(1, "Thu, 01 Jan 1970 00:00:00 GMT"))
    let work = try project(standIn, "last_modified")
    #expect(work.run("run").status == 0)
    for (boats, now, modified) in [
      (2, "2025-06-11T06:17:00Z", "Mon, 09 Jun 2025 10:00:00 GMT"),
      (3, "2025-06-12T06:17:00Z", "Tue, 10 Jun 2025 10:00:00 GMT"),
    ] {
      work.now = now
      try standIn.serve(serve(boats, modified))
      let run = work.run("run")
      #expect(run.status == 0, "\(run.err)")
      #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,\(boats)\n")
    }
    #expect(
      work.run("table", "boats_by_port", "--format", "csv", "--as-of", "2025-06-10").out == "port,boats\nHere,1\n")
    let exports = try work.exported()
    #expect(work.run("rebuild").status == 0)
    #expect(try work.exported() == exports)
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  /// What was fetched under a clock that was ahead is of a day that has not come: taken back, it is fetched again.
  @Test func anEditionOfAWrongClockIsTakenBackAndFetchedAgain() throws {
    let standIn = try StandIn([Route("www.cbp.gov", "/boats.csv", Self.body) { $0.etag = "\"a\"" }])
    let work = try project(standIn)
    work.now = "2031-01-01T00:00:00Z"
    #expect(work.run("run").status == 0)
    work.now = "2025-06-10T06:17:00Z"
    let hash = try #require(work.shortHash())
    let stopped = work.run("run")
    #expect(stopped.status == 1)
    #expect(stopped.err.contains("soundings withdraw boats_seen \(hash) --reason"), "\(stopped.err)")
    #expect(work.run("withdraw", "boats_seen", hash, "--reason", "the clock was ahead").status == 0)
    let again = work.run("run")
    #expect(again.status == 0, "\(again.err)")
    #expect(again.out.contains("new edition of 2025-06-10"), "\(again.out)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,200\n")
    work.now = "2025-06-11T06:17:00Z"
    let third = work.run("run")
    #expect(third.status == 0)
    #expect(third.out.contains("the publisher has nothing newer"), "\(third.out)")
  }
}
