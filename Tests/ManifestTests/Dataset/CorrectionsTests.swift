import Model
import Testing

@testable import Manifest

/// `corrections.csv` beside a dataset: what it says, and its mistakes as the user reads them.
@Suite struct CorrectionsTests {
  static let file = "Pipelines/drug-flows/drug_seizures/corrections.csv"
  static let header = "month,drug,column,wrong,right,reason,link\n"
  static let row = "2025-03,Cocaine,quantity_mg,11,12,a typing error,https://example.org/\n"

  let workspace = Workspace()

  private func read(_ text: String) throws -> DatasetManifest {
    Good.write(into: workspace)
    workspace.write(Self.file, text)
    return try #require(try Library.load(folder: workspace.pipelines).datasets.first)
  }

  @Test func valuesAreTypedAsInTheRows() throws {
    let dataset = try read(
      "\u{FEFF}" + Self.header + "\r\n2025-03,Cocaine,quantity_mg,,+12,\"\"\"a\"\", \nb\",https://example.org/\r\n"
        + "2025-04,010,quantity_mg,5,,none,http://example.org/b")
    #expect(
      dataset.corrections == [
        Correction(
          line: 3, key: [.text("2025-03"), .text("Cocaine")], column: "quantity_mg", wrong: .null, right: .integer(12),
          reason: "\"a\", \nb", link: "https://example.org/"),
        Correction(
          line: 5, key: [.text("2025-04"), .text("010")], column: "quantity_mg", wrong: .integer(5), right: .null,
          reason: "none", link: "http://example.org/b"),
      ])
  }

  @Test func theFileIsPartOfTheFingerprint() throws {
    Good.write(into: workspace)
    let without = try #require(try Library.load(folder: workspace.pipelines).datasets.first).fingerprint
    #expect(try read(Self.header).fingerprint == without)
    let with = try read(Self.header + Self.row).fingerprint
    #expect(with != without)
    for (old, new) in [
      ("2025-03", "2025-04"), ("11,12", "12,11"), ("11,12", ",12"), ("a typing error", "another"), ("org/", "org/b"),
    ] {
      #expect(try read(Self.header + Self.row.replacing(old, with: new)).fingerprint != with, "\(new)")
    }
  }

  static let cases: [Spoiled] = [
    Spoiled(
      "month,drug,", "month,durg,", says: ":1: 'durg' is not a column of this file",
      remedy: "did you mean 'drug'? Begin the file with the line month,drug,column,wrong,right,reason,link"),
    Spoiled(
      "month,drug,", "drug,month,", says: ":1: the header is 'drug,month,column,wrong,right,reason,link'",
      remedy: "begin the file with the line month,drug,column,wrong,right,reason,link"),
    Spoiled(
      "2025-03,Cocaine", "2025-13,Cocaine", says: ":2: month: '2025-13' is not a month (YYYY-MM)",
      remedy: "Write it as in the normalized rows, under the contract of columns.month in FOLDER/dataset.yaml"),
    Spoiled(
      "Cocaine", "Cocain", says: ":2: drug: 'Cocain' is not one of the known values",
      remedy: "did you mean 'Cocaine'? Write it as in the normalized rows, under the contract of columns.drug in "
        + "FOLDER/dataset.yaml"),
    Spoiled(
      "quantity_mg", "quantity", says: ":2: 'quantity' is not a column of drug_seizures",
      remedy: "did you mean 'quantity_mg'? The columns that can be corrected are: fiscal_year, quantity_mg"),
    Spoiled(
      "quantity_mg", "drug", says: ":2: 'drug' is a column of the key, which says which row it is",
      remedy:
        "correct a key in FOLDER/normalize.sql; the columns that can be corrected here are: fiscal_year, quantity_mg"),
    Spoiled(
      ",11,", ",eleven,", says: ":2: wrong: 'eleven' is not a whole number in digits alone",
      remedy: "Write it as in the normalized rows, under the contract of columns.quantity_mg in FOLDER/dataset.yaml"),
    Spoiled(
      ",12,", ",-12,", says: ":2: right: '-12' is below the least value allowed, 0",
      remedy: "Write it as in the normalized rows, under the contract of columns.quantity_mg in FOLDER/dataset.yaml"),
    Spoiled(
      "quantity_mg,11,", "fiscal_year,2025,", says: ":2: right: '12' is below the least value allowed, 2015",
      remedy: "Write it as in the normalized rows, under the contract of columns.fiscal_year in FOLDER/dataset.yaml"),
    Spoiled(
      "quantity_mg,11,12", "fiscal_year,2025,",
      says: ":2: right: '' is empty, and the contract says that it never is (null: true allows it)",
      remedy: "Write it as in the normalized rows, under the contract of columns.fiscal_year in FOLDER/dataset.yaml"),
    Spoiled(
      ",12,", ",11,", says: ":2: 'wrong' and 'right' are both '11'",
      remedy: "correct one of them, or remove the line"),
    Spoiled(
      "a typing error", " ", says: ":2: has no reason",
      remedy: "write in a few words why the publisher's value is wrong"),
    Spoiled(
      "https://example.org/", "example.org", says: ":2: 'example.org' is not a web address",
      remedy: "write the address of a page that shows the error or the right value: https://..."),
    Spoiled(
      "a typing error", "typed, wrongly", says: ":2: has 8 fields, and the header has 7",
      remedy: "write one for each of month,drug,column,wrong,right,reason,link; a field with a comma goes in quotes"),
    Spoiled(
      "a typing error", "a \"typing\" error",
      says: ":2: has a quote inside a field that does not begin with one",
      remedy: "put the whole field in quotes, and write each quote inside it twice: \"a \"\"b\"\" c\""),
    Spoiled(
      "a typing error", "\"a typing\" error", says: ":2: has text after the closing quote of a field",
      remedy: "write each quote inside a field twice: \"a \"\"b\"\" c\""),
    Spoiled(
      "a typing error", "\"a typing error", says: ":2: has a quote that is never closed",
      remedy: "close the field with a quote"),
    Spoiled(
      row, row + row.replacing("11,12", with: "13,14"),
      says: ":3: quantity_mg of month=2025-03, drug=Cocaine is corrected a second time, first on line 2",
      remedy: "keep one of the two"),
    Spoiled(
      header + row, "", says: ": is empty",
      remedy: "begin it with the line month,drug,column,wrong,right,reason,link, or remove it"),
  ]

  @Test(arguments: cases) func mistakes(_ spoiled: Spoiled) {
    Good.write(into: workspace)
    workspace.write(Self.file, spoiled.spoil(Self.header + Self.row))
    let folder = "Pipelines/drug-flows/drug_seizures"
    #expect(workspace.problems() == [spoiled.expected(in: Self.file).replacing("FOLDER", with: folder)])
  }

  @Test func aCuratedDatasetHasNone() {
    Good.write(into: workspace)
    let folder = "Pipelines/drug-flows/strikes"
    workspace.write("\(folder)/dataset.yaml", Good.curated)
    workspace.write("\(folder)/normalize.sql", "select strike, dead, reported_on from raw\n")
    workspace.write("\(folder)/curated.csv", "strike,dead,reported_on\n1,2,2025-09-03\n")
    #expect(workspace.problems() == [])
    workspace.write("\(folder)/corrections.csv", "strike,column,wrong,right,reason,link\n")
    #expect(
      workspace.problems() == [
        "\(folder)/corrections.csv: a curated dataset has no corrections: its rows are ours\n"
          + "-> correct \(folder)/curated.csv, and remove this file"
      ])
  }
}
