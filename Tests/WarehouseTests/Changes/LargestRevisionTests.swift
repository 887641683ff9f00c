import Model
import TestTools
import Testing

@testable import Manifest
@testable import Warehouse

@Suite struct LargestRevisionTests {
  private static func dataset() -> DatasetManifest {
    var dataset = Fixture.dataset(
      sql: """
        select fiscal_year("FY") as fiscal_year, "Place" as place, "Kind" as kind, nullif("Count", '') as events,
          nullif("Weight", '') as weight, nullif("Calls", '') as calls
        from raw
        """)
    dataset.readings = [Reading(format: .csv, header: Fixture.header + ["Weight", "Calls"])]
    dataset.columns[3].unit = "events"
    dataset.columns += [
      Column(name: "weight", kind: .integer, isNullable: true, unit: "mg"),
      Column(name: "calls", kind: .integer, isNullable: true, unit: "events"),
    ]
    dataset.figure = FigureMeasure(measure: "calls", by: ["fiscal_year"])
    return dataset
  }

  /// What `diff` lists first is what the edition says of its largest revision, whatever comes first in the file.
  @Test func itLeadsInEveryComparison() throws {
    var random = SeededRandom.ofTest()
    var kinds: Set<String> = []
    for _ in 0..<60 {
      func rows() -> [[String?]] {
        var rows: [[String?]] = []
        for year in ["2024", "2023"] {
          for place in ["Texas", "Maine", "Ohio"] {
            let numbers = (0..<3).map { _ in
              Int.random(in: 0..<6, using: &random) == 0 ? "" : String(Int.random(in: 0..<4, using: &random))
            }
            rows.append([year, place, "A"] + numbers)
          }
        }
        return rows.shuffled(using: &random)
      }
      let dataset = Self.dataset()
      let test = try TestWarehouse(dataset, ["a": rows(), "b": rows()])
      let loaded = try test.load([Fixture.edition("2024-01-01", "a"), Fixture.edition("2025-01-01", "b")])
      let largest = try #require(loaded.last).largest
      let first = try test.warehouse.read { try $0.differences(dataset, from: 1, to: 2) }.changes.first {
        $0.kind == .revised && ($0.old != $0.new)
      }
      guard let first else {
        #expect(largest == nil)
        continue
      }
      let key = first.key.map { "\($0.column)=\($0.value.plain)" }.joined(separator: ", ")
      func integer(_ value: Value) -> Int64? { if case .integer(let n) = value { n } else { nil } }
      // From nothing to 0 is a difference, but no number moved.
      guard (integer(first.old) ?? 0) != (integer(first.new) ?? 0) else { continue }
      kinds.insert(first.column)
      #expect(
        largest == LargestRevision(column: first.column, key: key, old: integer(first.old), new: integer(first.new)))
    }
    #expect(kinds.contains("calls"))
  }

  @Test func theWholeRangeOfNumbersHasADistance() {
    #expect(LargestRevision.distance(from: .min, to: .max) == .max)
    #expect(LargestRevision.distance(from: nil, to: -3) == 3)
    #expect(LargestRevision.distance(from: 9, to: nil) == 9)
  }
}
