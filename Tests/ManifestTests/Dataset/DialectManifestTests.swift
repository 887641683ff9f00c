import Manifest
import Model
import Testing

/// How a publisher writes CSV, as dataset.yaml declares it.
@Suite struct DialectManifestTests {
  let workspace = Workspace()

  private func read(_ keys: String) throws -> DatasetManifest {
    Good.write(
      into: workspace, dataset: Good.dataset.replacing("  format: csv\n", with: "  format: csv\n\(keys)\n"))
    return try Library.load(folder: workspace.pipelines).dataset(named: "drug_seizures")
  }

  @Test func everyPartIsRead() throws {
    let reading = try read(
      """
        encoding: windows-1252
        separator: ';'
        quote: single
        escape: backslash
        blanks_around_quotes: true
        sep_line: true
        title_lines: 3
        header_lines: 2
        comment: '#'
        footer: [Total, 'Source:']
        trailing_separator: true
        missing: null
        record_mib: 64
        ignore: [Shape]
        unpivot: {columns: '\\d{4}', name: year, value: people}
      """
    ).readings[0]
    var wanted = Dialect.plain
    wanted.encoding = .windows1252
    wanted.separator = UInt8(ascii: ";")
    wanted.quote = UInt8(ascii: "'")
    wanted.escape = .backslash
    wanted.hasBlanksAroundQuotes = true
    wanted.hasSeparatorLine = true
    wanted.title = .lines(3)
    wanted.headerLines = 2
    wanted.comment = "#"
    wanted.footer = ["Total", "Source:"]
    wanted.hasTrailingSeparator = true
    wanted.allowsShortRecords = true
    wanted.recordSize = 64 << 20
    #expect(reading.dialect == wanted)
    #expect(reading.ignore == ["Shape"])
    #expect(reading.unpivot == Unpivot(columns: #"\d{4}"#, name: "year", value: "people"))
    #expect(reading.rawNames == ["fy", "month_abbv", "drug_type", "qty", "year", "people"])
    #expect(try read("  separator: tab").readings[0].dialect.separator == 9)
    #expect(try read("  header_starts_with: 'FY,'").readings[0].dialect.title == .until("FY,"))
    let unquoted = try read("  quote: none").readings[0].dialect
    #expect(unquoted.quote == nil && unquoted.escape == .none)
    #expect(try read("  header_lines: 1").readings[0].dialect == .plain)
  }

  @Test func eachPartChangesTheFingerprint() throws {
    let parts = [
      "encoding: latin-1", "separator: tab", "quote: none", "escape: none", "blanks_around_quotes: true",
      "sep_line: true", "title_lines: 1", "header_lines: 2", "comment: '//'", "footer: Total",
      "trailing_separator: true", "missing: null", "record_mib: 2", "ignore: [x]",
      "unpivot: {columns: x, name: a, value: b}",
    ]
    let prints = try parts.map { try read("  \($0)").fingerprint } + [read("").fingerprint]
    #expect(Set(prints).count == prints.count)
  }

  static let cases: [Spoiled] = [
    Spoiled(
      "encoding: cp1252", "",
      says: ":16: read.encoding: 'cp1252' is not one of utf-8, utf-16, utf-16le, utf-16be, "
        + "windows-1252, latin-1, windows-1250, iso-8859-2, iso-8859-15",
      remedy: "Write one of: utf-8, utf-16, utf-16le, utf-16be, windows-1252, latin-1, windows-1250, iso-8859-2, "
        + "iso-8859-15"),
    Spoiled(
      "separator: semicolon", "", says: ":16: read.separator: 'semicolon' cannot separate fields",
      remedy: "write one sign in quotes, such as ';', '|' or \"\\x1f\", or the word tab or blank"),
    Spoiled(
      "title_lines: 2\n  header_starts_with: FY", "",
      says: ":17: read.header_starts_with: says where the header is, and so does 'title_lines'",
      remedy: "keep one of the two"),
    Spoiled(
      "header_starts_with: 'Year;'", "",
      says: ":16: read.header_starts_with: 'Year;' is not how 'header' begins ('FY')",
      remedy: "write the beginning of the header's line as it is in the file"),
    Spoiled(
      "quote: none\n  escape: doubled", "",
      says: ":17: read.escape: there are no quotes to double ('quote: none')",
      remedy: "write backslash, or remove it"),
    Spoiled(
      "quote: none\n  lines_per_record: 3", "",
      says: ":17: read.lines_per_record: there are no quotes ('quote: none')", remedy: "remove one of the two"),
    Spoiled(
      "header_lines: 0\n  unpivot: {columns: x, name: a, value: b}", "",
      says: ":17: read.unpivot: the columns of the file have no names ('header_lines: 0')",
      remedy: "remove one of the two"),
    Spoiled(
      "unpivot: {columns: 'Q.*', name: a, value: b}", "",
      says: ":16: read.unpivot.columns: 'Qty' is in 'header' and matches too",
      remedy: "keep it in one of the two: each is read once"),
    Spoiled(
      "unpivot: {columns: '\\d+', name: qty, value: b}", "",
      says: ":18: read.names: two columns are named 'qty' (SQL ignores case)", remedy: "give it another name"),
    Spoiled(
      "unpivot: {column: '\\d+', name: y, value: b}", "",
      says: ":16: unknown key 'column' in read.unpivot",
      remedy: "did you mean 'columns'? The keys here are: columns, name, value"),
    Spoiled(
      "comment: F", "", says: ":16: read.comment: the header begins with 'F' too",
      remedy: "remove it, or give a longer text"),
    Spoiled(
      "comment: ',x'", "", says: ":16: read.comment: begins with the separator, as a record may",
      remedy: "correct one of the two"),
    Spoiled(
      "missing: 0", "", says: ":16: read.missing: the fields that a short record lacks can only be null",
      remedy: "write missing: null, or remove the key: then a short record goes to quarantine"),
    Spoiled(
      "record_mib: 65", "", says: ":16: read.record_mib: 65 is more than 64", remedy: "write a number from 1 to 64"),
    Spoiled(
      "ignore: [Qty]", "", says: ":16: read.ignore: 'Qty' is in 'header' too", remedy: "keep it in one of the two"),
  ]

  /// What is written under `read:` is in `old`.
  @Test(arguments: cases) func aMistakeIsNamed(_ mistake: Spoiled) {
    let text = Good.dataset.replacing("  format: csv\n", with: "  format: csv\n  \(mistake.old)\n")
    Good.write(into: workspace, dataset: text)
    #expect(workspace.problems() == [mistake.expected(in: "Pipelines/drug-flows/drug_seizures/dataset.yaml")])
  }

  @Test func dialectKeysGoWithCSV() {
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing("  format: csv\n", with: "  format: json\n  separator: ';'\n"))
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/drug_seizures/dataset.yaml:16: read.separator: goes with 'format: csv', not with "
          + "'format: json'\n-> remove it, or correct 'format'"
      ])
  }
}
