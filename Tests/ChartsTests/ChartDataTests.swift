import Manifest
import Model
import Testing

@testable import Charts

/// What a chart takes from its table's rows.
@Suite struct ChartDataTests {
  @Test func placesSeriesAndMarks() throws {
    let data = try ChartSample.data(ChartSample.yearly(.line))
    #expect(data.places.map(\.label) == ["2021", "2022", "2024", "2025"])
    #expect(data.series.map(\.name) == ["north side", "south"])
    #expect(data.series[0].points.map(\.value) == [1200, nil, 1500, 700])
    #expect(data.series[0].points.map(\.isMarked) == [false, false, false, true])
    #expect(data.marking == "partial year")
    #expect(data.axisName == "fiscal year")
    #expect(data.numbers.unit == "people")
  }

  /// For another program's drawing: years without a row keep their place, and a mark is a word behind the place.
  @Test func plottedValues() throws {
    let plotted = try #require(try ChartSample.data(ChartSample.yearly(.line)).plotted)
    #expect(plotted.form == .line && plotted.unit == "people")
    #expect(plotted.places == ["2021", "2022", "2023", "2024", "2025 (partial year)"])
    #expect(plotted.series[0] == .init(name: "north side", values: [1200, nil, nil, 1500, 700]))
    let named = try #require(
      try ChartSample.data(ChartSample.named(.dot, [("a", .integer(1)), ("a", .integer(2)), ("b", .integer(3))]))
        .plotted)
    #expect(named.form == .points && named.series.map(\.values) == [[1, 3], [2, nil]], "\(named)")
    #expect(try ChartSample.data(ChartSample.named(.bar, [("a", .integer(0))])).plotted == nil)
  }

  @Test func theLargestPartIsAtTheBottom() throws {
    var (manifest, result) = ChartSample.yearly(.stackedBar)
    result.rows = result.rows.map { [$0[0], $0[1], .text($0[2] == .text("south") ? "a" : "z"), $0[3]] }
    #expect(try ChartSample.data((manifest, result)).series.map(\.name) == ["z", "a"])
    manifest.chart?.kind = .line
    #expect(try ChartSample.data((manifest, result)).series.map(\.name) == ["z", "a"])
  }

  @Test func conditions() throws {
    var (manifest, result) = ChartSample.yearly(.bar)
    manifest.chart?.conditions = [
      .init(column: "region", test: .oneOf([.text("south"), .text("east")])),
      .init(column: "fiscal_year", test: .compare(.less, .number(2025))),
      .init(column: "fiscal_year", test: .newest),
    ]
    let data = try ChartSample.data((manifest, result))
    #expect(data.places.map(\.label) == ["2024"])
    #expect(data.series.map { $0.points.map(\.value) } == [[50]])
    #expect(data.remarks == ["region south, east", "fiscal year < 2025", "fiscal year 2024"])
    manifest.chart?.title = "Says so itself"
    #expect(try ChartSample.data((manifest, result)).remarks == ["fiscal year 2024"])
    result.rows = []
    #expect(try ChartSample.data((manifest, result)).isEmpty)
  }

  /// Rows of which none meets the conditions are no reason to draw: there is no chart, not one of nothing.
  @Test func rowsThatMeetNoConditionHaveNoChart() throws {
    var (manifest, result) = ChartSample.yearly(.bar)
    manifest.chart?.conditions = [.init(column: "region", test: .oneOf([.text("east")]))]
    #expect(try Charts.chart(manifest, result) == nil)
    #expect(Charts.files(of: [(manifest, result)], program: nil).files.isEmpty)
    manifest.chart?.conditions = [.init(column: "region", test: .oneOf([.text("south")]))]
    #expect(try Charts.chart(manifest, result) != nil)
  }

  @Test func nullSatisfiesNoCondition() throws {
    var (manifest, result) = ChartSample.named(.bar, [("a", .null), ("b", .integer(3)), ("c", .text("3"))])
    manifest.chart?.conditions = [.init(column: "people", test: .compare(.unequal, .number(4)))]
    #expect(try ChartSample.data((manifest, result)).places.map(\.label) == ["b"])
    manifest.chart?.conditions = [.init(column: "people", test: .newest)]
    result.rows = [[.text("a"), .null]]
    #expect(try ChartSample.data((manifest, result)).isEmpty)
  }

  @Test func allMarkedIsSaidInWords() throws {
    var (manifest, result) = ChartSample.yearly(.bar)
    result.rows = result.rows.map { [$0[0], .integer(1), $0[2], $0[3]] }
    manifest.chart?.marking?.word = "modeled"
    let data = try ChartSample.data((manifest, result))
    #expect(data.marking == nil)
    #expect(data.remarks == ["all of them: modeled"])
  }

  @Test func twoNumbersInOnePlaceAreNoGuess() throws {
    var table = ChartSample.yearly(.bar)
    table.manifest.chart?.series = nil
    let problem = #expect(throws: Problem.self) { try ChartSample.data(table) }
    #expect(problem?.place == "chart of sample" && problem?.kind == .failed)
    #expect(problem?.what == "there are two numbers for 'people' at '2021'")
    table.manifest.chart?.kind = .dot
    #expect(try ChartSample.data(table).series.map(\.points.count) == [8])
  }

  @Test func whatIsWrittenAlikeIsToldApart() throws {
    var (manifest, result) = ChartSample.yearly(.bar)
    manifest.chart?.series = nil
    manifest.chart?.over = ["fiscal_year", "is_partial"]
    manifest.chart?.apart = ["region"]
    result.rows.removeFirst()
    #expect(
      try ChartSample.data((manifest, result)).places.map(\.label) == [
        "2021, no", "2022, no, north_side", "2022, no, south", "2024, no, north_side", "2024, no, south",
        "2025, yes, north_side", "2025, yes, south",
      ])
    // Names with the same label for people, and names that look alike once they are printable.
    var alike = ChartSample.yearly(.line)
    alike.result.rows = ["a_b", "a b", "c\u{1}", "c\td", "c\u{2028}d"].map {
      [.integer(2021), .integer(0), .text($0), .integer(1)]
    }
    let names = try ChartSample.data(alike).series.map(\.name)
    #expect(names == ["a_b", "a b", "c\\u{1}", "c d", "c d (2)"])
    #expect(DistinctLabels.of([["a"], ["a"], ["a (2)"], ["b", "a"]]) == ["a", "a (3)", "a (2)", "b"])
  }

  @Test func aColumnThatTheRowsLack() throws {
    var table = ChartSample.yearly(.bar)
    table.result.columns[3] = "persons"
    #expect(throws: Problem.self) { try ChartSample.data(table) }
  }

  @Test func whatCannotBePlacedIsCounted() throws {
    var table = ChartSample.yearly(.dot)
    table.result.rows[0][0] = .null
    table.result.rows[1][0] = .text("soon")
    table.result.rows[2][3] = .real(.nan)
    let data = try ChartSample.data(table)
    #expect(data.remarks == ["2 without fiscal year not shown"])
    #expect(data.places.map(\.label) == ["2022", "2024", "2025"])
  }

  @Test func manyCategoriesAndSeriesAreCutAndSaid() throws {
    let values = (0..<50).map { ("name \($0)", Value.integer(Int64(($0 * 37) % 50))) }
    let many = try ChartSample.data(ChartSample.named(.bar, values))
    #expect(many.places.count == ChartRows.categoriesAllowed)
    #expect(many.remarks == ["the 30 largest of 50"])
    let few = try ChartSample.data(ChartSample.named(.bar, values, largest: 3))
    #expect(few.places.map(\.label) == ["name 27", "name 4", "name 31"])
    #expect(few.series[0].points.map(\.value) == [49, 48, 47])
    var table = ChartSample.yearly(.line)
    table.result.rows = (0..<20).map { [.integer(2020), .integer(0), .text("region \($0)"), .integer(Int64($0))] }
    let lines = try ChartSample.data(table)
    #expect(lines.series.map(\.name) == (12..<20).map { "region \($0)" })
    #expect(
      lines.remarks == ["not drawn, because all numbers are 0: region 0", "only the 8 of 19 with the largest numbers"])
  }

  @Test func ofVeryManyBarsTheNewestStay() throws {
    var table = ChartSample.yearly(.bar)
    table.manifest.chart?.series = nil
    table.result.rows = (0..<3000).map { [.integer($0), .integer(0), .null, .integer(1)] }
    let data = try ChartSample.data(table)
    #expect(data.places.first?.label == "2800" && data.places.count == 200)
    #expect(data.remarks == ["the newest 200 of 3000"])
  }

  @Test func milligramsBecomeTonsOnlyInThePicture() {
    let column = TableColumn(name: "quantity_mg", kind: .integer, unit: "mg", description: "")
    let tons = ChartNumbers([column], values: [3_200_000_000, 106_518_000_000, -5])
    #expect(tons.unit == "metric tons" && tons.text(106_518_000_000) == "106.5")
    #expect(tons.text(5) == "<0.1" && tons.text(-5) == ">−0.1" && tons.text(0) == "0.0")
    let kilograms = ChartNumbers([column], values: [3_200_000_000])
    #expect(kilograms.unit == "kilograms" && kilograms.text(3_200_000_000) == "3,200")
    #expect(ChartNumbers([column], values: [12]).unit == "mg")
    let share = TableColumn(name: "share_pct", kind: .decimal, decimals: 4, unit: "percent", description: "")
    #expect(ChartNumbers([share], values: [19.5069]).text(19.5069) == "19.5%")
    #expect(ChartNumbers([share], values: [8, 74]).text(8) == "8%")
    #expect(ChartNumbers([share], values: []).text(0) == "0%")
    #expect(ChartNumbers([ChartSample.people], values: [-1_355_602]).text(-1_355_602) == "−1,355,602")
  }

  @Test(arguments: [
    (0.0, 106.5, 6, [0.0, 20, 40, 60, 80, 100]), (0, 1, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-3, 4, 6, [-2, 0, 2, 4]),
    (5, 5, 6, [5]), (0, 9e15, 6, [0, 2e15, 4e15, 6e15, 8e15]),
  ])
  func ticks(low: Double, high: Double, count: Int, values: [Double]) {
    let ticks = ChartNumbers.ticks(from: low, through: high, count: count).values
    #expect(ticks.count == values.count && zip(ticks, values).allSatisfy { ($0 - $1).magnitude <= 1e-9 * max(1, $1) })
  }

  @Test func countsHaveNoTicksBetweenThem() {
    #expect(ChartNumbers.ticks(from: 0, through: 2, count: 6, isWhole: true).values == [0, 1, 2])
  }
}
