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
      let picture = try ChartSample.picture(table)
      let boxes = picture.labels.map {
        label -> (left: Double, right: Double, top: Double, bottom: Double, text: String) in
        let left =
          label.anchor == .left ? label.x : label.anchor == .right ? label.x - label.width : label.x - label.width / 2
        return (left, left + label.width, label.y - label.size * 0.45, label.y + label.size * 0.45, label.text)
      }
      for (i, a) in boxes.enumerated() {
        #expect(a.left >= 0 && a.right <= 1200 && a.top >= 0 && a.bottom <= 675, "\(a.text) leaves the canvas")
        for b in boxes[(i + 1)...] {
          let isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
          #expect(isApart, "'\(a.text)' lies over '\(b.text)'")
        }
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
