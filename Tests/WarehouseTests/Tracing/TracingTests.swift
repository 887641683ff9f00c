import Manifest
import Model
import Testing

@testable import Warehouse

/// Traces over a history: what the records make, which edition brought them, which one confirmed them.
@Suite struct TracingTests {
  static let contents = [
    "a": Fixture.rows("2022,Texas,A,1\n2023,Texas,A,3\n2023,Maine,A,7\n2023,Maine,B,"),
    "b": Fixture.rows("2023,Texas,A,4\n2023,Maine,A,7\n2023,Maine,B,"),
  ]
  static let editions = [Fixture.edition("2023-10-01", "a"), Fixture.edition("2024-10-01", "b")]

  static func table(_ columns: [String] = ["fiscal_year", "events"]) -> TableManifest {
    TableManifest(
      name: "sums", pipeline: "tests", path: "sums.sql", grain: "", title: "",
      columns: columns.map { TableColumn(name: $0, kind: .integer, description: "") }, notes: [], sql: "")
  }

  static func trace(_ measure: TableTrace.Measure, _ condition: String? = "fiscal_year = :fiscal_year") -> TableTrace {
    TableTrace(
      column: "events", lineage: .records(.init(measure: measure, dataset: "things", condition: condition)), line: 7)
  }

  func traced(
    _ trace: TableTrace, year: Int64 = 2023, asOf: String? = nil, naming: TracedSelection = .all,
    isCurated: Bool = false
  ) throws -> TracedRecords {
    let test = try TestWarehouse(Fixture.dataset(), Self.contents)
    try test.load(Self.editions)
    return try test.warehouse.read { session in
      try session.trace(
        trace, of: Self.table(), over: test.dataset, row: ["fiscal_year": .integer(year)],
        asOf: asOf.flatMap { Day($0) },
        naming: naming)
    }
  }

  func addresses(_ records: TracedRecords) -> [String] {
    records.shown.map { "\($0.ordinal).\($0.page).\($0.record)\($0.confirmedBy.map { " by \($0)" } ?? "")" }
  }

  @Test func aRowIsTheEditionsThatBroughtIt() throws {
    let now = try traced(Self.trace(.sum("events")))
    #expect(now.count == 3)
    #expect(now.total == .integer(11))
    #expect(now.shown.map(\.value) == [.integer(7), .null, .integer(4)])
    // Maine came with the first edition and the second left it; Texas was revised by the second.
    #expect(addresses(now) == ["1.1.3 by 2", "1.1.4 by 2", "2.1.1"])
    let only = try traced(Self.trace(.sum("events")), year: 2022)
    #expect(addresses(only) == ["1.1.1"])
  }

  @Test func asOfADay() throws {
    let before = try traced(Self.trace(.sum("events")), asOf: "2024-09-30")
    #expect(before.total == .integer(10))
    #expect(addresses(before) == ["1.1.2", "1.1.3", "1.1.4"])
    let never = try traced(Self.trace(.sum("events")), asOf: "2023-09-30")
    #expect((never.count, never.total) == (0, .null))
  }

  @Test func nothingSaidIsNotZero() throws {
    #expect(try traced(Self.trace(.sum("events"), "kind = 'B'")).total == .null)
    #expect(try traced(Self.trace(.sum("coalesce(events, 0)"), "kind = 'B'")).total == .integer(0))
  }

  @Test func distinctValuesAreCountedOnce() throws {
    let all = try traced(Self.trace(.distinct("place")))
    #expect((all.count, all.total) == (3, .integer(2)))
    #expect(all.shown.count == 3)
    let some = try traced(Self.trace(.distinct("place")), naming: .some(first: 1, largest: 1))
    #expect(some.shown.map(\.value) == [.text("Maine"), .text("Texas")])
    #expect(addresses(some) == ["1.1.3 by 2", "2.1.1"])
    // NULL is no value.
    #expect(try traced(Self.trace(.distinct("events"))).total == .integer(2))
  }

  @Test func theFirstAndTheLargestAreNamedOnce() throws {
    let numbers: [Int] = (1...50).map { i in
      switch i {
      case 2: 500
      case 30: 400
      default: 50 - i
      }
    }
    let rows = numbers.enumerated().map { "2023,P\($0.offset),A,\($0.element)" }.joined(separator: "\n")
    let test = try TestWarehouse(Fixture.dataset(), ["a": Fixture.rows(rows)])
    try test.load([Fixture.edition("2023-10-01", "a")])
    let records = try test.warehouse.read { session in
      try session.trace(
        Self.trace(.sum("events"), nil), of: Self.table(), over: test.dataset, row: [:], asOf: nil,
        naming: .some(first: 3, largest: 4))
    }
    #expect(records.count == 50)
    #expect(records.total == .integer(Int64(numbers.reduce(0, +))))
    // The largest are records 2, 30, 1 and 3; three of them are among the first.
    #expect(records.shown.map(\.record) == [1, 2, 3, 30])
  }

  /// The two lines for each mistake in a trace's SQL.
  @Test(arguments: [
    (
      "evnts", "fiscal_year = :fiscal_year", "no such column: evnts",
      "did you mean 'events'? The columns of things are:"
    ),
    (
      "events", "fiscal_year = :fiscal_yaer", "asks for :fiscal_yaer, which is not a column",
      "did you mean ':fiscal_year'?"
    ),
    ("events", "fiscal_year = ?", "asks for ?, which is not a column", "write :name"),
    ("sum(events)", "1", "sums by itself: sum(events)", "write what one record adds"),
    ("events +", "1", "syntax error", "soundings check"),
    ("events", "1); delete from _runs; --", "more than one statement", "soundings check"),
  ])
  func mistakes(measure: String, condition: String, says: String, remedy: String) throws {
    let test = try TestWarehouse(Fixture.dataset(), [:])
    let problem = #expect(throws: Problem.self) {
      try test.warehouse.read { session in
        try session.check(Self.trace(.sum(measure), condition), of: Self.table(), over: test.dataset)
      }
    }
    #expect(problem?.kind == .badInput)
    #expect(problem?.place == "sums.sql:7")
    #expect(problem?.what.contains(says) == true, "\(problem?.what ?? "")")
    #expect(problem?.remedy.contains(remedy) == true, "\(problem?.remedy ?? "")")
  }

  @Test func textIsNoSum() throws {
    let problem = #expect(throws: Problem.self) { try traced(Self.trace(.sum("place"))) }
    #expect(
      problem?.what == "the trace gives \"Maine\", which is not a number" || problem?.what.contains("Texas") == true)
    #expect(throws: Problem.self) { try traced(Self.trace(.sum("9223372036854775807"))) }
  }

  @Test func aCuratedRowIsConfirmedByNobody() throws {
    let dataset = Fixture.dataset(isCurated: true)
    let test = try TestWarehouse(
      dataset, ["a": Fixture.rows("2023,Texas,A,1,2025-01-01\n2023,Maine,A,2,2025-02-01\n2023,Texas,A,5,2025-03-01")])
    try test.load([Fixture.edition("1970-01-01", "a")])
    let records = try test.warehouse.read { session in
      try session.trace(
        Self.trace(.sum("events"), nil), of: Self.table(), over: dataset, row: [:], asOf: nil, naming: .all)
    }
    #expect(addresses(records) == ["2.1.2", "3.1.3"])
    #expect(records.total == .integer(7))
  }
}
