import Manifest
import Model
import Words

/// The rows of a table that its chart shows, as places and series.
struct ChartRows {
  let measures: [TableColumn]
  private(set) var axis: ChartData.Axis
  let axisName: String?
  private(set) var places: [ChartData.Place] = []
  private(set) var series: [ChartData.Series] = []
  private(set) var remarks: [String] = []
  private let chart: TableChart

  init(_ chart: TableChart, of manifest: TableManifest, result: TableResult) throws {
    self.chart = chart
    func column(_ name: String) throws -> (index: Int, column: TableColumn) {
      guard let index = result.columns.firstIndex(of: name),
        let column = manifest.columns.first(where: { $0.name == name })
      else {
        throw Problem(
          .badInput, at: manifest.path, "the chart reads '\(name)', which is not a column of the rows",
          remedy: "correct the line -- chart, or the SELECT")
      }
      return (index, column)
    }
    let measured = try chart.measures.map { try column($0.column) }
    measures = measured.map(\.column)
    let over = try chart.over.map(column)
    axis = Self.axis(over.map(\.column), chart.kind)
    axisName = Self.name(of: over.map(\.column))
    let apart = try chart.apart.map(column)
    let by = try chart.series.map(column)
    let choice = try ChartChoice(chart, result.rows) { try column($0) }
    remarks = choice.remarks

    let names = ChartNames(manifest, columns: result.columns)
    func cells(_ columns: [(index: Int, column: TableColumn)], _ row: [Value]) -> [Cells.Cell] {
      columns.map { ($0.column, row[$0.index], names.name(of: row[$0.index], $0.column, in: row)) }
    }
    var drawn = Cells(axis: axis)
    for row in choice.rows {
      guard
        let place = drawn.place(cells(over, row), apart: cells(apart, row))
      else { continue }
      let isMarked = choice.isMarked(row)
      for (measure, (index, _)) in zip(chart.measures, measured) {
        let called =
          by.map { series in
            let (index, column) = series
            let own = Self.seriesNames(row[index], column)
            return names.name(of: row[index], column, in: row).map { [$0] + own } ?? own
          } ?? [measure.name ?? Self.words(measure.column)]
        let point = ChartData.Point(
          place: place, value: row[index].number, isMarked: isMarked, exact: row[index].exact)
        guard
          drawn.add(point, to: by.map { row[$0.index] } ?? .integer(Int64(index)), called: called)
            || chart.kind == .dot
        else {
          // The chart line was valid for earlier rows of the table.
          throw Problem(
            at: "chart of \(manifest.name)",
            "there are two numbers for '\(called[0])' at '\(drawn.places[place].label)'",
            remedy:
              "see why the table has two such rows; or, in the line -- chart of \(manifest.path), choose rows with "
              + "'where', distinguish series with 'by' and categories with brackets, or draw dots")
        }
      }
    }
    if drawn.withoutPlace > 0 {
      remarks.append("\(drawn.withoutPlace) without \(chart.over.map(Self.words).joined(separator: ", ")) not shown")
    }
    (places, series) = drawn.sorted()
    leaveOutZeros()
    if by != nil, chart.kind == .stackedBar { orderBySize() }
  }

  /// Puts the largest series at the bottom, where parts are easiest to compare.
  private mutating func orderBySize() {
    series = series.enumerated().sorted { a, b in
      let (x, y) = (Self.size(a.element.points), Self.size(b.element.points))
      return x == y ? a.offset < b.offset : x > y
    }.map(\.element)
  }

  /// Leaves out series of which each number is 0, and names them, where others have something to draw.
  private mutating func leaveOutZeros() {
    let zeros = series.filter(\.isZero)
    guard !zeros.isEmpty, series.contains(where: { !$0.isZero && $0.points.contains { $0.value != nil } }) else {
      return
    }
    series.removeAll(where: \.isZero)
    // The name of the only one left is nowhere else.
    if series.count == 1 { remarks.append("drawn: \(series[0].name)") }
    remarks.append("not drawn, because all numbers are 0: \(zeros.map(\.name).joined(separator: "; "))")
  }

  /// Keeps only as many categories, series and bars as can be read.
  mutating func limit() {
    if axis == .category {
      keepPlaces(chart.largest)
    } else {
      keepSeries(min(chart.largest ?? .max, Self.seriesAllowed))
      if chart.kind == .bar || chart.kind == .stackedBar { keepNewest() }
    }
    if axis == .category { keepSeries(Self.seriesAllowed) }
  }

  static let seriesAllowed = 8
  static let categoriesAllowed = 30
  static let barsAllowed = 200

  private mutating func keepPlaces(_ largest: Int?) {
    let count = min(largest ?? Self.categoriesAllowed, Self.categoriesAllowed)
    guard largest != nil || places.count > count else { return }
    var sizes = Array(repeating: 0.0, count: places.count)
    for point in series.flatMap(\.points) { sizes[point.place] += (point.value ?? 0).magnitude }
    let kept = places.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }.prefix(count)
    if kept.count < places.count { remarks.append("the \(kept.count) largest of \(places.count)") }
    keep(places: Array(kept))
    for i in places.indices { places[i].position = Double(i) }
  }

  private mutating func keepSeries(_ count: Int) {
    guard series.count > count else { return }
    let largest = series.indices.map { i in series[i].points.compactMap { $0.value?.magnitude }.max() ?? 0 }
    let kept = series.indices.sorted { largest[$0] == largest[$1] ? $0 < $1 : largest[$0] > largest[$1] }.prefix(count)
    remarks.append("only the \(count) of \(series.count) with the largest numbers")
    series = kept.sorted().map { series[$0] }
  }

  private mutating func keepNewest() {
    guard let last = places.last?.position else { return }
    let allowed = Double(Self.barsAllowed / max(1, series.count))
    let kept = places.indices.filter { places[$0].position > last - allowed }
    guard kept.count < places.count else { return }
    remarks.append("the newest \(kept.count) of \(places.count)")
    keep(places: kept)
  }

  private mutating func keep(places kept: [Int]) {
    let new = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    places = kept.map { places[$0] }
    for i in series.indices {
      series[i].points = series[i].points.compactMap { point in
        new[point.place].map { place in
          var point = point
          point.place = place
          return point
        }
      }.sorted { $0.place < $1.place }
    }
    series.removeAll(where: \.points.isEmpty)
  }

  private static func size(_ points: [ChartData.Point]) -> Double {
    points.reduce(0) { $0 + ($1.value ?? 0).magnitude }
  }

  private static func axis(_ over: [TableColumn], _ kind: TableChart.Kind) -> ChartData.Axis {
    guard over.count == 1, let only = over.first else { return .category }
    switch only.kind {
    case .year: return .time(.year)
    case .month: return .time(.month)
    case .date: return .time(.day)
    case .integer, .decimal: return kind == .bar || kind == .stackedBar ? .category : .number
    case .text, .boolean: return .category
    }
  }

  private static func name(of over: [TableColumn]) -> String? {
    guard over.count == 1, let only = over.first, only.kind != .text, only.kind != .boolean else { return nil }
    let name = words(only.name)
    return name == only.kind.rawValue ? nil : name
  }

  /// The name for people, and the value in the table.
  private static func seriesNames(_ value: Value, _ column: TableColumn) -> [String] {
    let text = TextWidth.printable(CellText.text(value, column))
    return [words(text), text]
  }

  /// A column's or category's name for people: `other_in_need` is "other in need".
  static func words(_ name: String) -> String { name.split(separator: "_").joined(separator: " ") }
}
