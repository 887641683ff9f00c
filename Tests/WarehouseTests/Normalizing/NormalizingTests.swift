import Manifest
import Model
import Testing

@testable import Warehouse

@Suite struct NormalizingTests {
  @Test(arguments: [
    ("1", 453_592), ("0", 0), ("0.0", 0), ("147.04832875399998", 66_700_000), ("6.61386786e-05", 30),
    ("1e2", 45_359_237), ("0.0000011024", 1), ("0.00000110231", 0), ("0.0000011", 0), ("-1", -453_592),
    ("39956.7638", 18_124_083_190),
    // Exact ties round up: 0.5 mg is 1 mg.
    ("500", 226_796_185), ("50", 22_679_619),
  ])
  func poundsBecomeMilligramsExactly(pounds: String, milligrams: Int64) {
    let bytes = Array(pounds.utf8)
    #expect(bytes.withUnsafeBufferPointer { ExactNumber.scaled($0, by: 45_359_237, scale: 2) } == milligrams)
  }

  @Test(arguments: [
    "", "-", "abc", "1.2.3", "1e", "1e+", "1,000", "1 lb", "99999999999999999999999999999999", "1e400", ".",
  ])
  func whatIsNoNumberIsNotConverted(text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { ExactNumber.scaled($0, by: 45_359_237, scale: 2) } == nil)
  }

  @Test(arguments: [
    ("1–2 September 2025", "2025-09-02"), ("15 November 2025", "2025-11-15"), ("November 15, 2025", "2025-11-15"),
    ("30 November – 2 December 2025", "2025-12-02"), ("30 November–2 December 2025", "2025-12-02"),
    ("November 1–2, 2025", "2025-11-02"), ("2025-9-5", "2025-09-05"), ("2026-1-23", "2026-01-23"),
    ("2025-11-16T12:00:00Z", "2025-11-16"), ("5 Feb 2026", "2026-02-05"), ("2026-08-31 – 2026-09-02", "2026-09-02"),
    ("2026-08-31–2026-09-02", "2026-09-02"), ("2026-8-31 - 2026-9-2", "2026-09-02"), ("2026-09-02 ", "2026-09-02"),
    ("2026-09-02T00:00:00.000", "2026-09-02"), ("2026-09-02 14:30", "2026-09-02"),
    ("2026-09-02 14:30:05 UTC", "2026-09-02"), ("2026-09-02T14:30:05.25+02:00", "2026-09-02"),
    ("2026-09-02 02:30:00 PM", "2026-09-02"),
  ])
  func datesAsWritten(text: String, date: String) { #expect(WrittenDate.date(text) == date) }

  @Test(arguments: [
    "", "November 2025", "31 November 2025", "15 Brumaire 2025", "2025-13-01", "2025-11-16x", "15/11/2025",
    "2–1 September 2025", "September 2–1, 2025", "3 January 2026 – 2 December 2025", "15 November 25",
    "2026-08-31 or 2026-09-02", "2026-09-02 and 2026-09-04", "2026-09-02 (announced 4 September)",
    "2026-09-02 – 2026-08-31", "2026-08-31 – 2026-09-02 or later", "2026-08-31-2026-09-02", "2026-08-31 2026-09-02",
    "2026-09-02?", "2026-09-02T", "2026-09-02 14", "2026-09-02 25:00", "2026-09-02 14:30 local", "2026-09-02 14:30+1",
    "not before 1 November–2 December 2025", "late –2 December 2025", "1–2–3 December 2025",
  ])
  func whatIsNoDate(text: String) { #expect(WrittenDate.date(text) == nil) }

  @Test(arguments: [
    ("2026 (FYTD)", "OCT", "2025-10"), ("2026", "SEP", "2026-09"), ("2025", "jan", "2025-01"),
    ("2025", "September", "2025-09"),
  ])
  func fiscalMonths(year: String, month: String, wanted: String) {
    #expect(WrittenDate.month(ofFiscalYear: year, month) == wanted)
  }

  @Test func thousandsSeparatorsMustStandRight() {
    #expect(NormalizingFunctions.withoutThousandsSeparators("1,234,567") == "1234567")
    #expect(NormalizingFunctions.withoutThousandsSeparators("107573") == "107573")
    for wrong in ["1,23", "12,34,567", ",123", "1,", "1.5", "", "-5", "1234,567"] {
      #expect(NormalizingFunctions.withoutThousandsSeparators(wrong) == nil)
    }
  }

  @Test func rangesHaveEnds() {
    #expect(NormalizingFunctions.rangeEnds("11–13")! == ("11", "13"))
    #expect(NormalizingFunctions.rangeEnds("7")! == ("7", "7"))
    #expect(NormalizingFunctions.rangeEnds("11 - 13")! == ("11", "13"))
    #expect(NormalizingFunctions.rangeEnds(">1") == nil)
    #expect(NormalizingFunctions.rangeEnds("1–2–3") == nil)
    #expect(NormalizingFunctions.rangeEnds("7 0") == nil)
  }

  /// Every verb gives back what it cannot convert, so that the contract quotes the publisher's own value; NULL stays NULL.
  @Test(arguments: [
    "fiscal_year(x)", "month_of_fiscal_year('2025', x)", "month_of_year('2025', x)", "milligrams_from_pounds(x)",
    "plain_integer(x)", "plain_date(x)", "first_number(x)", "last_number(x)", "squeeze(x)",
    "exact_number(x)", "at_least(x)",
  ])
  func verbsGiveBackWhatTheyCannotConvert(call: String) throws {
    let dataset = Self.oneColumn(sql: "select \(call) as x from raw")
    let sample = try NormalizedSample(
      dataset, reader: ArrayReader(["x"], [["what?"], [nil], [""]]), rawNames: ["x"], published: Self.day)
    #expect(sample.rows.contains([.text("what?")]))
    #expect(sample.rows.contains([.null]))
    #expect(sample.rows.contains([.text("")]))
  }

  @Test func sortingStatementsMustNameTheirRecords() throws {
    let sorted = Self.oneColumn(sql: "select x from raw order by x")
    #expect(throws: Problem.self) {
      try NormalizedSample(sorted, reader: ArrayReader(["x"], [["b"], ["a"]]), rawNames: ["x"], published: Self.day)
    }
    let named = Self.oneColumn(
      sql: "select x || row_number() over (partition by substr(x, 1, 1) order by _record) as x, _page, _record from raw"
    )
    let sample = try NormalizedSample(
      named, reader: ArrayReader(["x"], [["b1"], ["a1"], ["b2"]]), rawNames: ["x"], published: Self.day)
    #expect(sample.rows == [[.text("a11")], [.text("b11")], [.text("b22")]])
  }

  @Test func errorsNameTheFilesLine() throws {
    let broken = Self.oneColumn(sql: "-- a comment\nselect\n  nosuch as x\nfrom raw")
    let problem = try #require(throws: Problem.self) {
      try NormalizedSample(broken, reader: ArrayReader(["x"], []), rawNames: ["x"], published: Self.day)
    }
    #expect(problem.place == "Pipelines/tests/things/normalize.sql:3")
    #expect(problem.what.contains("no such column: nosuch"))
  }

  /// SQLite would take "no such name" for the text between the quotes.
  @Test func aQuotedNameOfNoColumnIsNoText() throws {
    let broken = Self.oneColumn(sql: "select \"Grand Total\" as x from raw")
    let problem = try #require(throws: Problem.self) {
      try NormalizedSample(broken, reader: ArrayReader(["x"], [["1"]]), rawNames: ["x"], published: Self.day)
    }
    #expect(problem.what.contains("no such column: Grand Total"))
  }

  /// Publishers add and drop columns: `raw` has those of all readings, and the file's own reading says which hold something.
  @Test(arguments: [
    ("select coalesce(z, 'none') || _page || _published as x from raw", "none12025-11-19"),
    ("select coalesce(\"the y\", 'none') || _record as x from raw", "none1"), ("select y as x from raw", "why"),
  ])
  func aColumnOfAnotherReadingIsNull(sql: String, wanted: String) throws {
    var dataset = Self.oneColumn(sql: sql)
    dataset.readings = [
      Reading(format: .csv, header: ["y"]), Reading(format: .csv, header: ["z", "y"]),
      Reading(format: .csv, header: ["the y", "z"]),
    ]
    let sample = try NormalizedSample(
      dataset, reader: ArrayReader(["y"], [["why"]]), rawNames: ["y"], published: Self.day)
    #expect(sample.rows == [[.text(wanted)]])
  }

  @Test func columnsMustBeTheContracts() throws {
    let other = Self.oneColumn(sql: "select x as y from raw")
    let problem = try #require(throws: Problem.self) {
      try NormalizedSample(other, reader: ArrayReader(["x"], []), rawNames: ["x"], published: Self.day)
    }
    #expect(problem.what == "lacks the column x and has the column y, which the contract does not know")
  }

  @Test(arguments: [
    (Column.Kind.month, "2025-13"), (.month, "2025-1"), (.date, "2025-02-30"), (.year, "25"), (.boolean, "2"),
    (.integer, "1.5"), (.integer, "99999999999999999999"), (.integer, " 1"), (.integer, ""),
  ])
  func theContractRefuses(kind: Column.Kind, value: String) throws {
    var dataset = Self.oneColumn(sql: "select x from raw")
    dataset.columns = [Column(name: "x", kind: kind)]
    let sample = try NormalizedSample(
      dataset, reader: ArrayReader(["x"], [[value]]), rawNames: ["x"], published: Self.day)
    #expect(sample.rows.isEmpty)
    #expect(sample.quarantined.map(\.value) == [value])
  }

  static let day = Day(year: 2025, month: 11, day: 19)!

  static func oneColumn(sql: String) -> DatasetManifest {
    var dataset = Fixture.dataset(sql: sql)
    dataset.columns = [Column(name: "x", kind: .text, isNullable: true)]
    dataset.key = ["x"]
    dataset.partition = []
    return dataset
  }
}
