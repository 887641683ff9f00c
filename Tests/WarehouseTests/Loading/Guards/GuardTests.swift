import Manifest
import Model
import Testing

@testable import Warehouse

@Suite struct GuardTests {
  static let good = Fixture.rows("2023,Texas,A,3\n2023,Maine,A,1\n2023,Utah,B,2\n2023,Ohio,B,2")

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var guards: Guards
    var second: String
    var says: String
    var remedy: String
  }

  static let cases = [
    Case(
      testDescription: "unknown category", guards: Guards(values: .off), second: "2023,Texas,A,3\n2023,Maine,C,1",
      says: "record 2, column kind: \"C\" is not one of the known values", remedy: "columns.kind.one_of"),
    Case(
      testDescription: "duplicate key", guards: Guards(values: .off), second: "2023,Texas,A,3\n2023,Texas,A,4",
      says: "1 record repeats the key of another, the first is record 2: fiscal_year, place, kind = 2023, Texas, A",
      remedy: "under key in Pipelines/tests/things/dataset.yaml"),
    Case(
      testDescription: "too few rows", guards: Guards(minimumRows: 2, values: .off), second: "2023,Texas,A,3",
      says: "1 rows, at least 2 were expected", remedy: "guards.rows"),
    Case(
      testDescription: "too many rows", guards: Guards(maximumRows: 4, values: .off),
      second: "2023,Texas,A,3\n2023,Maine,A,1\n2023,Utah,B,2\n2023,Ohio,B,2\n2023,Iowa,B,2",
      says: "5 rows, at most 4 were expected", remedy: "guards.rows"),
    Case(
      testDescription: "a partition shrank", guards: Guards(shrinkPercent: 10, values: .off), second: "2023,Texas,A,3",
      says: "fiscal_year=2023 has 1 rows where the edition before had 4", remedy: "guards.shrink_pct"),
    Case(
      testDescription: "too much in quarantine", guards: Guards(quarantine: .upTo(10), values: .off),
      second: "2023,Texas,A,3\n2023,Maine,A,n/a",
      says:
        "1 of 2 records break the contract, more than 10.0%: about 25.0% of events of fiscal_year=2023; "
        + "record 2, column events: \"n/a\" is not a whole number in digits alone",
      remedy: "soundings accept things 2024-10 --reason"),
    Case(
      testDescription: "a record that cannot be read", guards: Guards(quarantine: .upTo(10), values: .off),
      second: "2023,Texas,A,3\n2023,Maine",
      says: "record 2: ragged",
      remedy: "say under read: in "),
    Case(
      testDescription: "nothing keeps the contract", guards: Guards(quarantine: .upTo(100), values: .off),
      second: "1,Texas,A,3",
      says: "not one of its 1 records keeps the contract", remedy: "correct columns.fiscal_year in"),
  ]

  @Test(arguments: cases)
  func aTrippedGuardHoldsTheEditionAndKeepsTheOldOne(_ item: Case) throws {
    let test = try TestWarehouse(
      Fixture.dataset(guards: item.guards), ["a": Self.good, "b": Fixture.rows(item.second)])
    try test.load([Fixture.edition("2023-10", "a")])
    let before = try test.state()
    let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
    #expect(loaded.map(\.state) == [.held])
    let problem = try #require(loaded[0].heldBecause)
    #expect(problem.place == "things, edition of 2024-10")
    #expect(problem.what.contains(item.says), "\(problem.what)")
    #expect(problem.remedy.contains(item.remedy), "\(problem.remedy)")
    #expect(try test.state() == before)
  }

  @Test func newCategoriesMayGoToQuarantineInstead() throws {
    let test = try TestWarehouse(
      Fixture.dataset(guards: Guards(quarantine: .upTo(50), newValues: .quarantine)),
      ["a": Fixture.rows("2023,Texas,A,3\n2023,Maine,C,1")])
    let loaded = try test.load([Fixture.edition("2023-10", "a")])
    #expect(loaded[0].state == .loaded)
    let held = try test.warehouse.read { try $0.quarantine(of: "things") }
    #expect(held.map(\.record) == [2])
    #expect(held.map(\.column) == ["kind"])
    #expect(held.map(\.value) == ["C"])
  }

  @Test func recordsThatCannotBeCutGoToQuarantine() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": [["2023", "Texas", "A", "1"], ["2023", "Maine"]]])
    let loaded = try test.load([Fixture.edition("2023-10", "a")])
    #expect(loaded[0].records == 2)
    #expect(loaded[0].rows == 1)
    #expect(try test.warehouse.read { try $0.quarantine(of: "things") }.map(\.reason) == ["ragged"])
  }
}
