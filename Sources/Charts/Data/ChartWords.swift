import Manifest
import Words

/// Describes a chart in words.
enum ChartWords {
  /// "Line chart: Venezuelan encounters. Encounters, by month, from October 2019 to September 2025. ... ."
  static func description(of data: ChartData) -> String {
    var sentences = ["\(kind(data)): \(data.title)"]
    if data.isEmpty { return joined(sentences + [data.emptyWords] + data.remarks) }
    sentences.append(span(data))
    sentences += data.remarks
    if let word = data.marking { sentences.append(marked(word, data)) }
    if !data.annotations.isEmpty {
      sentences.append("Annotated: \(data.annotations.map(\.words).joined(separator: "; "))")
    }
    sentences.append(contentsOf: data.isHorizontal ? rows(data) : ends(data))
    return joined(sentences)
  }

  private static func kind(_ data: ChartData) -> String {
    switch data.kind {
    case .line, .steppedLine: "Line chart"
    case .bar: "Bar chart"
    case .stackedBar: "Stacked bar chart"
    case .dot: "Dot chart"
    }
  }

  private static func span(_ data: ChartData) -> String {
    let unit = English.capitalized(data.numbers.unit)
    guard let first = data.places.first, let last = data.places.last, !data.isHorizontal else {
      return "\(unit), \(English.count(data.places.count, "row"))"
    }
    let by = data.axisName.map { "\(unit) by \($0)" } ?? unit
    return first.label == last.label ? "\(by), \(first.label)" : "\(by), \(range(first.label, last.label))"
  }

  private static func range(_ first: String, _ last: String) -> String {
    "from \(DateWords.amid(first)) to \(last)"
  }

  private static func marked(_ word: String, _ data: ChartData) -> String {
    let places = Set(data.series.flatMap(\.points).filter(\.isMarked).map(\.place)).sorted().map {
      data.places[$0].label
    }
    // A date has a comma of its own.
    let few = places.contains { $0.contains(",") } ? places.joined(separator: "; ") : English.list(places)
    let which = places.count <= 3 ? few : "\(places.count) \(range(places[0], places[places.count - 1]))"
    if data.isHorizontal, places.count > 3 { return "\(places.count) of them marked as \(word)" }
    return "Marked as \(word): \(which)"
  }

  /// The numbers of the rows, in order; if there are many, only the largest, in order of size and without zeros.
  private static func rows(_ data: ChartData) -> [String] {
    var sizes = Array(repeating: 0.0, count: data.places.count)
    for point in data.series.flatMap(\.points) { sizes[point.place] += (point.value ?? 0).magnitude }
    let isCut = data.places.count > 5
    let order = data.places.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
    let largest = isCut ? Array(order.filter { sizes[$0] > 0 }.prefix(5)) : Array(data.places.indices)
    let shown = largest.map { place in
      let numbers = data.series.flatMap { series in
        series.points.filter { $0.place == place && !(isCut && $0.value == 0) }.map { point in
          let text = point.value.map { data.numbers.text($0, exact: point.exact) } ?? "not said"
          return data.series.count > 1 ? "\(series.name) \(text)" : text
        }
      }
      return "\(data.places[place].label): \(numbers.joined(separator: ", "))"
    }
    let which = !isCut ? "" : largest.count < 5 ? "Other than 0: " : "The five largest: "
    return [which + shown.joined(separator: "; ")]
  }

  /// The last number of each series.
  private static func ends(_ data: ChartData) -> [String] {
    let ends = data.series.compactMap { series -> String? in
      guard let point = series.points.last(where: { $0.value != nil }), let value = point.value else { return nil }
      let name = data.series.count > 1 ? "\(series.name) " : ""
      let marking = point.isMarked ? data.marking.map { ", \($0)" } ?? "" : ""
      return "\(name)\(data.numbers.text(value, exact: point.exact)) (\(data.places[point.place].label)\(marking))"
    }
    return ["Last numbers: \(ends.joined(separator: "; "))"]
  }

  private static func joined(_ parts: [String]) -> String { parts.map(English.sentence).joined(separator: " ") }
}
