import Manifest
import Model
import Testing

@testable import Charts

/// Where things are placed in a picture.
@Suite struct ChartLayoutTests {
  private func touch(_ middles: [Double], _ heights: [Double]) -> Bool {
    let order = middles.indices.sorted { middles[$0] < middles[$1] }
    return zip(order, order.dropFirst()).contains { a, b in
      middles[b] - middles[a] < (heights[a] + heights[b]) / 2 - 1e-6
    }
  }

  @Test(arguments: [
    [100.0, 200, 300], [100, 100, 100], [0, 1, 2, 3], [400, 399, 398, 100, 101], [-50, 900],
    [250, 255, 140, 145, 150, 260],
  ])
  func labelsNeverTouch(wanted: [Double]) {
    let heights = wanted.indices.map { $0 % 2 == 0 ? 20.0 : 43 }
    let middles = LabelSpread.middles(wanted, heights: heights, in: 0...420)
    #expect(!touch(middles, heights))
    for (middle, height) in zip(middles, heights) {
      #expect(middle - height / 2 >= -1e-6 && middle + height / 2 <= 420 + 1e-6)
    }
    // The order of the ends is the order of the names.
    for i in wanted.indices {
      for j in wanted.indices where wanted[i] < wanted[j] { #expect(middles[i] < middles[j]) }
    }
  }

  @Test func labelsWithRoomStayWhereTheyBelong() {
    #expect(LabelSpread.middles([100, 200, 150], heights: [20, 20, 20], in: 0...400) == [100, 200, 150])
    #expect(LabelSpread.middles([100, 110], heights: [20, 20], in: 0...400) == [95, 115])
    #expect(LabelSpread.middles([], heights: [], in: 0...400) == [])
    // Too many: closer together, but within the range.
    let many = LabelSpread.middles(
      Array(repeating: 50, count: 10), heights: Array(repeating: 20, count: 10), in: 0...100)
    #expect(many.first == 5 && many.last == 95)
  }

  /// Every sample table, with all words within the canvas and none over another.
  @Test(arguments: [TableChart.Kind.line, .steppedLine, .bar, .stackedBar, .dot])
  func wordsKeepApart(kind: TableChart.Kind) throws {
    let long = String(repeating: "A long name, with commas and no end ", count: 8)
    for var table in [ChartSample.yearly(kind), ChartSample.yearly(kind)] {
      table.manifest.title = long
      table.result.rows += (0..<6).map {
        [.integer(2025), .integer(1), .text("\($0) \(long)"), .integer(Int64(700 + $0))]
      }
      for format in [ChartFormat.wide, .narrow] {
        #expect(ChartSample.overlaps(try ChartSample.picture(table, format)) == [])
      }
    }
  }

  @Test func letters() throws {
    // A page shows the wide drawing in at least 782 of 960 pixels, and the narrow one in 338 of 360 on a screen of 390.
    for (format, scale) in [(ChartFormat.wide, 782.0 / 960), (.narrow, 338.0 / 360)] {
      for table in [ChartSample.yearly(.stackedBar), ChartSample.yearly(.line), ChartSample.crossing()] {
        let picture = try ChartSample.picture(table, format)
        let labels = picture.labels + picture.panels.flatMap(\.labels)
        #expect((labels.map(\.size).min() ?? 0) * scale >= 10.99)
      }
    }
  }

  @Test func rowsAreHighEnoughForTheirWords() throws {
    let long = String(repeating: "A long name ", count: 8)
    for kind in [TableChart.Kind.bar, .stackedBar, .dot] {
      let table = ChartSample.named(kind, (0..<30).map { ("\(long)\($0)", .integer(Int64($0 * 1_234_567 + 1))) })
      for format in [ChartFormat.wide, .narrow] {
        #expect(ChartSample.overlaps(try ChartSample.picture(table, format)) == [])
      }
    }
  }

  @Test func linesThatCrossHavePanels() throws {
    for format in [ChartFormat.wide, .narrow] {
      let picture = try ChartSample.picture(ChartSample.crossing(), format)
      #expect(picture.panels.count == 5 && picture.paths.isEmpty)
      #expect(ChartSample.overlaps(picture) == [])
      // One scale for all of them.
      #expect(Set(picture.panels.map { [$0.x.first, $0.x.last, $0.y.first, $0.y.last] }).count == 1)
      #expect(picture.panels.allSatisfy { !$0.paths.isEmpty && !$0.readings.isEmpty })
      for panel in picture.panels {
        #expect(panel.readings.allSatisfy { $0.y > panel.frame.top - 60 && $0.y < panel.frame.bottom })
      }
    }
    var few = ChartSample.crossing()
    few.result.rows.removeAll { $0[1] == .text("region 3") || $0[1] == .text("region 4") }
    #expect(try ChartSample.picture(few).panels.isEmpty)
    // Lines that lie apart need none.
    var apart = ChartSample.crossing()
    apart.result.rows = apart.result.rows.map { row in
      guard case .text(let name) = row[1], let number = name.last?.wholeNumberValue else { return row }
      return [row[0], row[1], .integer(Int64(number * 100 + 1))]
    }
    #expect(try ChartSample.picture(apart).panels.isEmpty)
  }

  @Test func noSeriesOfZerosAndNoChartOfThem() throws {
    var table = ChartSample.yearly(.line)
    table.result.rows = table.result.rows.map { [$0[0], $0[1], $0[2], $0[2] == .text("south") ? .integer(0) : $0[3]] }
    let data = try ChartSample.data(table)
    #expect(data.series.map(\.name) == ["north side"])
    #expect(data.remarks == ["drawn: north side", "not drawn, because all numbers are 0: south"])
    #expect(
      Charts.description(of: table.result, manifest: table.manifest)?.contains("all numbers are 0: south.") == true)
    table.result.rows = table.result.rows.map { [$0[0], $0[1], $0[2], .integer(0)] }
    let picture = try ChartSample.picture(table)
    #expect(picture.labels.map(\.text).contains("Not drawn: all numbers are 0"))
    #expect(picture.paths.isEmpty && picture.dots.isEmpty && picture.rules.isEmpty)
  }

  @Test func readingsCoverEveryPlaceOnce() throws {
    for kind in [TableChart.Kind.line, .steppedLine, .bar, .stackedBar, .dot] {
      for format in [ChartFormat.wide, .narrow] {
        let readings = try ChartSample.picture(ChartSample.yearly(kind), format).readings
        #expect(readings.map { $0.lines[0] } == ["2021", "2022", "2024", "2025"])
        for (a, b) in zip(readings, readings.dropFirst()) { #expect(a.right <= b.left + 1e-9) }
        #expect(readings.allSatisfy { $0.left >= 0 && $0.right <= format.width && $0.right - $0.left >= 24 })
      }
    }
  }

  @Test func barsStandOnZero() throws {
    let picture = try ChartSample.picture(
      ChartSample.named(.bar, [("a", .integer(1_000_000)), ("b", .integer(999_999))]))
    #expect(picture.bars.allSatisfy { $0.x.low == 0 } && picture.x.first == 0)
    let below = try ChartSample.picture(ChartSample.named(.bar, [("a", .integer(-5)), ("b", .integer(-3))]))
    #expect(below.bars.allSatisfy { $0.x.high == 0 } && below.x.last == 0)
  }

  @Test func whatIsNotSaidIsNoZero() throws {
    let picture = try ChartSample.picture(
      ChartSample.named(.bar, [("a", .integer(5)), ("b", .null), ("c", .integer(0))]))
    #expect(picture.bars.map(\.x.high) == [5, 0])
    #expect(picture.labels.contains { $0.text == "not said" })
    // A line breaks there and at a missing year.
    let lines = try ChartSample.picture(ChartSample.yearly(.line))
    let north = lines.paths.filter { $0.series == 0 }.map { $0.points.map(\.x) }
    #expect(north == [[2024, 2025]])
    #expect(lines.paths.filter { $0.series == 1 }.map { $0.points.map(\.x) } == [[2021, 2022], [2024, 2025]])
    #expect(lines.dots.filter { $0.series == 0 }.map(\.x) == [2021, 2024, 2025])
  }

  @Test func partialPeriodsAreMarked() throws {
    let bars = try ChartSample.picture(ChartSample.yearly(.stackedBar))
    #expect(bars.bars.filter(\.isMarked).map(\.x.low) == [2024.6, 2024.6])
    #expect(bars.labels.map(\.text).contains("Lighter bar: partial year"))
    #expect(bars.labels.map(\.text).contains("partial year"))
    let lines = try ChartSample.picture(ChartSample.yearly(.line))
    #expect(lines.paths.filter(\.isMarked).map { $0.points.map(\.x) } == [[2024, 2025], [2024, 2025]])
    #expect(lines.dots.filter(\.isMarked).map(\.x) == [2025, 2025])
  }

  @Test func partsStandOnOneAnother() throws {
    let picture = try ChartSample.picture(ChartSample.yearly(.stackedBar))
    let year = picture.bars.filter { $0.x.low == 2023.6 }
    #expect(year.map(\.y.low) == [0, 1500] && year.map(\.y.high) == [1500, 1550])
    let totals = picture.labels.map(\.text)
    #expect(totals.contains("1,550"))
    // Part of 2022 has no value, so its sum has none.
    #expect(!totals.contains("40"))
  }

  @Test func namesStandBesideTheirLinesEnds() throws {
    let texts = try ChartSample.picture(ChartSample.yearly(.line)).labels.map(\.text)
    #expect(texts.contains("north side: 700") && texts.contains("south: 20"))
  }

  @Test func noRows() throws {
    for kind in [TableChart.Kind.line, .bar, .dot] {
      var table = ChartSample.yearly(kind)
      table.result.rows = []
      let picture = try ChartSample.picture(table)
      #expect(picture.labels.map(\.text).contains("No data"))
      #expect(picture.bars.isEmpty && picture.paths.isEmpty && picture.dots.isEmpty)
    }
  }

  @Test func thousandsOfPointsAreThinned() throws {
    let columns = [ChartSample.date, ChartSample.people]
    let rows = (0..<20_000).map {
      [Value.text(Day(daysSince1970: $0).description), .integer(Int64(($0 * 7919) % 1000))]
    }
    for kind in [TableChart.Kind.line, .dot] {
      let chart = TableChart(kind: kind, measures: [.init(column: "people")], over: ["date"])
      let picture = try ChartSample.picture(ChartSample.table(chart, columns, rows))
      #expect(picture.paths.map(\.points.count).reduce(0, +) < 2500)
      #expect(picture.dots.count <= 400)
      // The lowest and the highest are still included.
      if kind == .line {
        let values = picture.paths.flatMap { $0.points.map(\.y) }
        #expect(values.min() == 0 && values.max() == 999)
      }
    }
  }

  @Test func textIsMeasuredAndCut() {
    #expect(ChartText.width("HHHH", size: 100) > ChartText.width("iiii", size: 100))
    #expect(ChartText.truncated("abc", size: 15, to: 500) == "abc")
    let cut = ChartText.truncated(String(repeating: "word ", count: 100), size: 15, to: 200)
    #expect(cut.hasSuffix("word…") && ChartText.width(cut, size: 15) <= 200)
    #expect(ChartText.wrapped("one two three", size: 15, to: 70, lines: 3) == ["one two", "three"])
    let title = "Cocaine seized by the San Juan field office and the Ramey sector, as a share of all"
    #expect(
      ChartText.balanced(title, size: 25, isBold: true, to: 1144, lines: 2) == [
        "Cocaine seized by the San Juan field office", "and the Ramey sector, as a share of all",
      ])
    #expect(ChartText.balanced("one", size: 15, to: 70, lines: 2) == ["one"])
    #expect(ChartText.wrapped("", size: 15, to: 70, lines: 3) == [])
    #expect(ChartText.wrapped("one two three four five", size: 15, to: 70, lines: 2).count == 2)
  }
}
