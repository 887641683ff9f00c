import Manifest
import Model
import Words

/// What a chart shows, independent of its appearance: places along the axis, series, numbers, and words.
struct ChartData {
  enum Axis: Equatable {
    case time(ChartTime)
    case number
    /// Ordered places without distances between them.
    case category
  }

  struct Place {
    /// Along the axis: see ``ChartTime``; for a category its index.
    var position: Double
    var label: String
  }

  struct Point {
    /// An index into the places.
    var place: Int
    /// Nil if the source does not say.
    var value: Double?
    var isMarked: Bool
    /// The value if it is an integer: as a Double those beyond 2^53 are rounded, and words must not be.
    var exact: Int64?
  }

  struct Series {
    var name: String
    var points: [Point]

    /// Whether its only number is 0.
    var isZero: Bool {
      let values = points.compactMap(\.value)
      return !values.isEmpty && values.allSatisfy { $0 == 0 }
    }
  }

  let kind: TableChart.Kind
  var title: String
  let axis: Axis
  /// The name of the axis; nil if its labels explain themselves.
  var axisName: String?
  var places: [Place]
  var series: [Series]
  /// The meaning of marked points: "partial year"; nil if none is marked, or if all are and the remarks say so.
  var marking: String?
  var numbers: ChartNumbers
  /// Further remarks: what was selected, left out or cut.
  var remarks: [String]
  /// In the order of the table's header.
  var annotations: [ChartAnnotation]

  /// Bars over text are horizontal, so that their labels can be read.
  var isHorizontal: Bool { axis == .category }
  var isLine: Bool { kind == .line || kind == .steppedLine }
  /// Whether there is nothing to draw: no number, or none other than 0.
  var isEmpty: Bool { !series.contains { $0.points.contains { ($0.value ?? 0) != 0 } } }
  /// What is said instead of a drawing.
  var emptyWords: String { series.contains(where: \.isZero) ? "Not drawn: all numbers are 0" : "No data" }

  /// - Throws: a ``Problem`` when a line or bar would have two numbers at one place, because choosing one or adding
  ///   them up would be a guess; and when the chart reads a column that the rows lack.
  init(_ chart: TableChart, of manifest: TableManifest, result: TableResult) throws {
    var rows = try ChartRows(chart, of: manifest, result: result)
    rows.limit()
    kind = chart.kind
    title = TextWidth.printable(chart.title ?? manifest.title)
    axis = rows.axis
    axisName = rows.axisName
    places = rows.places
    series = rows.series
    let points = rows.series.flatMap(\.points)
    let areAllMarked = !points.isEmpty && points.allSatisfy(\.isMarked)
    let word = chart.marking.map { TextWidth.printable($0.word) }
    marking = !areAllMarked && points.contains(where: \.isMarked) ? word : nil
    let values = points.compactMap(\.value)
    numbers = ChartNumbers(rows.measures, values: values)
    var remarks = rows.remarks
    if areAllMarked, let word { remarks.append("all of them: \(word)") }
    if let day = result.asOf { remarks.append("as of \(day.words)") }
    self.remarks = remarks
    let range = (rows.places.first?.position ?? 0)...(rows.places.last?.position ?? 0)
    annotations = manifest.annotations.compactMap { ChartAnnotation($0, on: rows.axis, in: range) }
  }
}

extension ChartData {
  /// The points of a series that have a number, in the order of their places.
  func drawnPoints(of series: Series) -> [(position: Double, value: Double, isMarked: Bool, text: String)] {
    series.points.compactMap { point in
      point.value.map { (places[point.place].position, $0, point.isMarked, numbers.text($0, exact: point.exact)) }
    }
  }

  /// The sum of a place's numbers if all are integers and it fits into an Int64.
  func exactTotal(_ place: Int) -> Int64? {
    var total: Int64 = 0
    for point in series.flatMap(\.points) where point.place == place {
      guard let exact = point.exact else { return nil }
      let (sum, isTooLarge) = total.addingReportingOverflow(exact)
      if isTooLarge { return nil }
      total = sum
    }
    return total
  }
}
