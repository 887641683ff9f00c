import Manifest
import Model
import Testing

/// Tables of pages, and JSON in them, as dataset.yaml declares them.
@Suite struct PageManifestTests {
  let workspace = Workspace()

  private func read(_ format: String, _ keys: String) throws -> DatasetManifest {
    Good.write(
      into: workspace, dataset: Good.dataset.replacing("  format: csv\n", with: "  format: \(format)\n\(keys)\n"))
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func everyPartIsRead() throws {
    let reading = try read(
      "html",
      "  caption: Seizures\n  heading: All\n  encoding: latin-1\n  header_lines: 2\n  footer: Total\n  counted: [FY, Qty]"
    ).readings[0]
    #expect(reading.format == .html && reading.caption == "Seizures" && reading.heading == "All")
    #expect(reading.dialect.encoding == .latin1 && reading.dialect.headerLines == 2)
    #expect(reading.dialect.footer == ["Total"] && reading.counted == ["FY", "Qty"])
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing("  format: csv\n", with: "  format: html\n").replacing(
        "names: [fy, month_abbv, drug_type, qty]", with: "names: [fy, month_abbv, drug_type, quantity_mg]"
      )
      .replacing("unit: mg, null: true}", with: "unit: mg, null: true, written: {thousands: comma}}"))
    let formed = try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures").readings[0]
    #expect(formed.formed == [formed.header[3]] && formed.counted == formed.formed)
    // A column with another name than the contract's may be any number.
    #expect(formed.unclear.contains(formed.header[1]) && !formed.unclear.contains(formed.header[3]))
    let marked = try read("html", "  marks: [a, '1']\n  counted: []").readings[0]
    #expect(marked.marks == ["a", "1"] && marked.unclear.isEmpty && marked.counted.isEmpty)
    let loose = try read("html", "  prose: [Drug Type]\n  hidden: read").readings[0]
    #expect(loose.prose == ["Drug Type"] && loose.sheet.hidden == .read)
    let chosen = try read(
      "html",
      "  title_lines: 2\n  ignore: ['', Notes]\n  unpivot: {columns: '\\d+', name: Year, value: quantity_mg}\n"
        + "  sections: [{name: region, pattern: '^[A-Z]+$'}]\n  labels_alone: read"
    ).readings[0]
    #expect(chosen.dialect.titleLines == 2 && chosen.ignore == ["", "Notes"] && chosen.hasLabelsAlone)
    #expect(chosen.cells.suffix(2) == ["Year", "quantity_mg"] && chosen.rawNames.last == "region")
    // The values of the columns that become records are those of the contract's column.
    #expect(chosen.counted == ["quantity_mg"] && chosen.sections.map(\.pattern) == ["^[A-Z]+$"])
    let sheet = try read("xlsx", "  marks: '1'\n  prose: [FY]\n  sections: {name: region, pattern: x}").readings[0]
    #expect(sheet.marks == ["1"] && sheet.prose == ["FY"] && sheet.sections.count == 1 && sheet.unclear.isEmpty)
    #expect(try read("csv", "  until: blank").readings[0].dialect.endsAtBlankLine)
    #expect(try read("pdf", "  marks: ['1']").readings[0].marks == ["1"])
    #expect(try read("json", "  inside: {script: data}").readings[0].inside == .script("data"))
    #expect(try read("json", "  inside: {variable: data}").readings[0].inside == .variable("data"))
    #expect(try read("wikitext", "  heading: All").readings[0].heading == "All")
  }

  @Test func eachPartChangesTheFingerprint() throws {
    let parts = [
      ("html", ""), ("html", "  caption: a"), ("html", "  heading: a"), ("html", "  encoding: latin-1"),
      ("html", "  header_lines: 2"), ("html", "  footer: a"), ("html", "  counted: [FY]"), ("html", "  prose: [FY]"),
      ("html", "  hidden: read"), ("html", "  marks: a"), ("html", "  counted: []"), ("json", ""),
      ("json", "  inside: {script: a}"), ("json", "  inside: {variable: a}"), ("wikitext", ""),
      ("html", "  title_lines: 1"), ("html", "  ignore: ['']"), ("html", "  sections: {name: a, pattern: b}"),
      ("html", "  sections: {name: a, pattern: c}"), ("html", "  labels_alone: read"), ("csv", ""),
      ("csv", "  until: blank"),
      ("xlsx", ""), ("xlsx", "  prose: [FY]"), ("xlsx", "  marks: a"),
      ("json", "  unpivot: {columns: a, name: b, value: c}"),
      ("wikitext", "  heading: a"),
    ]
    let prints = try parts.map { try read($0, $1).fingerprint }
    #expect(Set(prints).count == prints.count)
  }

  @Test(arguments: [
    (
      "csv", "  footer: Total\n  until: blank", "17: read.until: says where the table ends, and so does 'footer'",
      "keep one of the two"
    ),
    (
      "json", "  each: cases\n  header: [FY, cases.n]\n  unpivot: {columns: a, name: b, value: c}",
      "18: read.unpivot: 'each' makes rows of a record, and so does this",
      "keep one of the two, and let normalize.sql do the other"
    ),
    (
      "json", "  shape: arrays\n  unpivot: {columns: a, name: b, value: c}",
      "17: read.unpivot: the values of the arrays have no names",
      "add header_at: /POINTER, or name them all in 'header'"
    ),
  ])
  func whatDoesNotGoTogether(format: String, keys: String, says: String, remedy: String) {
    var dataset = Good.dataset.replacing("  format: csv\n", with: "  format: \(format)\n\(keys)\n")
    if keys.contains("  header:") {
      dataset = dataset.split(separator: "\n", omittingEmptySubsequences: false).filter {
        !$0.hasPrefix("  names:") && !($0.hasPrefix("  header:") && !$0.contains("cases.n"))
      }.joined(separator: "\n")
    }
    Good.write(into: workspace, dataset: dataset)
    #expect(
      workspace.problems().contains { $0.hasSuffix("dataset.yaml:\(says)\n-> \(remedy)") }, "\(workspace.problems())")
  }

  @Test func aTableHasNoPages() throws {
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing(
        "  format: csv\n", with: "  format: html\n  sections: [{name: a, pattern: b, place: page}]\n"))
    #expect(workspace.problems().contains { $0.contains(":16: unknown key 'place'") }, "\(workspace.problems())")
  }

  @Test func oneOfTwoPlacesIsNamed() throws {
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing(
        "  format: csv\n", with: "  format: json\n  inside: {script: a, variable: b}\n"))
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/drug_seizures/dataset.yaml:16: read.inside.variable: says where the document is, and so does "
          + "'script'\n-> keep one of the two"
      ])
  }
}
