import Manifest

/// Charts whose places are words: one row each, with its numbers to the right.
extension ChartLayout {
  mutating func putRows() {
    let names = rowNames()
    let nameLines = Double(names.map(\.count).max() ?? 1)
    let line = format.line(format.label)
    // Dots of several series share a row; bars have one line each, as high as their number.
    let bars = data.kind == .bar ? Double(data.series.count) : 1
    let marks = max(bars * (bars > 1 ? format.source * 1.2 : line), format.isNarrow ? 0 : nameLines * line)
    let rowHeight = (format.isNarrow ? nameLines * line : 0) + marks + (format.isNarrow ? 9 : bars > 1 ? 10 : 5)
    let count = Double(data.places.count)
    if format.isNarrow {
      picture.frame.left = format.margin
    } else {
      let widest = names.joined().map { ChartText.width($0, size: format.label) }.max() ?? 0
      picture.frame.left = format.margin + widest + 12
    }
    let below = line * 2 + 8
    close(body: rowHeight * count + below)
    picture.frame.bottom -= below
    picture.y = (count - 0.5, -0.5)
    let height = (picture.frame.bottom - picture.frame.top) / count
    // Above the bars of a narrow picture their name.
    let band = RowBand(
      low: format.isNarrow ? -0.5 + (nameLines * line + 2) / height : -0.5 + min(0.12, 4 / height),
      high: 0.5 - (format.isNarrow ? 7 / height : min(0.12, 4 / height)))
    putRowAxis()
    for (place, lines) in zip(data.places, names) {
      let top =
        format.isNarrow
        ? picture.pixel(y: place.position - 0.5) + line * 0.6
        : picture.pixel(y: place.position) - Double(lines.count - 1) * line / 2
      for (i, text) in lines.enumerated() {
        let y = top + Double(i) * line
        if format.isNarrow {
          put(text, x: format.margin + 4, y: y, hasGround: true)
        } else {
          put(text, x: picture.frame.left - 10, y: y, .right)
        }
      }
    }
    if data.kind == .dot { putRowGuides(band) }
    data.kind == .stackedBar ? putStackedRows(band) : putPlainRows(band)
    putRowReadings()
  }

  /// Where the marks of a row are, in steps of a row from its middle.
  struct RowBand {
    var low: Double
    var high: Double
    var middle: Double { (low + high) / 2 }
  }

  /// The end of a long name may be what matters, so it continues on a second line.
  private func rowNames() -> [[String]] {
    let room = format.isNarrow ? format.room : format.width * 0.38
    return data.places.map { ChartText.wrapped($0.label, size: format.label, to: room, lines: 2) }
  }

  /// Places the axis of numbers, with room for the numbers at the ends of the bars on both sides.
  private mutating func putRowAxis() {
    let (low, high) = valueRange()
    let texts = data.series.flatMap { data.drawnPoints(of: $0).map(\.text) }
    let widest = texts.map { ChartText.width($0, size: format.label) }.max() ?? 0
    picture.frame.right = format.width - format.margin - (high > 0 ? widest + 12 : 0)
    if low < 0 { picture.frame.left += widest + 12 }
    let step = rowStep(low, high)
    picture.x = (low, high)
    // A dot at the plot's edge would look cut off.
    if data.kind == .dot { picture.x = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step) }
    let ends = picture.x
    for tick in ChartNumbers.ticks(from: ends.first, through: ends.last, step: step) {
      let x = picture.pixel(x: tick)
      let text = data.numbers.tick(tick, step: step)
      picture.rules.append(
        .init(
          from: (x, picture.frame.top), to: (x, picture.frame.bottom), tone: tick == 0 ? .ink : .grid,
          isInFront: tick == 0 && data.kind != .dot))
      // On the canvas, whatever stands at the plot's edge.
      let half = ChartText.width(text, size: format.label) / 2
      put(
        text, x: min(max(x, half + 2), format.width - half - 2), y: picture.frame.bottom + format.label, .center,
        tone: .quiet)
    }
    let middle = (picture.frame.left + picture.frame.right) / 2
    put(data.numbers.unit, x: middle, y: picture.frame.bottom + format.label * 2.3, .center, tone: .quiet)
  }

  /// The step between ticks of the axis of numbers, wide enough for their labels.
  private func rowStep(_ low: Double, _ high: Double) -> Double {
    let room = picture.frame.right - picture.frame.left
    let steps = stride(from: format.isNarrow ? 4 : 6, through: 1, by: -1).map {
      ChartNumbers.ticks(from: low, through: high, count: $0, isWhole: data.numbers.isWhole).step
    }
    return steps.first { step in
      let longest = max(low.magnitude, high.magnitude)
      let width = ChartText.width(
        data.numbers.tick(low < 0 ? -longest : longest, step: step), size: format.label)
      return width + 16 <= room * step / (high - low)
    } ?? steps[steps.count - 1]
  }

  private mutating func putRowGuides(_ band: RowBand) {
    for place in data.places {
      let y = picture.pixel(y: place.position + band.middle)
      picture.rules.append(
        .init(from: (picture.frame.left, y), to: (picture.frame.right, y), tone: .grid))
    }
  }

  private mutating func putPlainRows(_ band: RowBand) {
    let isDots = data.kind == .dot
    let height = isDots ? 0 : (band.high - band.low) / Double(data.series.count)
    let size = data.series.count > 1 ? format.source : format.label
    for (i, series) in data.series.enumerated() {
      for point in series.points {
        let top = data.places[point.place].position + (isDots ? band.middle : band.low + Double(i) * height)
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
          text, at: value, y: top + height / 2, size: size, hasValue: point.value != nil)
      }
    }
  }

  private mutating func putStackedRows(_ band: RowBand) {
    for part in stackedParts() {
      let y = data.places[part.place].position
      picture.bars.append(
        .init(x: (part.low, part.high), y: (y + band.low, y + band.high), series: part.series, isMarked: part.isMarked))
    }
    for (place, stack) in stacks().sorted(by: { $0.key < $1.key }) where stack.isWhole && stack.down == 0 {
      let text = data.numbers.text(stack.up * data.numbers.divisor, exact: data.exactTotal(place))
      putNumber(text, at: stack.up, y: data.places[place].position + band.middle, size: format.label, hasValue: true)
    }
  }

  private mutating func putNumber(_ text: String, at value: Double, y: Double, size: Double, hasValue: Bool) {
    let gap = data.kind == .dot && hasValue ? 14.0 : 7
    let x = picture.pixel(x: value) + (value < 0 ? -gap : gap)
    put(
      text, x: x, y: picture.pixel(y: y), value < 0 ? .right : .left, size: size,
      tone: hasValue ? .ink : .quiet, hasGround: true)
  }
}
