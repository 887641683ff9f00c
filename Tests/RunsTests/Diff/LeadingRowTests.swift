import Foundation
import Model
import PipelineTools
import Runs
import TestTools
import Testing
import Warehouse
import Words

/// The same row leads wherever a change is shown.
@Suite(.tags(.slow)) struct LeadingRowTests {
  @Test func peruLeadsInTheDigestOnThePageAndInTheDifference() throws {
    let work = try TestProject()
    for day in ["2024-10-18", "2025-06-12"] {
      try work.add("unhcr_population", ["\(Repository.bundled("unhcr_population"))/\(day).json"], day)
    }
    let digest = try DigestVerb(dataset: nil).run(work.project)
    #expect(DigestWords.headline(digest).contains("displaced abroad (2024, Peru) +120,885 people"))

    let site = work.project.exportsFolder + "/site/tables/venezuelans_abroad_by_destination.html"
    let page = try String(contentsOfFile: site, encoding: .utf8)
    let lines = page.split(separator: "\n").filter { $0.hasPrefix("<tr><th data-label=\"Row\" scope=\"row\">") }
    #expect(
      lines.first.map(String.init)
        == "<tr><th data-label=\"Row\" scope=\"row\">2024, Peru</th><td data-label=\"Column\">Displaced abroad</td>"
        + "<td data-label=\"Before\" class=\"n\">1,542,004</td><td data-label=\"Now\" class=\"n\">1,662,889</td>"
        + "<td data-label=\"Difference\" class=\"n\">+120,885</td></tr>")
    #expect(!lines.contains { $0.contains("Malta") || $0.contains("MLT") })

    let report = try DiffVerb(dataset: "unhcr_population", from: nil, to: nil).run(work.project)
    let first = try #require(report.differences.changes.first)
    #expect(RowName.words(first.name)?.hasSuffix("Peru") == true)
    #expect(first.key.map(\.value) == [.integer(2024), .text("VEN"), .text("PER")])
    #expect((first.column, first.difference) == ("other_in_need", ExactNumber(91_593)))
    #expect(report.differences.partitions.first?.column == "other_in_need")
  }

  @Test func rowsOfANewPartitionAreFirstSeenEverywhere() throws {
    let work = try TestProject()
    for day in ["2025-06-12", "2025-11-10"] {
      try work.add("unhcr_population", ["\(Repository.bundled("unhcr_population"))/\(day).json"], day)
    }
    let counts = try DiffVerb(dataset: "unhcr_population", from: nil, to: nil).run(work.project).differences.counts
    #expect((counts.firstSeen, counts.added, counts.removed, counts.revised) == (54, 0, 0, 0))
    let change = try #require(try DigestVerb(dataset: nil).run(work.project).datasets.first?.change)
    #expect((change.firstSeen, change.added) == (54, 0))
    let edition = try #require(
      try work.table("revisions_by_dataset").last { $0["dataset"] == "unhcr_population" })
    #expect((edition["rows_first_seen"], edition["rows_added"]) == ("54", "0"))
  }
}
