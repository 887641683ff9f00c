import Manifest

/// Labels beside the ends of series, instead of a legend.
extension ChartLayout {
  struct EndLabel {
    var series: Int
    var lines: [String]
    /// The end of the series: a position along the axis, and a value of the axis of numbers.
    var end: (x: Double, y: Double)
  }

  /// The name and last number of each series that has one; for a stack only the name, beside its part of the last bar.
  ///
  /// Not on a narrow screen, where a key has them; a single line's number has room there.
  func endLabels() -> [EndLabel] {
    if format.isNarrow, data.series.count > 1 { return [] }
    return switch data.kind {
    case .bar, .dot: []
    case .stackedBar: data.series.count > 1 ? stackLabels() : []
    case .line, .steppedLine: lineLabels()
    }
  }

  private func lineLabels() -> [EndLabel] {
    data.series.enumerated().compactMap { i, series in
      guard let last = data.drawnPoints(of: series).last else { return nil }
      var text = last.text
      if data.series.count > 1 { text = "\(series.name): \(text)" }
      // If the line's last number is not the newest of the chart, add its date.
      if last.position != data.places.last?.position {
        text += " (\(data.places.first { $0.position == last.position }?.label ?? ""))"
      }
      let lines = ChartText.wrapped(text, size: format.label, to: format.width / 4, lines: linesOfEnds)
      return EndLabel(series: i, lines: lines, end: (last.position, data.numbers.scaled(last.value)))
    }
  }

  private func stackLabels() -> [EndLabel] {
    guard let last = data.places.indices.last else { return [] }
    var (up, down) = (0.0, 0.0)
    return data.series.enumerated().map { i, series in
      let value = series.points.last { $0.place == last }?.value.map(data.numbers.scaled) ?? 0
      let from = value < 0 ? down : up
      if value < 0 { down += value } else { up += value }
      let lines = ChartText.wrapped(series.name, size: format.label, to: 190, lines: linesOfEnds)
      return EndLabel(series: i, lines: lines, end: (data.places[last].position + 0.4, from + value / 2))
    }
  }

  /// As many lines as fit where all labels have them: a plot is at least this high.
  private var linesOfEnds: Int {
    let room = 270 / Double(data.series.count) - 5
    return max(1, min(4, Int(room / format.line(format.label))))
  }

  mutating func put(_ ends: [EndLabel]) {
    guard !ends.isEmpty else { return }
    let lineHeight = format.line(format.label)
    let wanted = ends.map { picture.pixel(y: $0.end.y) }
    let heights = ends.map { Double($0.lines.count) * lineHeight + 5 }
    // Parts of a stack keep their order from the bottom even if they end at the same height.
    let order = data.kind == .stackedBar ? Array(ends.indices.reversed()) : Array(ends.indices)
    let spread = LabelSpread.middles(
      order.map { wanted[$0] }, heights: order.map { heights[$0] },
      in: (picture.frame.top - 10)...max(picture.frame.top, picture.frame.bottom + 12))
    let column = picture.frame.right + (data.series.count > 1 ? 22 : 8)
    for (i, middle) in zip(order, spread) {
      let end = ends[i]
      let from = (x: picture.pixel(x: end.end.x) + 5, y: wanted[i])
      if data.series.count > 1 {
        if (middle - wanted[i]).magnitude > 3 || column - from.x > 34 {
          picture.rules.append(.init(from: from, to: (column - 6, middle), tone: .leader))
        }
        picture.symbols.append(.init(x: column + 4, y: middle, series: end.series, isSquare: data.kind == .stackedBar))
      }
      let top = middle - Double(end.lines.count - 1) * lineHeight / 2
      for (n, line) in end.lines.enumerated() {
        put(line, x: column + (data.series.count > 1 ? 18 : 0), y: top + Double(n) * lineHeight)
      }
    }
  }
}
