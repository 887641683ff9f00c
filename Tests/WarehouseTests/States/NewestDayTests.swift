import Manifest
import Model
import Testing

@testable import Warehouse

/// What stands for today in files that must not depend on the clock.
@Suite struct NewestDayTests {
  let good = Fixture.rows("2023,Texas,A,3\n2023,Maine,B,1")

  private func newest(_ editions: [Edition], _ contents: [String]) throws -> Day? {
    let test = try TestWarehouse(Fixture.dataset(), Dictionary(uniqueKeysWithValues: contents.map { ($0, good) }))
    try test.load(editions)
    return try test.warehouse.read { try $0.newestDay() }
  }

  @Test func nothingLoadedKnowsNoDay() throws { #expect(try newest([], []) == nil) }

  @Test func itIsThePublishersDayAndNotThatOfTheFetch() throws {
    let edition = Fixture.edition("2023-10-05", "a", fetched: "2026-03-04T23:59:59Z")
    #expect(try newest([edition], ["a"]) == Day("2023-10-05"))
    let later = Fixture.edition("2026-05-06", "b", fetched: "2026-05-05T00:00:00Z")
    #expect(try newest([edition, later], ["a", "b"]) == Day("2026-05-06"))
  }

  @Test func whatIsHeldBackIsNotKnown() throws {
    let editions = [
      Fixture.edition("2023-10-05", "a", fetched: "2023-10-06T00:00:00Z"),
      Fixture.edition("2027-01-02", "b", fetched: "2027-01-02T00:00:00Z"),
    ]
    #expect(try newest(editions, ["a", "b"]) == Day("2023-10-05"))
  }
}
