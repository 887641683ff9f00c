import Manifest
import Model
import Testing

/// Where a table is in a PDF, as dataset.yaml declares it.
@Suite struct PDFManifestTests {
  let workspace = Workspace()

  private static func text(_ keys: String) -> String {
    Good.dataset.replacing("  format: csv\n", with: "  format: pdf\n\(keys.isEmpty ? "" : "  \(keys)\n")")
  }

  private func read(_ keys: String) throws -> DatasetManifest {
    Good.write(into: workspace, dataset: Self.text(keys))
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func everyPartIsRead() throws {
    let found = try read(
      "title: Table 2\n  until: [Source, Note]\n  leave_out: Page\n  labels_alone: read\n  over: [Both]\n  align: {Qty: right}\n  row_gap: 0.9\n"
        + "  faults: accepted\n  sections:\n    - {name: year, pattern: 'FY(\\d+)'}\n"
        + "    - {name: made, pattern: 'on (.*)', place: page}"
    ).readings[0]
    #expect(found.format == .pdf && found.rawNames == ["fy", "month_abbv", "drug_type", "qty", "year", "made"])
    #expect(
      found.pdf.title == "Table 2" && found.pdf.until == ["Source", "Note"] && found.pdf.leaveOut == ["Page"]
        && found.pdf.hasLabelsAlone)
    #expect(found.pdf.over == ["Both"] && found.pdf.alignments == ["Qty": .right] && found.pdf.rowGap == 0.9)
    #expect(found.pdf.allowsFaults && found.pdf.hasHeaderLine && found.pdf.ranges.isEmpty)
    #expect(
      found.pdf.sections == [
        .init(name: "year", pattern: #"FY(\d+)"#), .init(name: "made", pattern: "on (.*)", place: .page),
      ])
    let placed = try read("columns_at: [[20, 100.5], [100.5, 200], [210, 220], [220, 300]]\n  header_line: false")
      .readings[0].pdf
    #expect(placed.ranges.prefix(2) == [.init(from: 20, to: 100.5), .init(from: 100.5, to: 200)])
    #expect(placed.ranges.count == 4 && !placed.hasHeaderLine)
    #expect(try read("").readings[0].pdf == .plain)
    #expect(try read("prose: [Qty]").readings[0].prose == ["Qty"])
    let prints = try ["", "title: T", "row_gap: 1", "align: {Qty: left}", "faults: accepted", "prose: [Qty]"].map {
      try read($0).fingerprint
    }
    #expect(Set(prints).count == prints.count)
  }

  /// What is written under `read:` is in `old`.
  static let cases: [Spoiled] = [
    Spoiled(
      "header_line: false", "", says: ":16: read.header_line: without a header the columns cannot be found",
      remedy: "write columns_at: [[FROM, TO], ...], one for each column, in points from the left edge of the page"),
    Spoiled(
      "columns_at: [[1, 2]]", "", says: ":16: read.columns_at: 1 place for 4 columns of 'header'",
      remedy: "give every column its place, in the same order: [[FROM, TO], ...]"),
    Spoiled(
      "columns_at: [[1, 20], [20, 30], [30, 40], [35, 50]]", "",
      says:
        ":16: read.columns_at: the place of 'Qty' begins before the column before it ends, or ends before it begins",
      remedy: "write the columns from left to right, each [FROM, TO] with FROM below TO"),
    Spoiled(
      "columns_at: [[1, 20], [30]]", "", says: ":16: read.columns_at: is 1 number, not a beginning and an end",
      remedy: "write [FROM, TO], in points"),
    Spoiled(
      "align: {Qyt: left}", "", says: ":16: read.align: 'Qyt' is not in 'header'",
      remedy: "did you mean 'Qty'? The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "columns_at: [[1, 20], [20, 30], [30, 40], [40, 50]]\n  align: {Qty: left}", "",
      says: ":17: read.align: the places of the columns are declared already", remedy: "remove it, or 'columns_at'"),
    Spoiled(
      "sections: [{name: fy, pattern: x}]", "", says: ":18: read.names: two columns are named 'fy' (SQL ignores case)",
      remedy: "give it another name"),
    Spoiled(
      "records: /x", "", says: ":16: read.records: goes with 'format: json', not with 'format: pdf'",
      remedy: "remove it, or correct 'format'"),
  ]

  @Test(arguments: cases) func aMistakeIsNamed(_ mistake: Spoiled) {
    Good.write(into: workspace, dataset: Self.text(mistake.old))
    #expect(workspace.problems() == [mistake.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }
}
