import Manifest
import Model
import Testing

@testable import Warehouse

/// What holds an edition or is said beside its numbers although each of its records keeps the contract.
@Suite struct MarkTests {
  static func dataset(
    totals: [ControlTotal] = [], guards: Guards = Guards(values: .off), change: (inout [Column]) -> Void = { _ in }
  ) -> DatasetManifest {
    var dataset = Fixture.dataset(guards: guards)
    change(&dataset.columns)
    dataset.totals = totals
    return dataset
  }

  @Test func aRecordAfterItsEditionIsHeld() throws {
    let dataset = Self.dataset { columns in
      columns[0].kind = .year
      columns[0].isNotAfterPublished = true
    }
    let test = try TestWarehouse(
      dataset, ["a": Fixture.rows("2025,Texas,A,3"), "b": Fixture.rows("2025,Texas,A,3\n2026,Texas,A,4")])
    let loaded = try test.load([Fixture.edition("2025-10", "a"), Fixture.edition("2025-12", "b")])
    #expect(loaded.map(\.state) == [.loaded, .held])
    #expect(loaded[1].hold?.reason == .quarantine)
    #expect(
      loaded[1].heldBecause?.what.contains("\"2026\" lies after 2025-12-31, when the edition was published") == true,
      "\(loaded[1].heldBecause?.what ?? "")")
  }

  @Test func datesAndMonthsAreComparedWithTheDayOfTheEdition() throws {
    func breach(_ kind: Column.Kind, _ value: String) throws -> String? {
      var column = Column(name: "d", kind: kind)
      column.isNotAfterPublished = true
      var dataset = Fixture.dataset(sql: "select \"FY\" as d from raw")
      dataset.columns = [column]
      dataset.key = ["d"]
      let sample = try NormalizedSample(
        dataset, reader: ArrayReader(Fixture.header, [[value, "", "", ""]]), rawNames: Fixture.header,
        published: Day("2025-11-15")!)
      return sample.quarantined.first?.reason
    }
    let late = "lies after 2025-11-15, when the edition was published"
    #expect(try breach(.date, "2025-11-15") == nil)
    #expect(try breach(.date, "2025-11-16") == late)
    #expect(try breach(.date, "2062-09-02") == late)
    #expect(try breach(.month, "2025-11") == nil)
    #expect(try breach(.month, "2025-12") == late)
    #expect(try breach(.year, "2025") == nil)
    #expect(try breach(.year, "2026") == late)
  }

  @Test func aDateThatDoesNotRunWithItsNumberIsReportedOnce() throws {
    let dataset = Self.dataset { $0[0].orderedWith = "events" }
    let test = try TestWarehouse(
      dataset,
      [
        "a": Fixture.rows("2023,Texas,A,1\n2024,Texas,A,2"),
        "b": Fixture.rows("2023,Texas,A,1\n2024,Texas,A,2\n2022,Maine,A,3"),
        "c": Fixture.rows("2023,Texas,A,1\n2024,Texas,A,2\n2022,Maine,A,3\n2025,Maine,A,4"),
      ])
    let loaded = try test.load([
      Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b"), Fixture.edition("2025-10", "c"),
    ])
    #expect(loaded.map(\.state) == [.loaded, .loaded, .loaded])
    #expect(loaded.map { $0.marks.map(\.kind) } == [[], [.outOfOrder], []])
    #expect(
      loaded[1].marks[0].text
        == "1 record is out of order; record 3: fiscal_year 2022 with events 3, after 2024 with events 2")
  }

  @Test func aNumberThatIsNoLongerStatedIsReported() throws {
    let test = try TestWarehouse(
      Self.dataset(),
      [
        "a": Fixture.rows("2023,Texas,A,11\n2023,Maine,A,1\n2023,Utah,A,"),
        "b": Fixture.rows("2023,Texas,A,\n2023,Maine,A,1\n2023,Utah,A,"),
      ])
    let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
    #expect(loaded[0].marks.isEmpty)
    #expect(loaded[1].marks.map(\.kind) == [.becameBound])
    #expect(
      loaded[1].marks[0].text
        == "a number that was exact is not stated any more, as a bound or as nothing; "
        + "events of fiscal_year=2023, place=Texas, kind=A was 11, record 1 now")
  }

  @Test func theTotalsInTheRecordsAreHeldAgainstTheRows() throws {
    let sql =
      "select fiscal_year(\"FY\") as fiscal_year, cast(\"Count\" as integer) as total from raw where \"Place\" = 'All'"
    let total = ControlTotal(name: "events", measure: .sum(["events"]), source: .sql(sql), difference: .hold)
    var dataset = Self.dataset(totals: [total])
    dataset.normalizeSQL =
      "select fiscal_year(\"FY\") as fiscal_year, \"Place\" as place, \"Kind\" as kind, \"Count\" as events from raw "
      + "where \"Place\" <> 'All'"
    let good = "2023,Texas,A,3\n2023,Maine,A,1\n2023,All,A,4\n2024,Maine,A,5\n2024,All,A,5"
    let test = try TestWarehouse(
      dataset,
      ["a": Fixture.rows(good), "b": Fixture.rows(good.replacingOccurrences("Maine,A,1", by: "Maine,A,2"))])
    let editions = [Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")]
    let loaded = try test.load(editions)
    #expect(loaded.map(\.state) == [.loaded, .held])
    #expect(loaded[1].hold?.reason == .controlTotal)
    #expect(
      loaded[1].heldBecause?.what == "its own total 'events' (fiscal_year=2023) is 4, and its rows add up to 5")
    // A person may know better.
    var accepted = editions[1]
    accepted.acceptance = Decision(.accept, on: accepted, reason: "a typing mistake", decidedAt: "2026-01-01T00:00:00Z")
    let again = try test.load([editions[0], accepted])
    #expect(again.map(\.state) == [.loaded])
    #expect(again[0].marks.map(\.kind) == [.accepted])
    #expect(again[0].marks[0].text.contains("although its own total"))
  }

  @Test func aTotalBesideTheRecordsIsShownOrMissed() throws {
    let total = ControlTotal(name: "all", measure: .sum(["events"]), source: .text("(\\d+)"), difference: .show)
    let count = ControlTotal(name: "records", measure: .records, source: .json("/total"), difference: .hold)
    func load(_ stated: [String: [Int64]]) throws -> LoadedEdition {
      let dataset = Self.dataset(totals: [total, count])
      let warehouse = try Warehouse(path: ":memory:")
      return try warehouse.write { session in
        try session.synchronize(
          dataset, fingerprint: "1", editions: [Fixture.edition("2023-10", "a")], today: Day("2026-01-01")!,
          shouldStop: { false },
          open: { _, page in
            page == 1 ? (ArrayReader(Fixture.header, Fixture.rows("2023,Texas,A,3")), Fixture.header) : nil
          },
          readTotal: { _, total in (stated[total.name] ?? []).map { StatedTotal($0) } })
      }[0]
    }
    #expect(try load(["all": [3], "records": [1]]).marks.isEmpty)
    let differs = try load(["all": [5], "records": [1]])
    #expect(differs.state == .loaded)
    #expect(
      differs.marks == [EditionMark(.totalDiffers, records: 0, "its own total 'all' is 5, and its rows add up to 3")])
    #expect(!differs.marks[0].kind.isReported)
    let absent = try load(["records": [1]])
    #expect(absent.marks.map(\.kind) == [.totalAbsent])
    #expect(try load(["all": [3]]).heldBecause?.what == "it does not state its total 'records'")
    #expect(try load(["all": [3, 4], "records": [1]]).marks.map(\.kind) == [.totalDiffers])
    let short = try load(["all": [3], "records": [2]])
    #expect(short.heldBecause?.what == "its own total 'records' is 2, and its records are 1")
  }
}

extension String {
  fileprivate func replacingOccurrences(_ old: String, by new: String) -> String {
    old.isEmpty ? self : split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
