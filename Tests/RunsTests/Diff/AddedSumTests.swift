import Manifest
import Model
import PipelineTools
import Runs
import TestTools
import Testing

/// A difference adds up only what its dataset declares.
@Suite(.tags(.slow)) struct AddedSumTests {
  @Test func sumsOverTwelveMonthsAreNeverAdded() throws {
    let work = try TestProject()
    let day = "2025-01-08"
    try work.add(
      "cdc_overdose_deaths", ["\(Repository.bundled("cdc_overdose_deaths"))/\(day).csv"], day)
    let report = try DiffVerb(dataset: "cdc_overdose_deaths", from: nil, to: nil).run(work.project)
    #expect(report.differences.counts.total > 0)
    // It printed "reported_deaths 0 -> 46,791,184".
    #expect(report.differences.partitions.isEmpty)
    #expect(!report.differences.changes.isEmpty)
  }

  @Test func whatIsAddedIsDeclaredForAllThatAPartitionContains() throws {
    let library = try TestProject().project.library
    func added(_ name: String) throws -> [String] {
      let dataset = try library.dataset(named: name)
      return dataset.addedIndices.map { dataset.columns[$0].name }
    }
    #expect(try added("cbp_encounters") == ["encounters"])
    #expect(try added("cbp_drug_seizures") == ["events", "quantity_mg"])
    // A year's stocks add over countries; a partition of quarters would add the same people four times.
    #expect(try added("unhcr_population").contains("refugees"))
    #expect(try added("us_forces").isEmpty)
    #expect(try added("strike_reports").isEmpty)
  }

  @Test func everyNumberOfTheDatasetsSaysWhetherItAddsUp() throws {
    let library = try TestProject().project.library
    for dataset in library.datasets {
      for i in dataset.measuredIndices {
        #expect(dataset.columns[i].adds != nil, "\(dataset.name): \(dataset.columns[i].name)")
      }
    }
    for table in library.tables {
      for column in table.columns where column.isNumber && table.quotients[column.name] == nil {
        #expect(column.adds != nil, "\(table.name): \(column.name)")
      }
    }
  }
}
