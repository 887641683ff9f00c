import Manifest

/// Charts whose places are words: one row each, with its numbers to the right.
extension ChartLayout {
  mutating func putRows() {
    let count = Double(data.places.count)
    picture.frame.top -= 20
    picture.frame.bottom -= 44
    let rowHeight = (picture.frame.bottom - picture.frame.top) / max(count, 1)
    let size = min(ChartStyle.label, max(9, rowHeight * 0.75))
    // The end of a long name may be what matters, so it continues on a second line if there is room.
    let lineHeight = size * 1.25
    let names = data.places.map {
      ChartText.wrapped($0.label, size: size, to: 470, lines: rowHeight > 2.4 * lineHeight ? 2 : 1)
    }
    let widest = names.joined().map { ChartText.width($0, size: size) }.max() ?? 0
    picture.frame.left = ChartStyle.margin + widest + 12
    picture.y = (count - 0.5, -0.5)
    putRowAxis()
    for (place, lines) in zip(data.places, names) {
      let top = picture.pixel(y: place.position) - Double(lines.count - 1) * lineHeight / 2
      for (i, line) in lines.enumerated() {
        put(line, x: picture.frame.left - 10, y: top + Double(i) * lineHeight, .right, size: size)
      }
    }
    if data.kind == .dot { putRowGuides() }
    data.kind == .stackedBar ? putStackedRows(size) : putPlainRows(size)
  }

  /// Places the axis of numbers, with room for the numbers at the ends of the bars on both sides.
  private mutating func putRowAxis() {
    let (low, high) = valueRange()
    let texts = data.series.flatMap { data.drawnPoints(of: $0).map(\.text) }
    let widest = texts.map { ChartText.width($0, size: ChartStyle.label) }.max() ?? 0
    picture.frame.right = ChartStyle.width - ChartStyle.margin - (high > 0 ? widest + 12 : 0)
    if low < 0 { picture.frame.left += widest + 12 }
    let step = rowStep(low, high)
    picture.x = (low, high)
    // A dot at the plot's edge would look cut off.
    if data.kind == .dot { picture.x = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step) }
    let ends = picture.x
    for tick in ChartNumbers.ticks(from: ends.first, through: ends.last, step: step) {
      let x = picture.pixel(x: tick)
      let color = tick == 0 ? ChartStyle.ink : ChartStyle.grid
      picture.rules.append(
        .init(
          from: (x, picture.frame.top), to: (x, picture.frame.bottom), color: color,
          isInFront: tick == 0 && data.kind != .dot))
      put(data.numbers.tick(tick, step: step), x: x, y: picture.frame.bottom + 14, .center, color: ChartStyle.quiet)
    }
    let middle = (picture.frame.left + picture.frame.right) / 2
    put(data.numbers.unit, x: middle, y: picture.frame.bottom + 34, .center, color: ChartStyle.quiet)
  }

  /// The step between ticks of the axis of numbers, wide enough for their labels.
  private func rowStep(_ low: Double, _ high: Double) -> Double {
    let room = picture.frame.right - picture.frame.left
    let steps = stride(from: 6, through: 1, by: -1).map {
      ChartNumbers.ticks(from: low, through: high, count: $0, isWhole: data.numbers.isWhole).step
    }
    return steps.first { step in
      let longest = max(low.magnitude, high.magnitude)
      let width = ChartText.width(
        data.numbers.tick(low < 0 ? -longest : longest, step: step), size: ChartStyle.label)
      return width + 16 <= room * step / (high - low)
    } ?? steps[steps.count - 1]
  }

  private mutating func putRowGuides() {
    for place in data.places {
      let y = picture.pixel(y: place.position)
      picture.rules.append(
        .init(from: (picture.frame.left, y), to: (picture.frame.right, y), color: ChartStyle.grid))
    }
  }

  private mutating func putPlainRows(_ size: Double) {
    let isDots = data.kind == .dot
    let height = isDots ? 0 : 0.76 / Double(data.series.count)
    for (i, series) in data.series.enumerated() {
      for point in series.points {
        let top = data.places[point.place].position + (isDots ? 0 : -0.38 + Double(i) * height)
        let isMarked = data.marking != nil && point.isMarked
        let text: String
        let value = point.value.map(data.numbers.scaled) ?? 0
        if let number = point.value {
          if isDots {
            picture.dots.append(.init(x: value, y: top, series: i, isMarked: isMarked))
          } else {
            let ends = (min(0, value), max(0, value))
            picture.bars.append(.init(x: ends, y: (top, top + height), series: i, isMarked: isMarked))
          }
          text = data.numbers.text(number, exact: point.exact)
        } else {
          text = "not said"
        }
        // Dots of several series share a row, and their numbers would overlap.
        if isDots, data.series.count > 1 { continue }
        putNumber(
          text, at: value, y: top + height / 2,
          size: min(size, ChartStyle.label / Double(data.series.count) * 1.6), hasValue: point.value != nil)
      }
    }
  }

  private mutating func putStackedRows(_ size: Double) {
    for part in stackedParts() {
      let y = data.places[part.place].position
      picture.bars.append(
        .init(x: (part.low, part.high), y: (y - 0.38, y + 0.38), series: part.series, isMarked: part.isMarked))
    }
    for (place, stack) in stacks().sorted(by: { $0.key < $1.key }) where stack.isWhole && stack.down == 0 {
      let text = data.numbers.text(stack.up * data.numbers.divisor, exact: data.exactTotal(place))
      putNumber(text, at: stack.up, y: data.places[place].position, size: size, hasValue: true)
    }
  }

  private mutating func putNumber(_ text: String, at value: Double, y: Double, size: Double, hasValue: Bool) {
    let gap = data.kind == .dot && hasValue ? 14.0 : 7
    let x = picture.pixel(x: value) + (value < 0 ? -gap : gap)
    put(
      text, x: x, y: picture.pixel(y: y), value < 0 ? .right : .left, size: size,
      color: hasValue ? ChartStyle.ink : ChartStyle.quiet, hasGround: true)
  }
}
