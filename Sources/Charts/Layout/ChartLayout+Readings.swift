import Manifest

/// The areas that say their numbers: one for each place along the axis.
extension ChartLayout {
  /// Areas narrower than this cannot be pointed at; places that are closer share one.
  private var leastWidth: Double { format.isNarrow ? 6 : 5 }
  private static let linesAllowed = 9

  /// Columns from the plot's top to its bottom, each as far as the middle to its neighbors.
  ///
  /// - Parameter most: if there are more, an area says only the newest of its places.
  mutating func putColumnReadings(_ data: ChartData, atMost most: Int? = nil) {
    let frame = picture.frame
    let width = max(leastWidth, most.map { (frame.right - frame.left) / Double($0) } ?? 0)
    let shown = numbers(of: data)
    let tops = tops(of: data)
    var groups: [[Int]] = []
    for place in data.places.indices.reversed() where !shown[place].isEmpty {
      let x = picture.pixel(x: data.places[place].position)
      if let first = groups.last?.first, picture.pixel(x: data.places[first].position) - x < width {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    groups = groups.reversed().map { $0.reversed() }
    func x(_ group: [Int]) -> Double {
      (picture.pixel(x: data.places[group[0]].position) + picture.pixel(x: data.places[group[group.count - 1]].position))
        / 2
    }
    for (i, group) in groups.enumerated() {
      let middle = x(group)
      let half = min(40, (frame.right - frame.left) / 2)
      let places = most != nil ? [group[group.count - 1]] : group
      put(
        lines: lines(places.map { ($0, shown[$0]) }, data),
        left: max(frame.left - 4, i == 0 ? middle - half : (x(groups[i - 1]) + middle) / 2), top: frame.top,
        right: min(frame.right + 4, i == groups.count - 1 ? middle + half : (x(groups[i + 1]) + middle) / 2),
        bottom: frame.bottom, at: middle,
        above: picture.pixel(y: places.map { tops[$0] }.max() ?? 0))
    }
  }

  /// Rows from the canvas's left edge to its right.
  mutating func putRowReadings() {
    let shown = numbers(of: data)
    for place in data.places.indices where !shown[place].isEmpty {
      let top = picture.pixel(y: data.places[place].position - 0.5)
      let bottom = picture.pixel(y: data.places[place].position + 0.5)
      put(
        lines: lines([(place, shown[place])], data), left: 1, top: top, right: format.width - 1, bottom: bottom,
        at: format.width / 2, above: top + format.line(format.label))
    }
  }

  /// Each place's numbers, with the names of their series if there are several.
  private func numbers(of data: ChartData) -> [[String]] {
    var numbers = Array(repeating: [String](), count: data.places.count)
    for series in data.series {
      for point in series.points {
        var text = point.value.map { data.numbers.text($0, exact: point.exact) } ?? "not said"
        if point.isMarked, let marking = data.marking { text += " (\(marking))" }
        numbers[point.place].append(data.series.count > 1 ? "\(series.name): \(text)" : text)
      }
    }
    guard data.kind == .stackedBar, data.series.count > 1 else { return numbers }
    for (place, stack) in stacks().sorted(by: { $0.key < $1.key }) where stack.isWhole && stack.down == 0 {
      numbers[place].append(
        "all: \(data.numbers.text(stack.up * data.numbers.divisor, exact: data.exactTotal(place)))")
    }
    return numbers
  }

  private func lines(_ places: [(place: Int, numbers: [String])], _ data: ChartData) -> [String] {
    var lines: [String] = []
    for (place, numbers) in places {
      let label = data.places[place].label
      if numbers.count == 1 {
        lines.append("\(label): \(numbers[0])")
      } else {
        lines += [label] + numbers
      }
    }
    let rest = lines.count - Self.linesAllowed
    if rest > 0 { lines = lines.prefix(Self.linesAllowed) + ["and \(rest) more in the table"] }
    return lines.map { ChartText.truncated($0, size: format.label, to: format.room - 20) }
  }

  /// Each place's highest value on the axis of numbers.
  private func tops(of data: ChartData) -> [Double] {
    var tops = Array(repeating: 0.0, count: data.places.count)
    for point in data.series.flatMap(\.points) {
      let value = data.numbers.scaled(point.value ?? 0)
      tops[point.place] = data.kind == .stackedBar ? tops[point.place] + max(0, value) : max(tops[point.place], value)
    }
    return tops
  }

  private mutating func put(
    lines: [String], left: Double, top: Double, right: Double, bottom: Double, at middle: Double, above mark: Double
  ) {
    let widest = lines.map { ChartText.width($0, size: format.label) }.max() ?? 0
    let line = format.line(format.label)
    let height = Double(lines.count) * line
    var (x, anchor) = (middle, ChartPicture.Anchor.center)
    if middle + widest / 2 > format.width - 10 { (x, anchor) = (format.width - 10, .right) }
    if middle - widest / 2 < 10 { (x, anchor) = (10, .left) }
    // Above the mark, or as high as it can be.
    let first = max(line, mark - 12 - height) + line / 2
    picture.readings.append(
      .init(
        left: left, top: top, right: max(right, left + 1), bottom: bottom, lines: lines, x: x,
        y: min(first, picture.height - height), anchor: anchor))
  }
}
