import Manifest
import Words

/// Charts with a vertical axis of numbers: all charts over time or numbers.
extension ChartLayout {
  mutating func putColumns() {
    let ends = endLabels()
    if !ends.isEmpty {
      let widest = ends.flatMap(\.lines).map { ChartText.width($0, size: format.label) }.max() ?? 0
      picture.frame.right = format.width - format.margin - widest - (isNamed ? 42 : 14)
    } else {
      picture.frame.right = format.width - format.margin
    }
    let axis = valueAxis(valueRange(), ticks: format.isNarrow ? 5 : 6)
    picture.frame.left = format.margin + axis.width + 8
    setPlaceRange()
    let annotations = annotationLabels()
    // Above the plot: the annotations, then the unit.
    picture.frame.top += Double(annotations.rows) * annotationLine
    let unit = picture.frame.top + format.label * 0.6
    picture.frame.top += format.label * 2.2
    let ticks = placeTicks()
    let below = belowPlot(ticks)
    close(body: format.isNarrow ? 230 + below : 200 + below)
    picture.frame.bottom -= below
    put(axis)
    put(data.numbers.unit, x: format.margin, y: unit, tone: .quiet, hasGround: true)
    put(annotations.labels, bottom: unit - format.label)
    put(ticks, nameAt: below)
    switch data.kind {
    case .bar: putBars()
    case .stackedBar: putStacks()
    case .line, .steppedLine: putLines()
    case .dot: putDots()
    }
    put(ends)
    putColumnReadings(data)
  }

  var isBars: Bool { data.kind == .bar || data.kind == .stackedBar }

  /// True if the names of series are beside their ends.
  private var isNamed: Bool { data.series.count > 1 && !format.isNarrow }

  /// Below the plot: ticks on one or two lines, for bars a word below them, and the axis' name.
  func belowPlot(_ ticks: [ChartTime.Tick]) -> Double {
    let lines = Double(ticks.map(\.lines.count).max() ?? 1) + (data.axisName == nil ? 0 : 1)
    let words = isBars && data.marking != nil ? 2 * format.line(format.source) : 0
    return lines * format.line(format.label) + words + 6
  }

  /// The axis of numbers: its ends, its ticks with their labels, and the width of these.
  struct ValueAxis {
    var ends: (low: Double, high: Double)
    var ticks: [(value: Double, text: String)]
    var width: Double
  }

  func valueAxis(_ range: (low: Double, high: Double), ticks count: Int) -> ValueAxis {
    let (low, high) = range
    let span = high - low
    var ends = (low: low - (low < 0 ? span * 0.06 : 0), high: high + (high > 0 ? span * (isBars ? 0.08 : 0.03) : 0))
    let isLoose = low > 0 || high < 0
    if isLoose { ends = (low - span * 0.08, high + span * 0.08) }
    let (ticks, step) = ChartNumbers.ticks(
      from: isLoose ? ends.low : low, through: ends.high, count: count, isWhole: data.numbers.isWhole)
    let texts = ticks.map { data.numbers.tick($0, step: step) }
    return ValueAxis(
      ends: ends, ticks: Array(zip(ticks, texts)).map { ($0, $1) },
      width: texts.map { ChartText.width($0, size: format.label) }.max() ?? 0)
  }

  /// - Parameter hasLabels: false where another panel beside it has them.
  mutating func put(_ axis: ValueAxis, hasLabels: Bool = true) {
    picture.y = (axis.ends.low, axis.ends.high)
    for (tick, text) in axis.ticks {
      let y = picture.pixel(y: tick)
      if hasLabels { put(text, x: picture.frame.left - 8, y: y, .right, tone: .quiet) }
      picture.rules.append(
        .init(
          from: (picture.frame.left, y), to: (picture.frame.right, y), tone: tick == 0 ? .ink : .grid,
          isInFront: tick == 0 && isBars))
    }
  }

  mutating func setPlaceRange() {
    let first = data.places.first?.position ?? 0
    let last = data.places.last?.position ?? 0
    let pad = isBars ? 0.6 : first == last ? 1 : (last - first) * (data.kind == .dot ? 0.02 : 0.01)
    picture.x = (first - pad, last + pad)
  }

  /// The ticks along the axis of places, of which the ends must be known.
  func placeTicks() -> [ChartTime.Tick] {
    let first = data.places.first?.position ?? 0
    let last = data.places.last?.position ?? 0
    guard case .time(let time) = data.axis else {
      return numberTicks(from: first, through: last, room: format.label * 3 / pixelsPerStep)
    }
    let ticks = time.ticks(from: first, through: last, room: format.label * 3.4 / pixelsPerStep)
    // The days include no beginning of a month.
    return ticks.isEmpty ? [.init(position: first, lines: [time.label(first)])] : ticks
  }

  private var pixelsPerStep: Double {
    (picture.frame.right - picture.frame.left) / (picture.x.last - picture.x.first)
  }

  /// - Parameter bottom: of the name of the axis, below the plot.
  mutating func put(_ ticks: [ChartTime.Tick], nameAt bottom: Double) {
    let line = format.line(format.label)
    let y = picture.frame.bottom + line * 0.9
    var end = -Double.infinity
    for tick in ticks {
      let x = picture.pixel(x: tick.position)
      if !isBars {
        let bottom = picture.frame.bottom
        picture.rules.append(.init(from: (x, bottom), to: (x, bottom + 5), tone: .leader))
      }
      // The first and last stay on the canvas; one that would touch the one before it has a mark only.
      let half = (tick.lines.map { ChartText.width($0, size: format.label) }.max() ?? 0) / 2
      let middle = min(max(x, half + 2), format.width - half - 2)
      guard middle - half >= end + 4 else { continue }
      end = middle + half
      for (i, text) in tick.lines.enumerated() {
        put(text, x: middle, y: y + Double(i) * line, .center, tone: .quiet)
      }
    }
    if isBars { putMarkingWords(pixelsPerStep, below: y, ticks) }
    if let name = data.axisName {
      let middle = (picture.frame.left + picture.frame.right) / 2
      put(name, x: middle, y: picture.frame.bottom + bottom - line * 0.4, .center, tone: .quiet)
    }
  }

  /// At the numbers themselves if they are few and far apart, otherwise at round ones.
  private func numberTicks(from first: Double, through last: Double, room: Double) -> [ChartTime.Tick] {
    let own = data.places.map { ChartTime.Tick(position: $0.position, lines: [$0.label]) }
    if own.count <= 10, zip(own, own.dropFirst()).allSatisfy({ $1.position - $0.position >= room }) { return own }
    let isWhole = data.places.allSatisfy { $0.position == $0.position.rounded() }
    let (values, step) = ChartNumbers.ticks(
      from: first, through: last, count: format.isNarrow ? 5 : 10, isWhole: isWhole)
    return values.map { value in
      let text = NumberText.decimal(value, decimals: step >= 1 ? 0 : step >= 0.1 ? 1 : 6, grouped: true) ?? ""
      return ChartTime.Tick(position: value, lines: [text])
    }
  }

  /// Places "partial year" below the year if there is room.
  private mutating func putMarkingWords(_ perStep: Double, below y: Double, _ ticks: [ChartTime.Tick]) {
    guard let word = data.marking, ticks.allSatisfy({ $0.lines.count == 1 }) else { return }
    let lines = ChartText.wrapped(word, size: format.source, to: perStep - 4, lines: 2)
    guard lines.joined(separator: " ") == word else { return }
    for place in Set(data.series.flatMap(\.points).filter(\.isMarked).map(\.place)).sorted() {
      let x = picture.pixel(x: data.places[place].position)
      for (i, text) in lines.enumerated() {
        put(
          text, x: x, y: y + format.line(format.label) + Double(i) * format.line(format.source), .center,
          size: format.source, tone: .quiet)
      }
    }
  }
}
