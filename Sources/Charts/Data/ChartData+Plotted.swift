import Manifest
import Model

extension ChartData {
  /// More places than a reader can tell apart are not filled in.
  private static let mostPlaces = 1200

  /// The numbers in the unit of the axis, place by place; nil where there is nothing to draw.
  var plotted: PlottedValues? {
    guard !isEmpty else { return nil }
    let (all, index) = filledPlaces
    // A source may say several numbers of one place: each further one is a series of its own.
    var columns: [PlottedValues.Series] = []
    for one in series {
      var layers: [[Double?]] = []
      for point in one.points {
        guard let value = point.value else { continue }
        let place = index[point.place]
        let layer = layers.firstIndex { $0[place] == nil }
        if layer == nil { layers.append(Array(repeating: nil, count: all.count)) }
        layers[layer ?? layers.count - 1][place] = numbers.scaled(value)
      }
      columns += layers.enumerated().map { n, values in
        PlottedValues.Series(name: n == 0 ? one.name : "\(one.name) (\(n + 1))", values: values, isFurther: n > 0)
      }
    }
    var labels = all.map(\.label)
    if let marking {
      for point in series.flatMap(\.points) where point.isMarked {
        let place = index[point.place]
        if !labels[place].hasSuffix(")") { labels[place] += " (\(marking))" }
      }
    }
    let isOfDays = axis == .time(.day) && (isLine || kind == .dot)
    return PlottedValues(
      title: title, unit: numbers.unit, form: isOfDays ? .days : form, places: labels,
      days: isOfDays ? all.map { Day(daysSince1970: Int($0.position)) } : [], series: columns)
  }

  private var form: PlottedValues.Form {
    switch kind {
    case .line, .steppedLine: .line
    case .dot: .points
    case .bar: isHorizontal ? .bars : .columns
    case .stackedBar: isHorizontal ? .stackedBars : .stackedColumns
    }
  }

  /// The places with the years or months between them for which there is no row, and where the own ones are among them: an axis of words
  /// would bring together what is apart.
  private var filledPlaces: (places: [Place], index: [Int]) {
    guard case .time(let time) = axis, time != .day, let first = places.first?.position,
      let last = places.last?.position, last - first < Double(Self.mostPlaces), last >= first
    else { return (places, Array(places.indices)) }
    let all = stride(from: first, through: last, by: 1).map { Place(position: $0, label: time.label($0)) }
    return (all, places.map { Int($0.position - first) })
  }
}
