import Manifest

extension ChartData {
  /// Whether each line has a panel of its own: where there are more than three, and the ranges of more than three cross that of another one.
  var hasPanels: Bool {
    guard isLine, series.count > 3, !isEmpty else { return false }
    let ranges = series.compactMap { series -> ClosedRange<Double>? in
      let values = series.points.compactMap(\.value)
      guard let low = values.min(), let high = values.max() else { return nil }
      return low...high
    }
    let crossing = ranges.indices.filter { i in ranges.indices.contains { $0 != i && ranges[$0].overlaps(ranges[i]) } }
    return crossing.count > 3
  }

  /// The data with one series only.
  fileprivate func only(_ index: Int) -> ChartData {
    var data = self
    data.series = [series[index]]
    data.axisName = nil
    return data
  }
}

/// Small multiples: each line in its own panel, all with the same axes.
extension ChartLayout {
  mutating func putPanels() {
    let count = data.series.count
    let columns = format.isNarrow ? 1 : count == 4 ? 2 : 3
    let rows = (count + columns - 1) / columns
    let axis = valueAxis(valueRange(), ticks: 3)
    let line = format.line(format.label)
    put(data.numbers.unit, x: format.margin, y: picture.frame.top + line * 0.5, tone: .quiet)
    picture.frame.top += line
    let names = data.series.map { [$0.name] }
    let gap = 26.0
    let left = format.margin + axis.width + 8
    let width = (format.width - format.margin - left - gap * Double(columns - 1)) / Double(columns)
    // Beside the end of each line its last number.
    let room =
      8
      + (data.series.compactMap { data.drawnPoints(of: $0).last?.text }.map {
        ChartText.width($0, size: format.label)
      }.max() ?? 0)
    let titles = names.map { ChartText.wrapped($0[0], size: format.label, isBold: true, to: width, lines: 2) }
    let titleHeight = Double(titles.map(\.count).max() ?? 1) * line + 6
    let below = line + 16
    close(body: Double(rows) * ((format.isNarrow ? 92 : 110) + titleHeight + below))
    let height = (picture.frame.bottom - picture.frame.top) / Double(rows)
    for i in data.series.indices {
      let column = Double(i % columns)
      let top = picture.frame.top + Double(i / columns) * height
      var panel = ChartLayout(data.only(i), format: format)
      panel.picture.height = picture.height
      panel.picture.frame.left = left + column * (width + gap)
      panel.picture.frame.right = panel.picture.frame.left + width - room
      panel.picture.frame.top = top + titleHeight
      panel.picture.frame.bottom = top + height - below
      for (n, text) in titles[i].enumerated() {
        panel.put(text, x: panel.picture.frame.left, y: top + line * (0.5 + Double(n)), isBold: true)
      }
      panel.put(axis, hasLabels: column == 0)
      panel.putPanelContent()
      picture.panels.append(panel.picture)
    }
  }

  /// The marks of a panel, its last number above the end of its line, and what it is annotated with.
  private mutating func putPanelContent() {
    setPlaceRange()
    for annotation in data.annotations {
      putMark(
        from: picture.pixel(x: annotation.from), to: annotation.to.map { picture.pixel(x: $0) }, top: picture.frame.top)
    }
    put(placeTicks(), nameAt: 0)
    putLines()
    if let last = data.drawnPoints(of: data.series[0]).last {
      let y = picture.pixel(y: data.numbers.scaled(last.value))
      put(last.text, x: picture.frame.right + 6, y: y, hasGround: true)
    }
    putColumnReadings(data, atMost: format.isNarrow ? 20 : 24)
  }
}
