import GRDBSQLite
import Manifest
import Model
import TestTools
import Testing

@testable import Warehouse

/// What is read from the record itself is what SQLite would have given.
@Suite struct NormalizingPlanTests {
  private static let names = ["FY", "Place", "Kind", "Count"]

  private func plan(_ sql: String) throws -> NormalizingPlan {
    var connection: OpaquePointer?
    #expect(sqlite3_open(":memory:", &connection) == SQLITE_OK)
    defer { sqlite3_close_v2(connection) }
    let raw = RawTable(names: Self.names, readings: [], published: "2026-01-01", shouldStop: { false }) { _ in nil }
    NormalizingFunctions.register(on: try #require(connection))
    #expect(raw.register(on: try #require(connection)) == SQLITE_OK)
    var listing: OpaquePointer?
    #expect(sqlite3_prepare_v2(connection, "explain " + sql, -1, &listing, nil) == SQLITE_OK, "\(sql)")
    defer { sqlite3_finalize(listing) }
    var other: OpaquePointer?
    #expect(sqlite3_prepare_v2(connection, "explain select 1 from raw", -1, &other, nil) == SQLITE_OK)
    defer { sqlite3_finalize(other) }
    return NormalizingPlan(
      listing: try #require(listing), raw: try #require(other), fields: Self.names.count)
  }

  @Test func whatIsCopiedAndWhatIsComputed() throws {
    let sql = """
      select fiscal_year("FY") as fiscal_year, "Place" as place, "Kind" as kind, nullif("Count", '') as events from raw;
      """
    let plan = try plan(sql)
    #expect(plan.isStreaming)
    #expect(plan.copied == [nil, 1, 2, nil])
    let narrow = plan.narrowed(sql + "\n", ["fiscal_year", "place", "kind", "events"])
    #expect(narrow.hasPrefix("select \"fiscal_year\", \"events\" from (\nselect") && narrow.hasSuffix("from raw\n)"))
    #expect(try self.plan(narrow).copied == [nil, nil])
  }

  /// What has another use is a field as it is all the same; what SQLite changed is not.
  @Test(
    arguments: [
      ("select FY, Place, upper(Place), Count from raw", [0, 1, nil, 3]),
      ("select FY, Place, Kind, Count from raw where Kind <> 'x'", [0, 1, 2, 3]),
      (
        "select coalesce(FY, ''), Place, case when Kind = 'A' then 'B' else Kind end, Count from raw",
        [nil, 1, nil, 3]
      ),
      ("select FY, Place || Kind, Kind, Count, _page, _record from raw", [0, nil, 2, 3, nil, nil]),
      ("select FY, cast(Place as integer), -Count, Kind from raw", [0, nil, nil, 2]),
    ] as [(String, [Int?])])
  func fieldsWithAnotherUse(sql: String, copied: [Int?]) throws {
    #expect(try plan(sql).copied == copied, "\(sql)")
  }

  /// Where the row that SQLite returns may not be the record that was read last, nothing is taken from it.
  @Test(arguments: [
    "select FY, Place, Kind, Count from raw order by Place", "select distinct FY, Place, Kind, Count from raw",
    "select FY, Place, Kind, Count from raw limit 3", "select FY, Place, Kind, max(Count) from raw",
    "select FY, Place, Kind, Count from (select * from raw union all select 1, 2, 3, 4, 5, 6, 7)",
    "select FY, lag(Place) over (order by _record), Kind, Count from raw",
    "select FY, Place, Kind, n from raw, (select 1 as n union select 2)",
    "select key, value, type, atom from json_each('[1,2]')",
  ])
  func whatCollectsOrRepeatsRows(sql: String) throws {
    let plan = try plan(sql)
    #expect(plan.copied.isEmpty, "\(sql)")
  }

  /// Random SELECTs give the same rows and the same quarantine as where SQLite sorts them, and so carries all of their values.
  @Test func theSameAsThroughSQLite() throws {
    var random = SeededRandom.ofTest("NormalizingPlanTests")
    let expressions: [(String) -> String] = [
      { $0 }, { $0 }, { "trim(\($0))" }, { "nullif(\($0), '')" }, { "coalesce(\($0), 'A')" },
      { "case when Kind = 'B' then \($0) else 'A' end" }, { "\($0) || ''" }, { "replace(\($0), 'x', '')" },
      { "case \($0) when 'A' then Place else \($0) end" },
    ]
    let conditions = ["", " where Place <> 'b'", " where Kind is not null and Count >= '1'"]
    for _ in 0..<200 {
      let columns = [("fiscal_year", "FY"), ("place", "Place"), ("kind", "Kind"), ("events", "Count")].map {
        name, field in
        let from = Int.random(in: 0..<6, using: &random) == 0 ? Self.names.randomElement(using: &random)! : field
        return "\(expressions.randomElement(using: &random)!("\"\(from)\"")) as \(name)"
      }
      let select = columns.joined(separator: ", ")
      let condition = conditions.randomElement(using: &random)!
      let rows = (0..<40).map { _ in
        [["2023", "2024", "x", ""], ["a", "b", "", "á"], ["A", "B", "C", "A "], ["1", "", "07", "many"]].map { texts in
          Int.random(in: 0..<8, using: &random) == 0 ? nil : texts.randomElement(using: &random)!
        }
      }
      func sample(_ sql: String) throws -> NormalizedSample {
        let dataset = Fixture.dataset(sql: sql)
        return try NormalizedSample(
          dataset, reader: ArrayReader(Self.names, rows), rawNames: Self.names, published: Day("2026-01-01")!)
      }
      let direct = try sample("select \(select) from raw\(condition)")
      let sorted = try sample("select \(select), _page, _record from raw\(condition) order by _record")
      #expect(direct.rows == sorted.rows, "\(select)\(condition)")
      #expect(
        direct.quarantined.map { "\($0.record) \($0.column ?? "") \($0.value ?? "-") \($0.reason) \($0.storedCells)" }
          == sorted.quarantined.map {
            "\($0.record) \($0.column ?? "") \($0.value ?? "-") \($0.reason) \($0.storedCells)"
          },
        "\(select)\(condition)")
    }
  }
}
