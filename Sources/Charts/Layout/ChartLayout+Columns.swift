import Manifest
import Words

/// Charts with a vertical axis of numbers: all charts over time or numbers.
extension ChartLayout {
  mutating func putColumns() {
    let ends = endLabels()
    if !ends.isEmpty {
      let widest = ends.flatMap(\.lines).map { ChartText.width($0, size: ChartStyle.label) }.max() ?? 0
      picture.frame.right = ChartStyle.width - ChartStyle.margin - widest - (isNamed ? 42 : 18)
    } else {
      picture.frame.right = ChartStyle.width - ChartStyle.margin
    }
    putValueAxis()
    putPlaceAxis()
    switch data.kind {
    case .bar: putBars()
    case .stackedBar: putStacks()
    case .line, .steppedLine: putLines()
    case .dot: putDots()
    }
    put(ends)
  }

  private var isBars: Bool { data.kind == .bar || data.kind == .stackedBar }

  /// True if the names of series are beside their ends.
  private var isNamed: Bool { data.series.count > 1 }

  private mutating func putValueAxis() {
    let (low, high) = valueRange()
    let span = high - low
    picture.y = (low - (low < 0 ? span * 0.06 : 0), high + (high > 0 ? span * (isBars ? 0.08 : 0.03) : 0))
    let isLoose = low > 0 || high < 0
    if isLoose { picture.y = (low - span * 0.08, high + span * 0.08) }
    let (ticks, step) = ChartNumbers.ticks(
      from: isLoose ? picture.y.first : low, through: picture.y.last, count: 6, isWhole: data.numbers.isWhole)
    let texts = ticks.map { data.numbers.tick($0, step: step) }
    let widest = texts.map { ChartText.width($0, size: ChartStyle.label) }.max() ?? 0
    picture.frame.left = ChartStyle.margin + widest + 10
    put(
      data.numbers.unit, x: ChartStyle.margin, y: picture.frame.top - 22, size: ChartStyle.label,
      color: ChartStyle.quiet)
    // Below the plot: ticks on two lines, for bars a word below them, and the axis' name.
    picture.frame.bottom -= 52 + (isBars && data.marking != nil ? 14 : 0) + (data.axisName == nil ? 0 : 20)
    for (tick, text) in zip(ticks, texts) {
      let y = picture.pixel(y: tick)
      put(text, x: picture.frame.left - 10, y: y, .right, color: ChartStyle.quiet)
      picture.rules.append(
        .init(
          from: (picture.frame.left, y), to: (picture.frame.right, y),
          color: tick == 0 ? ChartStyle.ink : ChartStyle.grid, isInFront: tick == 0 && isBars))
    }
  }

  private mutating func putPlaceAxis() {
    let first = data.places.first?.position ?? 0
    let last = data.places.last?.position ?? 0
    let pad = isBars ? 0.6 : first == last ? 1 : (last - first) * (data.kind == .dot ? 0.02 : 0.01)
    picture.x = (first - pad, last + pad)
    let perStep = (picture.frame.right - picture.frame.left) / (picture.x.last - picture.x.first)
    var ticks: [ChartTime.Tick] = []
    if case .time(let time) = data.axis {
      ticks = time.ticks(from: first, through: last, room: 54 / perStep)
      // The days include no beginning of a month.
      if ticks.isEmpty { ticks = [.init(position: first, lines: [time.label(first)])] }
    } else {
      ticks = numberTicks(from: first, through: last, room: 40 / perStep)
    }
    let y = picture.frame.bottom + 18
    for tick in ticks {
      let x = picture.pixel(x: tick.position)
      if !isBars {
        let bottom = picture.frame.bottom
        picture.rules.append(.init(from: (x, bottom), to: (x, bottom + 6), color: ChartStyle.leader))
      }
      for (i, line) in tick.lines.enumerated() {
        put(line, x: x, y: y + Double(i) * 18, .center, color: ChartStyle.quiet)
      }
    }
    if isBars { putMarkingWords(perStep, below: y, ticks) }
    if let name = data.axisName {
      let middle = (picture.frame.left + picture.frame.right) / 2
      put(
        name, x: middle, y: picture.frame.bottom + (isBars && data.marking != nil ? 68 : 56), .center,
        color: ChartStyle.quiet
      )
    }
  }

  /// At the numbers themselves if they are few and far apart, otherwise at round ones.
  private func numberTicks(from first: Double, through last: Double, room: Double) -> [ChartTime.Tick] {
    let own = data.places.map { ChartTime.Tick(position: $0.position, lines: [$0.label]) }
    if own.count <= 10, zip(own, own.dropFirst()).allSatisfy({ $1.position - $0.position >= room }) { return own }
    let isWhole = data.places.allSatisfy { $0.position == $0.position.rounded() }
    let (values, step) = ChartNumbers.ticks(from: first, through: last, count: 10, isWhole: isWhole)
    return values.map { value in
      let text = NumberText.decimal(value, decimals: step >= 1 ? 0 : step >= 0.1 ? 1 : 6, grouped: true) ?? ""
      return ChartTime.Tick(position: value, lines: [text])
    }
  }

  /// Places "partial year" below the year if there is room.
  private mutating func putMarkingWords(_ perStep: Double, below y: Double, _ ticks: [ChartTime.Tick]) {
    guard let word = data.marking, ticks.allSatisfy({ $0.lines.count == 1 }) else { return }
    let lines = ChartText.wrapped(word, size: ChartStyle.source, to: perStep - 4, lines: 2)
    guard lines.joined(separator: " ") == word else { return }
    for place in Set(data.series.flatMap(\.points).filter(\.isMarked).map(\.place)).sorted() {
      let x = picture.pixel(x: data.places[place].position)
      for (i, line) in lines.enumerated() {
        put(line, x: x, y: y + 18 + Double(i) * 15, .center, size: ChartStyle.source, color: ChartStyle.quiet)
      }
    }
  }
}
