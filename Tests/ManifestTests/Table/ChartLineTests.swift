import Testing

@testable import Manifest

/// `-- chart` lines: their meaning, and their mistakes as the user reads them.
@Suite struct ChartLineTests {
  let workspace = Workspace()

  static let good = Good.table.replacing(
    "-- note: Seizures are not flows.",
    with: """
      -- column region (text): Where.
      -- column events (integer, events): How often.
      -- column is_partial (boolean): Fewer than twelve months.
      -- chart: stacked bar of quantity_mg as 'all o''clock', quantity_mg by region over fiscal_year
      -- note: Seizures are not flows.
      """)

  private static func table(_ chart: String) -> String {
    good.replacing(
      "stacked bar of quantity_mg as 'all o''clock', quantity_mg by region over fiscal_year", with: chart)
  }

  private func read(_ chart: String) throws -> TableChart? {
    Good.write(into: workspace, table: Self.table(chart))
    #expect(workspace.problems() == [])
    return try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year").chart
  }

  @Test func everyWord() throws {
    let chart = try read(
      """
      stacked bar of quantity_mg as 'all o''clock' by region over fiscal_year where region <> 'a and b' and
      --   fiscal_year >= -2019.5 and region in ('x', 'y') and fiscal_year is newest
      --   marking is_partial as 'partial year' largest 12 titled 'Over 9 where = (all), they say "no"'
      """)
    #expect(
      chart
        == TableChart(
          kind: .stackedBar, measures: [.init(column: "quantity_mg", name: "all o'clock")], series: "region",
          over: ["fiscal_year"],
          conditions: [
            .init(column: "region", test: .compare(.unequal, .text("a and b"))),
            .init(column: "fiscal_year", test: .compare(.greaterOrEqual, .number(-2019.5))),
            .init(column: "region", test: .oneOf([.text("x"), .text("y")])),
            .init(column: "fiscal_year", test: .newest),
          ],
          marking: .init(
            condition: .init(column: "is_partial", test: .compare(.equal, .number(1))), word: "partial year"),
          largest: 12, title: "Over 9 where = (all), they say \"no\"", line: 12))
  }

  @Test(arguments: [
    ("line", TableChart.Kind.line), ("stepped line", .steppedLine), ("bar", .bar), ("stacked bar", .stackedBar),
    ("dot", .dot),
  ])
  func kinds(word: String, kind: TableChart.Kind) throws {
    #expect(try read("\(word) of events over fiscal_year marking is_partial as 'partial'")?.kind == kind)
  }

  @Test func categoriesOfSeveralColumns() throws {
    let chart = try read("bar of quantity_mg over region, fiscal_year marking is_partial as 'partial'")
    #expect(chart?.over == ["region", "fiscal_year"])
    #expect(chart?.apart == [])
    let apart = try read("bar of quantity_mg over region (fiscal_year, events) marking is_partial as 'partial'")
    #expect(apart?.over == ["region"] && apart?.apart == ["fiscal_year", "events"])
  }

  @Test func aTableNeedsNone() throws {
    Good.write(into: workspace)
    #expect(try Library.load(folder: workspace.pipelines).table(named: "seizures_by_year").chart == nil)
  }

  private static let form =
    "Write it as: -- chart: KIND of COLUMN[ as 'name'][, COLUMN] [by COLUMN] over COLUMN[, COLUMN] [(COLUMN)] "
    + "[where COLUMN = 'value' and ...] [marking COLUMN as 'word'] [largest N] [titled 'What it shows']"
  private static let kinds = "Kinds are: line, stepped line, bar, stacked bar, dot. \(form)"
  private static let columns =
    "The columns are: fiscal_year, quantity_mg, share_pct, region, events, is_partial"

  /// A chart line, the message about it, and the remedy.
  static let cases: [(String, String, String)] = [
    ("pie of events over region", "unknown kind of chart: 'pie'", kinds),
    ("lime of events over region", "unknown kind of chart: 'lime'", "did you mean 'line'? \(kinds)"),
    (
      "stacked bra of events over region", "unknown kind of chart: 'stacked bra'",
      "did you mean 'stacked bar'? \(kinds)"
    ),
    ("stacked", "unknown kind of chart: 'stacked'", "did you mean 'stacked bar'? \(kinds)"),
    ("'bar' of events", "unknown kind of chart: ''bar' of events'", kinds),
    (
      "bar events over region", "the chart line cannot be read from 'events over region' on",
      "name the columns of numbers after 'of'. \(form)"
    ),
    (
      "bar of events as '' over region", "the chart line cannot be read from ''' over region' on",
      "name the columns of numbers after 'of'. \(form)"
    ),
    (
      "bar of events over region (", "the chart line cannot be read from 'its end' on",
      "name in brackets the columns that distinguish equal categories: over country (code). \(form)"
    ),
    (
      "bar of events over fiscal_year (region) marking is_partial as 'partial'",
      "the chart distinguishes by 'region' rows at the same year",
      "brackets are for categories: leave them out, and distinguish series with 'by'"
    ),
    (
      "bar of events", "the chart line cannot be read from 'its end' on",
      "name the column along the axis after 'over'. \(form)"
    ),
    (
      "bar of events over region where region like 'a%'", "the chart line cannot be read from 'like 'a%'' on",
      "keep the words in this order. \(form)"
    ),
    (
      "bar of events over region where region = ", "the chart line cannot be read from 'its end' on",
      "write a condition as COLUMN = 'value', COLUMN in (1, 2) or COLUMN is newest. \(form)"
    ),
    (
      "bar of events over region where region in ('a'", "the chart line cannot be read from 'its end' on",
      "write a condition as COLUMN = 'value', COLUMN in (1, 2) or COLUMN is newest. \(form)"
    ),
    (
      "bar of events over region marking is_partial", "the chart line cannot be read from 'its end' on",
      "write it as: marking is_partial as 'partial year'. \(form)"
    ),
    (
      "bar of events over region largest 0", "the chart line cannot be read from 'its end' on",
      "write a number from 1 to 40 after 'largest'. \(form)"
    ),
    (
      "bar of events over region titled 'It never ends", "the chart line cannot be read from ''It never ends' on",
      "write the title in single quotes; a quote within it is doubled. \(form)"
    ),
    (
      "bar of events over region titled 'a' largest 3", "the chart line cannot be read from 'largest 3' on",
      "keep the words in this order. \(form)"
    ),
    (
      "bar of evnets over region marking is_partial as 'partial'",
      "the chart names 'evnets', which is not a column of the table", "did you mean 'events'? \(columns)"
    ),
    (
      "bar of events over place marking is_partial as 'partial'",
      "the chart names 'place', which is not a column of the table", columns
    ),
    (
      "bar of region over fiscal_year marking is_partial as 'partial'",
      "the chart draws 'region', which is of the kind text",
      "name a column of numbers after 'of': quantity_mg, share_pct, events"
    ),
    (
      "bar of events, quantity_mg over fiscal_year marking is_partial as 'partial'",
      "the chart draws numbers of different units: events (events), quantity_mg (milligrams (net))",
      "keep those of one unit"
    ),
    (
      "bar of events over events marking is_partial as 'partial'", "the chart names 'events' twice",
      "name it in one place: after 'of', 'by' or 'over'"
    ),
    (
      "line of events over region marking is_partial as 'partial'",
      "a line over 'region' connects values that have no order",
      "name one column of the kind year, month, date or a number after 'over' (this one is text), "
        + "or make it a bar or dot chart"
    ),
    (
      "bar of events over region where fiscal_year = '2025' marking is_partial as 'partial'",
      "the chart compares 'fiscal_year', which is of the kind year, with the text '2025'",
      "write a number without quotes"
    ),
    (
      "bar of events over fiscal_year where region in (1) marking is_partial as 'partial'",
      "the chart compares 'region', which is of the kind text, with a number",
      "write the value in single quotes: region = 'value'"
    ),
    (
      "bar of events over fiscal_year where region is newest marking is_partial as 'partial'",
      "the chart asks for the newest 'region', which is of the kind text",
      "'is newest' is for columns of the kind year, month and date"
    ),
    (
      "bar of events over fiscal_year", "the table has partial periods, and the chart does not mark them",
      "add, before 'largest' and 'titled': marking is_partial as 'partial year'"
    ),
  ]

  @Test(arguments: cases)
  func mistakes(chart: String, says: String, remedy: String) {
    Good.write(into: workspace, table: Self.table(chart))
    #expect(
      workspace.problems() == ["Pipelines/drug-flows/tables/seizures_by_year.sql:12: \(says)\n-> \(remedy)"])
  }

  @Test func severalMistakesAtOnce() {
    Good.write(into: workspace, table: Self.good)
    let place = "Pipelines/drug-flows/tables/seizures_by_year.sql:12: "
    #expect(
      workspace.problems() == [
        place + "the chart draws several columns, and each by 'region' too\n"
          + "-> keep one column after 'of', or leave out 'by'",
        place + "the chart names 'quantity_mg' twice\n-> name it in one place: after 'of', 'by' or 'over'",
        place + "the table has partial periods, and the chart does not mark them\n"
          + "-> add, before 'largest' and 'titled': marking is_partial as 'partial year'",
      ])
  }

  @Test func aSecondChart() {
    let line = "-- chart: bar of events over region marking is_partial as 'partial'\n"
    let table = Self.table("bar of events over region marking is_partial as 'partial'")
      .replacing("-- note: Seizures", with: line + "-- note: Seizures")
    Good.write(into: workspace, table: table)
    #expect(
      workspace.problems() == [
        "Pipelines/drug-flows/tables/seizures_by_year.sql:13: a second chart\n-> keep one of the two"
      ])
  }
}
