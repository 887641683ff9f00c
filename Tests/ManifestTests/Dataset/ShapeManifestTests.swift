import Manifest
import Model
import Testing

/// How records stand in a JSON document, as dataset.yaml declares it.
@Suite struct ShapeManifestTests {
  let workspace = Workspace()

  private static func text(_ keys: String) -> String {
    Good.dataset.replacing("  format: csv\n", with: "  format: json\n\(keys.isEmpty ? "" : "  \(keys)\n")")
  }

  private func read(_ keys: String) throws -> DatasetManifest {
    Good.write(into: workspace, dataset: Self.text(keys))
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func everyPartIsRead() throws {
    let arrays = try read("shape: arrays\n  header_at: /meta/columns\n  header_name: name\n  record_mib: 8").readings[0]
      .shape
    #expect(arrays.kind == .arrays && arrays.headerAt == "/meta/columns" && arrays.headerName == "name")
    #expect(arrays.recordSize == 8 << 20)
    let keyed = try read("shape: keyed\n  key_column: FY\n  as_text: [Qty]\n  not_numbers: null").readings[0].shape
    #expect(keyed.kind == .keyed && keyed.keyColumn == "FY" && keyed.asText == ["Qty"] && keyed.hasNotNumbers)
    #expect(try read("shape: lines").readings[0].shape.kind == .lines)
    #expect(try read("shape: columns\n  records: /d").readings[0].shape.kind == .columns)
    #expect(try read("").readings[0].shape == .plain)
    let prints = try ["", "shape: lines", "as_text: Qty", "not_numbers: null", "record_mib: 2"].map {
      try read($0).fingerprint
    }
    #expect(Set(prints).count == prints.count)
  }

  /// What is written under `read:` is in `old`.
  static let cases: [Spoiled] = [
    Spoiled(
      "shape: array", "", says: ":16: read.shape: 'array' is not one of objects, lines, arrays, keyed, columns",
      remedy: "did you mean 'arrays'? Write one of: objects, lines, arrays, keyed, columns"),
    Spoiled(
      "header_at: /0", "", says: ":16: read.header_at: goes with 'shape: arrays', not with 'shape: objects'",
      remedy: "remove it, or correct 'shape'"),
    Spoiled(
      "shape: lines\n  records: /items", "",
      says: ":17: read.records: goes with 'shape: objects' or 'shape: arrays' or 'shape: keyed' or 'shape: columns', "
        + "not with 'shape: lines'",
      remedy: "remove it, or correct 'shape'"),
    Spoiled(
      "shape: keyed", "", says: ":16: read.shape: the keys of the records would be lost",
      remedy: "name a column for them in 'header', and add 'key_column: NAME'"),
    Spoiled(
      "shape: keyed\n  key_column: id", "", says: ":17: read.key_column: 'id' is not in 'header'",
      remedy: "The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "shape: arrays\n  ignore: [x]", "", says: ":17: read.ignore: the values of the arrays have no names",
      remedy: "add header_at: /POINTER, or name them all in 'header'"),
    Spoiled(
      "each: cases", "", says: ":16: read.each: no column of 'header' is of 'cases'",
      remedy: "name the fields of its objects there: cases.NAME. The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "as_text: [qty]", "", says: ":16: read.as_text: 'qty' is not in 'header'",
      remedy: "did you mean 'Qty'? The header has: FY, Month (abbv), Drug Type, Qty"),
    Spoiled(
      "not_numbers: 0", "", says: ":16: read.not_numbers: NaN and Infinity can only be null",
      remedy: "write not_numbers: null, or remove the key: then they are errors"),
  ]

  @Test(arguments: cases) func aMistakeIsNamed(_ mistake: Spoiled) {
    Good.write(into: workspace, dataset: Self.text(mistake.old))
    #expect(workspace.problems() == [mistake.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }
}
