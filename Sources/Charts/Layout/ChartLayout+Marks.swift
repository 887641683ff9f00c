import Manifest

/// Bars, lines and dots over time or numbers.
extension ChartLayout {
  /// A number at a bar's end.
  private struct EndNumber {
    var text: String
    var x: Double
    var value: Double
    /// The available width in pixels.
    var room: Double
    var isUp: Bool
  }

  mutating func putBars() {
    let width = 0.8 / Double(data.series.count)
    var numbers: [EndNumber] = []
    for (i, series) in data.series.enumerated() {
      for point in series.points {
        let left = data.places[point.place].position - 0.4 + Double(i) * width
        let room = (picture.pixel(x: left + width) - picture.pixel(x: left)) * (data.series.count > 1 ? 1 : 1.2)
        let value = data.numbers.scaled(point.value ?? 0)
        if point.value != nil {
          let isMarked = data.marking != nil && point.isMarked
          picture.bars.append(
            .init(x: (left, left + width), y: (min(0, value), max(0, value)), series: i, isMarked: isMarked))
        }
        let text = point.value.map { data.numbers.text($0, exact: point.exact) } ?? "not said"
        numbers.append(.init(text: text, x: left + width / 2, value: value, room: room, isUp: value >= 0))
      }
    }
    put(numbers)
  }

  mutating func putStacks() {
    for part in stackedParts() {
      let x = data.places[part.place].position
      picture.bars.append(
        .init(x: (x - 0.4, x + 0.4), y: (part.low, part.high), series: part.series, isMarked: part.isMarked))
    }
    var numbers: [EndNumber] = []
    for (place, stack) in stacks().sorted(by: { $0.key < $1.key }) where stack.isWhole && stack.down == 0 {
      let x = data.places[place].position
      let room = picture.pixel(x: x + 1) - picture.pixel(x: x)
      let text = data.numbers.text(stack.up * data.numbers.divisor, exact: data.exactTotal(place))
      numbers.append(.init(text: text, x: x, value: stack.up, room: room, isUp: true))
    }
    put(numbers)
  }

  /// Draws all of the numbers in the largest size that fits, or none.
  private mutating func put(_ numbers: [EndNumber]) {
    let fitting = [format.label, format.source].first { size in
      numbers.allSatisfy { ChartText.width($0.text, size: size) <= $0.room - 4 }
    }
    guard let size = fitting else { return }
    for number in numbers {
      let y = picture.pixel(y: number.value) + (number.isUp ? -0.8 : 0.85) * format.label
      put(number.text, x: picture.pixel(x: number.x), y: y, .center, size: size, hasGround: true)
    }
  }

  mutating func putLines() {
    for (i, series) in data.series.enumerated() {
      // Two pixels are fine enough for one line; many lines together must not make the picture too large for a page.
      let lines = ChartPath(series, data).thinned(to: Double(2 * data.series.count)) { picture.pixel(x: $0) }
      for piece in lines.pieces {
        picture.paths.append(.init(points: piece.points, series: i, isMarked: piece.isMarked))
      }
      for dot in lines.dots {
        picture.dots.append(.init(x: dot.x, y: dot.y, series: i, isMarked: dot.isMarked))
      }
    }
  }

  mutating func putDots() {
    // Dots that would cover one another become one; if there are very many, so do those that nearly would.
    for grain in [1.0, 2, 4, 8, 16, 32, 64] {
      picture.dots = dots(grain)
      if picture.dots.count <= Self.dotsAllowed { return }
    }
  }

  static let dotsAllowed = 400

  private func dots(_ grain: Double) -> [ChartPicture.Dot] {
    var dots: [ChartPicture.Dot] = []
    for (i, series) in data.series.enumerated() {
      var taken: Set<[Int]> = []
      for point in data.drawnPoints(of: series) {
        let y = data.numbers.scaled(point.value)
        let isMarked = data.marking != nil && point.isMarked
        let column = Int((picture.pixel(x: point.position) / grain).rounded())
        let row = Int((picture.pixel(y: y) / grain).rounded())
        if taken.insert([column, row, isMarked ? 1 : 0]).inserted {
          dots.append(.init(x: point.position, y: y, series: i, isMarked: isMarked))
        }
      }
    }
    return dots
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
