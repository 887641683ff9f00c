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

  /// Another number may lose a larger share; the one that cannot be read is what a reader asks for.
  @Test func theColumnThatFailedIsNamed() throws {
    func what(_ count: String, _ boats: String) throws -> String {
      var dataset = Fixture.dataset(
        guards: Guards(values: .off),
        sql: """
          select "FY" as fiscal_year, "Place" as place, "Kind" as kind, "Count" as events, "Boats" as boats from raw
          """)
      dataset.readings = [Reading(format: .csv, header: Fixture.header + ["Boats"])]
      dataset.columns.append(Column(name: "boats", kind: .integer, isNullable: true))
      let test = try TestWarehouse(
        dataset,
        [
          "a": Fixture.rows("2023,Texas,A,30,9\n2023,Maine,A,70,1"),
          "b": Fixture.rows("2023,Texas,A,\(count),\(boats)\n2023,Maine,A,70,1"),
        ])
      let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
      return try #require(loaded[1].heldBecause).what
    }
    #expect(try what("x", "9").contains("about 30.0% of events of fiscal_year=2023"))
    #expect(try what("30", "x").contains("about 90.0% of boats of fiscal_year=2023"))
  }
}
