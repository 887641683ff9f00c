import Manifest
import Model
import Testing

@testable import Warehouse

/// What records in quarantine weigh.
@Suite struct QuarantineWeightTests {
  private func what(_ second: String, key first: String = "2023,Texas,A,90\n2023,Maine,A,10\n2024,Maine,A,10") throws
    -> String
  {
    let test = try TestWarehouse(
      Fixture.dataset(guards: Guards(values: .off)), ["a": Fixture.rows(first), "b": Fixture.rows(second)])
    let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
    return try #require(loaded[1].heldBecause).what
  }

  @Test func aRecordWeighsWhatItsKeySaidBefore() throws {
    #expect(
      try what("2023,Texas,A,n/a\n2023,Maine,A,10\n2024,Maine,A,10").contains(
        "about 90.0% of events of fiscal_year=2023"))
  }

  @Test func aNewKeyWeighsWhatItsNeighborsSay() throws {
    // Texas of 2024 is new; the heaviest row that shares two of the three key columns says 90.
    #expect(
      try what("2023,Texas,A,90\n2023,Maine,A,10\n2024,Maine,A,10\n2024,Texas,A,x")
        .contains("about 90.0% of events of fiscal_year=2024"))
  }

  @Test func aBrokenKeyWeighsWhatTheRecordSays() throws {
    #expect(
      try what("1,Texas,A,90\n2023,Maine,A,10\n2024,Maine,A,10").contains("about 81.8% of events;"))
  }
}
