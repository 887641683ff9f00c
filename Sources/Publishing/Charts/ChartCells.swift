import Manifest
import Model

extension ChartRows {
  /// Places and series while the rows are read.
  struct Cells {
    let axis: ChartData.Axis
    private(set) var places: [ChartData.Place] = []
    /// Rows that say no place on the axis.
    private(set) var withoutPlace = 0
    private var series: [ChartData.Series] = []
    private var placeNumbers: [String: Int] = [:]
    private var seriesNumbers: [String: Int] = [:]
    private var taken: Set<[Int]> = []

    init(axis: ChartData.Axis) { self.axis = axis }

    /// The place that the row's values name; nil, and counted, where they name none.
    mutating func place(_ values: [(column: TableColumn, value: Value)]) -> Int? {
      guard let (position, label) = position(values) else {
        withoutPlace += 1
        return nil
      }
      if let known = placeNumbers[label] { return known }
      placeNumbers[label] = places.count
      places.append(.init(position: position, label: label))
      return places.count - 1
    }

    private func position(_ values: [(column: TableColumn, value: Value)]) -> (Double, String)? {
      switch axis {
      case .category:
        if values.allSatisfy({ $0.value == .null }) { return nil }
        let label = values.map { TextWidth.printable(Display.text($0.value, $0.column)) }.joined(separator: ", ")
        return (Double(places.count), label)
      case .number:
        guard let only = values.first, let number = only.value.number else { return nil }
        return (number, Display.text(only.value, only.column))
      case .time(let time):
        guard let only = values.first, let position = time.position(only.value) else { return nil }
        return (position, time.label(position))
      }
    }

    /// False where the series had a point in this place already; it is added all the same.
    mutating func add(_ point: ChartData.Point, to name: String) -> Bool {
      if seriesNumbers[name] == nil {
        seriesNumbers[name] = series.count
        series.append(.init(name: name, points: []))
      }
      let number = seriesNumbers[name]!
      series[number].points.append(point)
      return taken.insert([number, point.place]).inserted
    }

    /// Places in the order of their positions, and each series' points in that of the places.
    func sorted() -> ([ChartData.Place], [ChartData.Series]) {
      let order = places.indices.sorted { (places[$0].position, $0) < (places[$1].position, $1) }
      var new = Array(repeating: 0, count: places.count)
      for (i, old) in order.enumerated() { new[old] = i }
      let sorted = series.map { series in
        // By place, then by number, so that the order of the rows does not show.
        let points = series.points.map { ChartData.Point(place: new[$0.place], value: $0.value, isMarked: $0.isMarked) }
        return ChartData.Series(
          name: series.name,
          points: points.sorted { ($0.place, $0.value ?? -.infinity) < ($1.place, $1.value ?? -.infinity) })
      }
      return (order.map { places[$0] }, sorted)
    }
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
}
