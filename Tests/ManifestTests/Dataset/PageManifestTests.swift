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
      ("wikitext", "  heading: a"),
    ]
    let prints = try parts.map { try read($0, $1).fingerprint }
    #expect(Set(prints).count == prints.count)
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
