import Manifest
import Model
import PipelineTools
import Testing

/// A weight is published exactly, and in the units that people use.
@Suite struct WeightColumnsTests {
  @Test func eachExactWeightIsInPoundsKilogramsAndMetricTons() {
    var seen = 0
    for table in Repository.library.tables {
      for column in table.columns where column.unit == "mg" {
        seen += 1
        let stem = column.name.dropLast(3)
        for (name, unit, formula) in [
          ("\(stem)_lb", "pounds", "100 * \(column.name) / 45359237"),
          ("\(stem)_kg", "kilograms", "\(column.name) / 1000000"),
          ("\(stem)_t", "metric tons", "\(column.name) / 1000000000"),
        ] {
          let other = table.columns.first { $0.name == name }
          #expect(other?.unit == unit, "\(table.name).\(name)")
          #expect(table.quotients[name] == Quotient(formula, decimals: other?.decimals ?? 0), "\(table.name).\(name)")
        }
      }
    }
    #expect(seen >= 5)
  }
}
