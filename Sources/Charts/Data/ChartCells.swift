import Manifest
import Model
import Words

extension ChartRows {
  /// Places and series while the rows are read.
  ///
  /// They are told apart by the rows' values: two of them may be written alike.
  struct Cells {
    typealias Cell = (column: TableColumn, value: Value)

    let axis: ChartData.Axis
    private(set) var places: [ChartData.Place] = []
    /// Rows that say no place on the axis.
    private(set) var withoutPlace = 0
    private var series: [ChartData.Series] = []
    /// What places and series can be called, shortest first.
    private var placeLabels: [[String]] = []
    private var seriesLabels: [[String]] = []
    private var placeNumbers: [[Value]: Int] = [:]
    private var seriesNumbers: [Value: Int] = [:]
    private var taken: Set<[Int]> = []

    init(axis: ChartData.Axis) { self.axis = axis }

    /// The place that the row's values name; nil, and counted, where they name none.
    ///
    /// - Parameter apart: what tells categories apart that are called the same.
    mutating func place(_ values: [Cell], apart: [Cell]) -> Int? {
      guard let (position, key) = position(values, apart) else {
        withoutPlace += 1
        return nil
      }
      if let known = placeNumbers[key] { return known }
      let labels = labels(position, values, apart)
      placeNumbers[key] = places.count
      places.append(.init(position: position, label: labels[0]))
      placeLabels.append(labels)
      return places.count - 1
    }

    private func position(_ values: [Cell], _ apart: [Cell]) -> (Double, key: [Value])? {
      switch axis {
      case .category:
        if values.allSatisfy({ $0.value == .null }) { return nil }
        return (Double(places.count), (values + apart).map(\.value))
      case .number:
        guard let number = values.first?.value.number else { return nil }
        return (number, [.real(number)])
      case .time(let time):
        guard let only = values.first, let position = time.position(only.value) else { return nil }
        return (position, [.real(position)])
      }
    }

    private func labels(_ position: Double, _ values: [Cell], _ apart: [Cell]) -> [String] {
      func text(_ cell: Cell) -> String { TextWidth.printable(CellText.text(cell.value, cell.column)) }
      switch axis {
      case .category:
        return (0...apart.count).map { (values + apart[..<$0]).map(text).joined(separator: ", ") }
      case .number: return [values.first.map { CellText.text($0.value, $0.column) } ?? ""]
      case .time(let time): return [time.label(position)]
      }
    }

    /// False where the series had a point in this place already; it is added all the same.
    ///
    /// - Parameters:
    ///   - key: what the series is told apart by.
    ///   - labels: what it can be called, the best first.
    mutating func add(_ point: ChartData.Point, to key: Value, called labels: [String]) -> Bool {
      if seriesNumbers[key] == nil {
        seriesNumbers[key] = series.count
        series.append(.init(name: labels[0], points: []))
        seriesLabels.append(labels)
      }
      let number = seriesNumbers[key]!
      series[number].points.append(point)
      return taken.insert([number, point.place]).inserted
    }

    /// Places in the order of their positions, and each series' points in that of the places.
    func sorted() -> ([ChartData.Place], [ChartData.Series]) {
      var places = places
      for (i, label) in DistinctLabels.of(placeLabels).enumerated() { places[i].label = label }
      let order = places.indices.sorted { (places[$0].position, $0) < (places[$1].position, $1) }
      var new = Array(repeating: 0, count: places.count)
      for (i, old) in order.enumerated() { new[old] = i }
      let sorted = zip(series, DistinctLabels.of(seriesLabels)).map { series, name in
        // By place, then by number, so that the order of the rows does not show.
        let points = series.points.map { point in
          var point = point
          point.place = new[point.place]
          return point
        }
        return ChartData.Series(
          name: name,
          points: points.sorted { ($0.place, $0.value ?? -.infinity) < ($1.place, $1.value ?? -.infinity) })
      }
      return (order.map { places[$0] }, sorted)
    }
  }
}

/// Names for things of which several may be called the same.
enum DistinctLabels {
  /// - Parameter candidates: what each thing can be called, the best first; at least one name each.
  /// - Returns: for each the first name that no other bears, and with a number where all of its names are borne.
  static func of(_ candidates: [[String]]) -> [String] {
    var labels = candidates.map { $0[0] }
    for depth in 1..<max(2, candidates.map(\.count).max() ?? 0) {
      for i in shared(labels) { labels[i] = candidates[i][min(depth, candidates[i].count - 1)] }
    }
    var taken = Set(labels)
    var seen: Set<String> = []
    for i in labels.indices where !seen.insert(labels[i]).inserted {
      let name = labels[i]
      var number = 2
      while taken.contains("\(name) (\(number))") { number += 1 }
      labels[i] = "\(name) (\(number))"
      taken.insert(labels[i])
    }
    return labels
  }

  /// The indices of those that are called as another one is.
  private static func shared(_ labels: [String]) -> [Int] {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    return labels.indices.filter { counts[labels[$0]]! > 1 }
  }
}

extension Value {
  /// The number that is drawn; nil for NULL, text, infinities and NaN, none of which has a place on an axis.
  var number: Double? {
    switch self {
    case .integer(let n): Double(n)
    case .real(let x): x.isFinite ? x : nil
    case .null, .text: nil
    }
  }

  /// The integer itself: a Double holds those beyond 2^53 only nearly.
  var exact: Int64? { if case .integer(let n) = self { n } else { nil } }
}
