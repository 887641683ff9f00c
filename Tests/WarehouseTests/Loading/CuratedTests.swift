import Model
import Testing

@testable import Warehouse

@Suite struct CuratedTests {
  @Test func rowsCountFromTheDayTheirSourceSaidSo() throws {
    let test = try TestWarehouse(
      Fixture.dataset(isCurated: true),
      [
        "file": [
          ["2025", "Texas", "A", "1", "2025-11-16"], ["2025", "Maine", "A", "2", "2025-11-01"],
          ["2025", "Texas", "A", "3", "2026-01-08"],
        ]
      ])
    try test.load([Fixture.edition("2026-02-01", "file")])
    #expect(try test.state(asOf: "2025-10-31") == [])
    #expect(try test.state(asOf: "2025-11-15") == ["2025,Maine,A,2"])
    #expect(try test.state(asOf: "2025-11-19") == ["2025,Maine,A,2", "2025,Texas,A,1"])
    // A later row of the same key is a revision; what is not said again stands.
    #expect(try test.state() == ["2025,Maine,A,2", "2025,Texas,A,3"])
  }

  @Test func aNewFileReplacesTheOld() throws {
    let test = try TestWarehouse(
      Fixture.dataset(isCurated: true),
      ["old": [["2025", "Texas", "A", "1", "2025-11-16"]], "new": [["2025", "Texas", "A", "2", "2025-11-16"]]])
    try test.load([Fixture.edition("2026-02-01", "old")])
    try test.load([Fixture.edition("2026-02-02", "new")])
    #expect(try test.state(asOf: "2025-11-19") == ["2025,Texas,A,2"])
  }
}
