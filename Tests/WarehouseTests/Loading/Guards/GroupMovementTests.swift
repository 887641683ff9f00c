import Manifest
import Model
import Testing

@testable import Warehouse

/// `moved_by`: a group within a partition that is outweighed by another.
@Suite struct GroupMovementTests {
  static let bound = ValueGuards.GroupBound(
    columns: ["kind"], least: 1000, bound: ValueGuards.Bound(closed: 6, open: 50))
  static let values = {
    var values = ValueGuards(moved: ValueGuards.Bound(closed: 10, open: 50), addedKeys: .off)
    values.movedBy = bound
    return values
  }()
  /// In 2023, which was closed, A outweighs B.
  static let first = "2023,P1,A,90000\n2023,P1,B,1000\n2023,P2,B,1000\n2023,P1,A2,5\n2024,P1,A,9000"

  @Test(arguments: [
    ("2023,P2,B,1000", "2023,P2,B,1200", "events of fiscal_year=2023, kind=B moved by 10.0%, more than 6.00%"),
    (
      "2023,P2,B,1000", "2023,P2,B,1000\n2023,P3,B,500",
      "events of fiscal_year=2023, kind=B gained 25.0%, more than 6.00%"
    ),
  ])
  func aGroupOfAClosedPeriodIsHeld(old: String, new: String, says: String) throws {
    let loaded = try add(Self.first.replacing(old, with: new))
    #expect(loaded.state == .held)
    #expect(loaded.heldBecause?.what == says)
    #expect(loaded.heldBecause?.remedy.contains("guards.moved_by") == true)
  }

  @Test(arguments: [
    // A small step, a group that was not there, one that was too small to judge, new keys in an open year.
    ("2023,P2,B,1000", "2023,P2,B,1050"), ("2023,P2,B,1000", "2023,P2,B,1000\n2023,P3,B,100"),
    ("2023,P1,A2,5", "2023,P1,A2,5\n2023,P1,C,4000"), ("2023,P1,A2,5", "2023,P1,A2,5\n2023,P2,A2,900"),
    ("2024,P1,A,9000", "2024,P1,A,9000\n2024,P2,A,90000"),
  ])
  func whatIsOrdinaryIsNot(old: String, new: String) throws {
    #expect(try add(Self.first.replacing(old, with: new)).state == .loaded)
  }

  /// A number where none was stated is gained, too.
  @Test func aNumberWhereNoneWasStatedIsGained() throws {
    let loaded = try add(
      Self.first + "\n2023,P4,B,500", first: Self.first + "\n2023,P4,B,")
    #expect(loaded.heldBecause?.what == "events of fiscal_year=2023, kind=B gained 25.0%, more than 6.00%")
  }

  private func add(_ second: String, first: String = first) throws -> LoadedEdition {
    var dataset = ValueGuardTests.dataset(Self.values)
    dataset.columns[2].oneOf = []
    let desk = try TestWarehouse(dataset, ["a": Fixture.rows(first), "b": Fixture.rows(second)])
    try desk.load([Fixture.edition("2024-05-15", "a")])
    return try #require(
      try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")]).first)
  }
}
