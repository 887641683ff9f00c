import FoundationEssentials
import Manifest
import Model
import Testing

@testable import Publishing

@Suite struct TablePagesTests {
  static let month = TableColumn(name: "month", kind: .month, description: "")
  static let port = TableColumn(name: "port", kind: .text, description: "")
  static let boats = TableColumn(name: "boats", kind: .integer, unit: "boats", description: "")

  static func lines(_ columns: [TableColumn], _ rows: [[Value]]) -> [String] {
    let manifest = TableManifest(
      name: "t", pipeline: "p", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
    let result = TableResult(table: "t", columns: columns.map(\.name), rows: rows, asOf: nil, sources: [])
    return TablePeaks(TableShape(result, manifest)).lines.map { "\($0.name): \($0.words)" }
  }

  @Test func theNewestAndThePeakAreStatedForEachSeries() {
    // The order of the months is not that of their names.
    let months = ["2023-09", "2025-09", "2023-10", "2024-04"]
    let counts: [Int64] = [72_325, 361, 500, 400]
    #expect(
      Self.lines([Self.month, Self.boats], zip(months, counts).map { [.text($0), .integer($1)] }) == [
        "Boats: 361 boats in September 2025, the newest; the highest was 72,325 boats in September 2023."
      ])
    let rows: [[Value]] = ["A", "B"].flatMap { port in
      zip(months, counts).map { [.text($0), .text(port), .integer(port == "A" ? $1 : 7)] }
    }
    #expect(
      Self.lines([Self.month, Self.port, Self.boats], rows) == [
        "Boats, A: 361 boats in September 2025, the newest; the highest was 72,325 boats in September 2023.",
        "Boats, B: 7 boats in September 2025, the newest and the highest.",
      ])
  }

  /// A month's total is the sum of its places, where these may be added.
  @Test func totalsAreOfWhatMayBeAdded() {
    func shape(_ adds: Adding?, _ rows: [[Value]]) -> TableShape {
      var boats = Self.boats
      boats.adds = adds
      let columns = [Self.month, Self.port, boats]
      let manifest = TableManifest(
        name: "t", pipeline: "p", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
      return TableShape(
        TableResult(table: "t", columns: columns.map(\.name), rows: rows, asOf: nil, sources: []), manifest)
    }
    let rows: [[Value]] = [(9, 1), (10, 5), (11, 2)].flatMap { month, n in
      ["A", "B"].map { [.text("2025-\(month < 10 ? "0" : "")\(month)"), .text($0), .integer(n)] }
    }
    #expect(TableTotals(shape(.overTimeAndPlaces, rows)).sums == [nil, nil, 16])
    for adds in [Adding.overTime, .overPlaces, .never, nil] {
      #expect(TableTotals(shape(adds, rows)).sums == [nil, nil, nil])
    }
    #expect(TableTotals(shape(.overTime, rows)).sumsByTime(2) == nil)
    #expect(
      TableTotals(shape(.overPlaces, rows)).sumsByTime(2)?.map { $0[2] } == [.integer(2), .integer(10), .integer(4)])
    #expect(
      TablePeaks(shape(.overPlaces, rows)).lines.first.map { "\($0.name): \($0.words)" }
        == "Boats, all together: 4 boats in November 2025, the newest; the highest was 10 boats in October 2025.")
    // What a source does not say is not 0, and a sum too large for a whole number is none.
    let unsaid: [[Value]] = [[.text("2025-01"), .text("A"), .integer(1)], [.text("2025-01"), .text("B"), .null]]
    #expect(TableTotals(shape(.overTimeAndPlaces, unsaid)).sums == [nil, nil, nil])
    let large = unsaid.map { [$0[0], $0[1], Value.integer(.max)] }
    #expect(TableTotals(shape(.overTimeAndPlaces, large)).sums == [nil, nil, nil])
  }

  private static func page(_ columns: [TableColumn], _ rows: [[Value]]) -> String {
    var content = SiteTests.content("Plain")
    content.tables[0].manifest = TableManifest(
      name: "t", pipeline: "boats", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
    content.tables[0].result = TableResult(
      table: "t", columns: columns.map(\.name), rows: rows, asOf: nil, sources: [])
    return Templates.render("table", TablePage(content, content.tables[0]).view)
  }

  private static func firstCells(_ page: String) -> [String] {
    page.components(separatedBy: "<tbody>")[1].components(separatedBy: "</tbody>")[0].components(separatedBy: "<tr>")
      .dropFirst().map { row in
        row.components(separatedBy: "<td").dropFirst().prefix(2).map {
          $0.components(separatedBy: ">")[1].components(separatedBy: "<")[0]
        }.joined(separator: " ")
      }
  }

  /// In a table of many columns each cell says of which it is, where the row is a list; a title cannot end the rule.
  @Test func aWideTableHasALabelForEachCell() {
    let columns = (1...5).map {
      TableColumn(
        name: $0 == 1 ? "a\"}</style>_b" : "count_\($0)", kind: .text, unit: $0 == 5 ? "percent of <all>" : nil,
        description: "")
    }
    let page = Self.page(columns, [columns.map { _ in .text("x") }])
    #expect(page.contains("table.data tr>:nth-child(1){--label:\"A    style  b\"}"), "\(page.prefix(900))")
    #expect(page.contains("table.data tr>:nth-child(5){--label:\"Count 5, percent of  all \"}</style>"))
    #expect(page.contains("<table class=\"data listed\""))
    let four = Self.page(Array(columns.dropLast()), [columns.dropLast().map { _ in .text("x") }])
    #expect(!four.contains("<style>") && !four.contains("data listed"))
  }

  private static let year = TableColumn(name: "year", kind: .year, description: "")
  private static let partial = TableColumn(name: "is_partial", kind: .boolean, description: "")

  /// A total is of whole periods, and says what it leaves out.
  @Test func noTotalAddsAPartOfAPeriod() {
    var boats = Self.boats
    boats.adds = .overTime
    let columns = [Self.year, Self.partial, boats]
    func rows(_ lastIsPartial: Int64) -> [[Value]] {
      [(2023, 0, 5), (2024, 0, 9), (2025, lastIsPartial, 2)].map { [.integer($0), .integer($1), .integer($2)] }
    }
    let page = Self.page(columns, rows(1))
    let foot = page.components(separatedBy: "<tfoot>")[1].components(separatedBy: "</tfoot>")[0]
    #expect(foot.contains(">All rows but one of a partial period</td>") && foot.contains(">14</td>"), "\(foot)")
    #expect(page.contains("2 boats in 2025 (a part of the period), the newest; the highest was 9 boats in 2024."))
    let whole = Self.page(columns, rows(0)).components(separatedBy: "<tfoot>")[1]
    #expect(whole.contains(">All rows</td>") && whole.contains(">16</td>"))
  }

  /// Also where the time is not the first column: within what stands before it, and last where there is none.
  @Test func theNewestIsFirstWithinEachGroup() {
    let rows: [[Value]] = [
      [.text("B"), .integer(2019), .integer(1)], [.text("B"), .null, .integer(2)],
      [.text("B"), .integer(2020), .integer(3)], [.text("A"), .integer(2018), .integer(4)],
      [.text("A"), .integer(2021), .integer(5)],
    ]
    #expect(
      Self.firstCells(Self.page([Self.port, Self.year, Self.boats], rows)) == [
        "B 2020", "B 2019", "B –", "A 2021", "A 2018",
      ])
    // A time that says something of a number is not the row's own.
    let counted: [[Value]] = [
      [.text("B"), .integer(1), .integer(2019)], [.text("B"), .integer(2), .integer(2020)],
    ]
    #expect(Self.firstCells(Self.page([Self.port, Self.boats, Self.year], counted)) == ["B 1", "B 2"])
  }

  /// A line, with the way to what each excerpt has.
  @Test func theNoteOnExcerptsIsOneLineWithALink() {
    var content = SiteTests.content("Plain")
    content.tables[0].result.sources[0].origin = .bundled
    content.tables[0].result.sources[0].restriction = "every boat of two ports"
    #expect(ExcerptNote.words(SiteTests.content("Plain").tables[0].result.sources) == nil)
    content.tables[0].result.remarks = [ExcerptNote.words(content.tables[0].result.sources) ?? "", "Another."]
    let page = Templates.render("table", TablePage(content, content.tables[0]).view)
    #expect(
      page.contains(
        "<li>Of boats_seen only an excerpt comes with Soundings: a row that is missing here may be in the publisher's file. "
          + "<a href=\"#sources\">What is in it</a></li>"))
    #expect(page.contains("<li>Another.</li>"))
    #expect(page.contains("an excerpt that came with Soundings: every boat of two ports."))
  }

  /// The page shows them beside the exact weight; the files have them as columns.
  @Test func otherUnitsOfAWeightAreNoColumnsOfThePage() throws {
    let columns = [
      Self.port, TableColumn(name: "all_mg", kind: .integer, unit: "mg", description: ""),
      TableColumn(name: "all_kg", kind: .decimal, decimals: 1, unit: "kilograms", description: ""),
      TableColumn(name: "share", kind: .decimal, decimals: 1, unit: "percent", description: ""),
    ]
    var manifest = TableManifest(
      name: "t", pipeline: "p", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
    manifest.quotients = [
      "all_kg": try #require(Quotient("all_mg / 1000000", decimals: 1)),
      "share": try #require(Quotient("100 * all_mg / whole", decimals: 1)),
    ]
    let result = TableResult(
      table: "t", columns: columns.map(\.name), rows: [[.text("A"), .integer(2_500_000), .real(2.5), .real(10)]],
      asOf: nil, sources: [])
    let shape = TableShape(result, manifest).withoutOtherUnits
    #expect(shape.columns.map(\.name) == ["port", "all_mg", "share"])
    #expect(shape.result.rows == [[.text("A"), .integer(2_500_000), .real(10)]])
  }

  @Test func noPeakWhereItWouldBeOneOfSeveral() {
    let twice: [[Value]] = (0..<4).map { _ in [.text("2025-01"), .integer(1)] }
    #expect(Self.lines([Self.month, Self.boats], twice).isEmpty)
    #expect(Self.lines([Self.port, Self.boats], [[.text("A"), .integer(1)]]).isEmpty)
  }

  @Test func weightsAreInUnitsThatPeopleUse() {
    let weight = TableColumn(name: "quantity_mg", kind: .integer, unit: "mg", description: "")
    #expect(DisplayUnit.beside(.integer(453_592_370_000), weight) == "1,000,000 lb · 453,592 kg · 453.6 t")
    #expect(DisplayUnit.beside(.integer(1_000_000), weight) == "2.20 lb · 1.00 kg")
    #expect(DisplayUnit.beside(.integer(0), weight) == nil && DisplayUnit.beside(.null, weight) == nil)
    #expect(DisplayUnit.beside(.integer(5), Self.boats) == nil)
    let ours = ["our_strikes", "total_strikes"].map {
      ColumnTitle.words(TableColumn(name: $0, kind: .integer, unit: "strikes", description: ""))
    }
    #expect(ours == ["Our strikes", "Total strikes"])
    #expect(ColumnTitle.words(weight) == "Quantity" && ColumnTitle.words(Self.boats) == "Boats")
  }

  @Test func sharesHaveOneDecimalAndNeverLookLikeNone() {
    let share = TableColumn(name: "share_pct", kind: .decimal, decimals: 4, unit: "percent", description: "")
    #expect(DisplayUnit.text(.real(75.2907), share) == "75.3" && DisplayUnit.text(.real(0), share) == "0.0")
    #expect(DisplayUnit.text(.real(0.0123), share) == "0.012")
    #expect(ColumnTitle.words(share) == "Share")
  }
}
