import Foundation
import StandIn
import Testing

// What a backfill would do, and what it refuses.
extension BackfillTests {
  @Test func thePlanAsksForTheLandingPageOnlyAndTouchesNothing() throws {
    let standIn = try StandIn(Self.routes())
    let work = try project(standIn, pause: "2")
    let text = work.run("backfill", "boats_seen", "--dry-run")
    #expect(text.status == 0, "\(text.err)")
    #expect(text.out.contains("offered   4 links on https://www.cbp.gov/boats (read just now)"), "\(text.out)")
    #expect(text.out.contains("to fetch  4, published 2025-03 to 2025-06"))
    #expect(text.out.contains("time      about 20 s: 2 s between requests, 3 s assumed for each answer"))
    #expect(text.out.contains("at most 1 MB each"))
    #expect(text.out.contains("https://www.cbp.gov" + Self.path(2)))
    let plan = try json(
      work.run("backfill", "boats_seen", "--dry-run", "--json", "--from", "2025-04-30", "--to", "2025-05"))
    #expect(plan["offered"] as? Int == 2)
    #expect(plan["first"] as? String == "2025-04")
    #expect(plan["last"] as? String == "2025-05")
    let none = try json(work.run("backfill", "boats_seen", "--dry-run", "--json", "--from", "2025-07"))
    #expect(none["offered"] as? Int == 0)
    #expect((none["note"] as? String)?.contains("none of them published in that period") == true)
    #expect(try standIn.requests().map(\.path) == ["/boats", "/boats", "/boats"])
    #expect(!work.exists("Data"))
  }

  @Test func questionsThatMakeNoSense() throws {
    let standIn = try StandIn(Self.routes())
    let work = try project(standIn)
    for (arguments, says) in [
      (["--from", "2025-06", "--to", "2025-05"], "--from: 2025-06-01 is after --to 2025-05-31"),
      (["--from", "yesterday"], "--from: \"yesterday\" is not a date"),
      (["--from", "2999-01-01"], "--from: 2999-01-01 is in the future"),
      (["--step", "week"], "--step: boats_seen is not fetched day by day"),
      (["--step", "fortnight"], "--step: \"fortnight\" is not one of day, week, month"),
    ] {
      let result = work.run(["backfill", "boats_seen"] + arguments)
      #expect(result.status == 64)
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.errors.first == says)
    }
    #expect(work.run("backfill", "boat_seen").status == 64)
    #expect(try standIn.requests().isEmpty)
  }

  static let recorded: String? = {
    let shared = ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? Workdir.root + "/../shared"
    let path = shared + "/data/cbp-encounters/landing-page-nationwide-encounters.2026-09-06.html"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// The page as CBP had it on 6 September 2026: each link twice, beside the files of the other breakdown.
  @Test(.enabled(if: recorded != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
  func theRecordedLandingPageOffersTwelveEditions() throws {
    let standIn = try StandIn([
      Route("www.cbp.gov", "/document/stats/nationwide-encounters", type: "text/html") { $0.file = Self.recorded }
    ])
    let work = try Workdir()
    try work.write("pipelines: \(Workdir.root)/Pipelines\n" + standIn.yaml, "Config/soundings.yaml")
    let plan = try json(work.run("backfill", "cbp_encounters", "--dry-run", "--json"))
    #expect(plan["offered"] as? Int == 12)
    #expect(plan["to_fetch"] as? Int == 12)
    #expect(plan["first"] as? String == "2024-10")
    #expect(plan["last"] as? String == "2026-08")
    let editions = try #require(plan["editions"] as? [[String: Any]])
    #expect(editions.compactMap { $0["through"] as? String }.sorted().first == "2024-09")
    #expect(editions.allSatisfy { ($0["url"] as? String)?.contains("-state") == true })
    #expect(
      editions.map { $0["published"] as? String } == editions.map { $0["published"] as? String }.sorted { $0! < $1! })
    // The folder of November 2025 held the closed year and the first month of the next one.
    #expect(editions[1...2].map { $0["through"] as? String } == ["2025-09", "2025-10"])
  }
}
