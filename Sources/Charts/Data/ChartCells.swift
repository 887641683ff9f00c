import Manifest
import Model
import Words

extension ChartRows {
  /// Collects places and series while the rows are read.
  ///
  /// They are distinguished by the rows' values, since two of them may have the same label.
  struct Cells {
    typealias Cell = (column: TableColumn, value: Value, name: String?)

    let axis: ChartData.Axis
    private(set) var places: [ChartData.Place] = []
    /// The number of rows that have no place on the axis.
    private(set) var withoutPlace = 0
    private var series: [ChartData.Series] = []
    /// Possible labels of places and series, shortest first.
    private var placeLabels: [[String]] = []
    private var seriesLabels: [[String]] = []
    private var placeNumbers: [[Value]: Int] = [:]
    private var seriesNumbers: [Value: Int] = [:]
    private var taken: Set<[Int]> = []

    init(axis: ChartData.Axis) { self.axis = axis }

    /// The place that the row's values name; nil, and counted, if they name none.
    ///
    /// - Parameter apart: values that distinguish categories with the same label.
    mutating func place(_ values: [Cell], apart: [Cell]) -> Int? {
      guard let (position, key) = position(values, apart) else {
        withoutPlace += 1
        return nil
      }
      if let known = placeNumbers[key] { return known }
      let labels = labels(position, values: values, apart: apart)
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

    private func labels(_ position: Double, values: [Cell], apart: [Cell]) -> [String] {
      func text(_ cell: Cell) -> String { cell.name ?? TextWidth.printable(CellText.text(cell.value, cell.column)) }
      switch axis {
      case .category:
        return (0...apart.count).map { (values + apart[..<$0]).map(text).joined(separator: ", ") }
      case .number: return [values.first.map { CellText.text($0.value, $0.column) } ?? ""]
      case .time(let time): return [time.label(position)]
      }
    }

    /// Adds a point; false if the series already has one at this place.
    ///
    /// - Parameters:
    ///   - key: identifies the series.
    ///   - labels: its possible labels, the best first.
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

    /// Places in the order of their positions, and each series' points in the order of the places.
    func sorted() -> ([ChartData.Place], [ChartData.Series]) {
      var places = places
      for (i, label) in DistinctLabels.of(placeLabels).enumerated() { places[i].label = label }
      let order = places.indices.sorted { (places[$0].position, $0) < (places[$1].position, $1) }
      var new = Array(repeating: 0, count: places.count)
      for (i, old) in order.enumerated() { new[old] = i }
      let sorted = zip(series, DistinctLabels.of(seriesLabels)).map { series, name in
        // By place, then by number, so that the result does not depend on the order of the rows.
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

extension Value {
  /// The number to draw; nil for NULL, text, infinities and NaN, none of which has a place on an axis.
  var number: Double? {
    switch self {
    case .integer(let n): Double(n)
    case .real(let x): x.isFinite ? x : nil
    case .null, .text: nil
    }
  }

  /// The integer itself, because a Double rounds integers beyond 2^53.
  var exact: Int64? { if case .integer(let n) = self { n } else { nil } }
}
