import Manifest
import Model
import Testing

/// Where a table is in an Excel workbook, as dataset.yaml declares it.
@Suite struct SheetManifestTests {
  let workspace = Workspace()

  private func read(_ keys: String) throws -> DatasetManifest {
    Good.write(
      into: workspace, dataset: Good.dataset.replacing("  format: csv\n", with: "  format: xlsx\n\(keys)\n"))
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func everyPartIsRead() throws {
    let reading = try read(
      """
        sheet_like: 'Annual .*'
        header_lines: 2
        header_within: 50
        until: [Total, 'Source:']
        fill_merged: FY
        as_shown: [Qty]
        hidden: skip
        ignore: [Note]
        unpivot: {columns: '\\d{4}', name: year, value: people}
      """
    ).readings[0]
    var wanted = SheetShape.plain
    wanted.choice = .like("Annual .*")
    wanted.headerRows = 2
    wanted.headerWithin = 50
    wanted.end = .texts(["Total", "Source:"])
    wanted.fillMerged = ["FY"]
    wanted.asShown = ["Qty"]
    wanted.hidden = .skip
    #expect(reading.format == .xlsx && reading.sheet == wanted)
    #expect(reading.ignore == ["Note"] && reading.unpivot?.name == "year")
    #expect(try read("  sheet: '2024'").readings[0].sheet.choice == .named("2024"))
    #expect(try read("  until: blank").readings[0].sheet.end == .blankRow)
    #expect(try read("  until: end").readings[0].sheet == .plain)
    #expect(try read("  until: Total").readings[0].sheet.end == .texts(["Total"]))
    #expect(try read("  until: [blank]").readings[0].sheet.end == .texts(["blank"]))
  }

  @Test func eachPartChangesTheFingerprint() throws {
    let parts = [
      "sheet: A", "sheet: B", "sheet_like: A", "header_lines: 2", "header_within: 5", "until: blank", "until: [a]",
      "fill_merged: FY", "as_shown: FY", "hidden: skip", "hidden: read",
    ]
    let prints = try parts.map { try read("  \($0)").fingerprint } + [read("").fingerprint]
    #expect(Set(prints).count == prints.count)
  }

  @Test func anUnknownColumnIsNamed() throws {
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing("  format: csv\n", with: "  format: xlsx\n  fill_merged: FX\n"))
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/drug_seizures/dataset.yaml:16: read.fill_merged: 'FX' is not in 'header'\n-> did you mean "
          + "'FY'? The header has: FY, Month (abbv), Drug Type, Qty"
      ])
  }

  @Test func oneSheetIsNamedOnce() throws {
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing("  format: csv\n", with: "  format: xlsx\n  sheet: A\n  sheet_like: B\n"))
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/drug_seizures/dataset.yaml:17: read.sheet_like: names the sheet, and so does 'sheet'\n"
          + "-> keep one of the two"
      ])
  }
}
