import Manifest
import Model
import Words

/// Computes the positions of a chart's parts.
struct ChartLayout {
  let data: ChartData
  var picture = ChartPicture()

  /// - Parameter source: the line that names the sources of the numbers.
  static func picture(of data: ChartData, source: String) -> ChartPicture {
    var layout = ChartLayout(data: data.drawable)
    layout.putHeader()
    layout.putFooter(ChartFont.drawable(source))
    if data.isEmpty {
      layout.putNothing()
    } else if data.isHorizontal {
      layout.putRows()
    } else {
      layout.putColumns()
    }
    return layout.picture
  }

  /// Places the title, the remarks, and the key if series cannot be named beside their marks.
  private mutating func putHeader() {
    let room = ChartStyle.width - 2 * ChartStyle.margin
    var y = 24.0
    for line in ChartText.balanced(data.title, size: ChartStyle.title, isBold: true, to: room, lines: 2) {
      y += 18
      put(line, x: ChartStyle.margin, y: y, size: ChartStyle.title, isBold: true)
      y += 14
    }
    let remarks = (markingWords.map { [$0] } ?? []) + data.remarks
    for line in ChartText.wrapped(
      English.capitalized(remarks.joined(separator: " · ")), size: ChartStyle.subtitle, to: room, lines: 2)
    {
      y += 13
      put(line, x: ChartStyle.margin, y: y, size: ChartStyle.subtitle, color: ChartStyle.quiet)
      y += 10
    }
    if hasKey { y = putKey(below: y) }
    // The unit is above the axis; the plot follows.
    picture.frame.top = y + 48
  }

  private var markingWords: String? {
    data.marking.map { word in
      switch data.kind {
      case .bar, .stackedBar: "lighter bar: \(word)"
      case .line, .steppedLine: "dashed line, open mark: \(word)"
      case .dot: "open mark: \(word)"
      }
    }
  }

  var hasKey: Bool {
    data.series.count > 1 && !data.isEmpty && (data.isHorizontal || data.kind == .bar || data.kind == .dot)
  }

  private mutating func putKey(below top: Double) -> Double {
    var (x, y) = (ChartStyle.margin, top + 16)
    for (i, series) in data.series.enumerated() {
      let name = ChartText.truncated(series.name, size: ChartStyle.label, to: 400)
      let width = ChartText.width(name, size: ChartStyle.label) + 46
      if x > ChartStyle.margin, x + width > ChartStyle.width - ChartStyle.margin {
        (x, y) = (ChartStyle.margin, y + 22)
      }
      picture.symbols.append(.init(x: x + 7, y: y, series: i, isSquare: data.kind != .dot))
      put(name, x: x + 20, y: y, size: ChartStyle.label)
      x += width
    }
    return y + 8
  }

  private mutating func putFooter(_ source: String) {
    let lines = ChartText.wrapped(
      source, size: ChartStyle.source, to: ChartStyle.width - 2 * ChartStyle.margin, lines: 3)
    var y = ChartStyle.height - 18 - Double(max(0, lines.count - 1)) * 18
    picture.frame.bottom = y - 22
    for line in lines {
      put(line, x: ChartStyle.margin, y: y, size: ChartStyle.source, color: ChartStyle.quiet)
      y += 18
    }
  }

  private mutating func putNothing() {
    let middle = (picture.frame.top + picture.frame.bottom) / 2
    put("No data", x: ChartStyle.width / 2, y: middle, .center, size: ChartStyle.title, color: ChartStyle.quiet)
  }

  mutating func put(
    _ text: String, x: Double, y: Double, _ anchor: ChartPicture.Anchor = .left, size: Double = ChartStyle.label,
    isBold: Bool = false, color: String = ChartStyle.ink, hasGround: Bool = false
  ) {
    picture.labels.append(
      .init(x: x, y: y, anchor: anchor, size: size, isBold: isBold, color: color, text: text, hasGround: hasGround))
  }

  /// The range of the axis of numbers: bars begin at zero, and so does everything else that comes near it.
  func valueRange() -> (low: Double, high: Double) {
    var low = 0.0
    var high = 0.0
    if data.kind == .stackedBar {
      for (up, down) in stacks().values.map({ ($0.up, $0.down) }) { (low, high) = (min(low, down), max(high, up)) }
    } else {
      let values = data.series.flatMap { data.drawnPoints(of: $0).map { data.numbers.scaled($0.value) } }
      low = values.min() ?? 0
      high = values.max() ?? 0
      if data.kind == .bar || low * high <= 0
        || min(low.magnitude, high.magnitude) < 0.6 * max(low.magnitude, high.magnitude)
      {
        (low, high) = (min(low, 0), max(high, 0))
      }
    }
    if low == high { (low, high) = low < 0 ? (low, 0) : low > 0 ? (0, high) : (0, 1) }
    return (low, high)
  }

  /// A series' part of a bar, on top of the parts below it; negative parts extend down from zero.
  struct StackedPart {
    var series: Int
    var place: Int
    var low: Double
    var high: Double
    var isMarked: Bool
  }

  func stackedParts() -> [StackedPart] {
    var ends: [Int: (up: Double, down: Double)] = [:]
    var parts: [StackedPart] = []
    for (i, series) in data.series.enumerated() {
      for point in series.points {
        guard let value = point.value.map(data.numbers.scaled), value != 0 else { continue }
        var end = ends[point.place] ?? (0, 0)
        let from = value < 0 ? end.down : end.up
        if value < 0 { end.down += value } else { end.up += value }
        ends[point.place] = end
        parts.append(
          .init(
            series: i, place: point.place, low: min(from, from + value), high: max(from, from + value),
            isMarked: data.marking != nil && point.isMarked))
      }
    }
    return parts
  }

  /// The ends of each place's stack on both sides of zero, and whether all of its parts have a value.
  func stacks() -> [Int: (up: Double, down: Double, isWhole: Bool)] {
    var stacks: [Int: (up: Double, down: Double, isWhole: Bool)] = [:]
    for point in data.series.flatMap(\.points) {
      let stack = stacks[point.place] ?? (0, 0, true)
      stacks[point.place] = (stack.up, stack.down, stack.isWhole && point.value != nil)
    }
    for part in stackedParts() {
      let stack = stacks[part.place] ?? (0, 0, true)
      stacks[part.place] = (max(stack.up, part.high), min(stack.down, part.low), stack.isWhole)
    }
    return stacks
  }
}
