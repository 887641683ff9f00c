import Manifest
import Words

/// A chart as a specification for Vega-Lite 6 with its data inline, for a newsroom to restyle.
///
/// Each datum is `{"x", "series", "value", "marked"}`: the place along the axis (`2025`, `2019-10`, `2025-11-19` or the
/// category's name), whose number it is, the table's own number (null: not said), and whether it is marked as partial or the
/// like; of a stack, with `rank` 0 for the part at the bottom. Nothing is loaded from anywhere.
enum VegaLite {
  static let schema = "https://vega.github.io/schema/vega-lite/v6.json"

  static func bytes(of chart: Chart) -> [UInt8] {
    let data = chart.data
    var pairs: [(String, JSON)] = [
      ("$schema", .string(schema)), ("title", title(chart)), ("description", .string(chart.description)),
      ("width", 900), ("height", 420), ("background", "white"), ("config", config),
      ("data", .object([("values", .array(values(data)))])),
    ]
    if data.numbers.divisor != 1 {
      let divisor = NumberText.decimal(data.numbers.divisor, decimals: 0) ?? "1"
      pairs.append(("transform", [["calculate": .string("datum.value / \(divisor)"), "as": "shown"]]))
    }
    var own: [(String, JSON)] = [("encoding", .object(encoding(data)))]
    switch data.kind {
    case .line, .steppedLine:
      let interpolate: JSON = data.kind == .line ? "linear" : "step-after"
      let line: JSON = ["type": "line", "strokeWidth": 3, "interpolate": interpolate]
      var layers: [JSON] = [["mark": line], ["mark": point(size: 40)]]
      if data.marking != nil {
        layers.append([
          "transform": [["filter": "datum.marked"]],
          "mark": ["type": "point", "fill": "white", "size": 50, "opacity": 1, "tooltip": true],
        ])
      }
      own.append(("layer", .array(layers)))
    case .dot: own.append(("mark", point(size: 80)))
    case .bar, .stackedBar: own.append(("mark", ["type": "bar", "tooltip": true]))
    }
    let isBars = data.kind == .bar || data.kind == .stackedBar
    let annotations = VegaAnnotations.layers(of: data, x: places(data, isBars), hasSlots: isBars)
    pairs += annotations.isEmpty ? own : [("layer", .array(annotations + [.object(own)]))]
    return JSON.object(pairs).bytes(pretty: true) + [UInt8(ascii: "\n")]
  }

  private static func point(size: Int) -> JSON {
    ["type": "point", "filled": true, "size": .integer(size), "tooltip": true]
  }

  private static var config: JSON {
    [
      "font": "DejaVu Sans, Verdana, sans-serif", "view": ["stroke": nil],
      "axis": ["labelFontSize": 13, "titleFontSize": 13],
      "legend": ["labelFontSize": 13, "labelLimit": 500, "orient": "top", "title": nil],
    ]
  }

  private static func title(_ chart: Chart) -> JSON {
    let data = chart.data
    let words = (data.marking.map { ["\(data.isLine ? "open" : "lighter"): \($0)"] } ?? []) + data.remarks
    let subtitle = [words.joined(separator: " · ")].filter { !$0.isEmpty }
    let source = ChartText.wrapped(chart.source, size: 12, to: 940, lines: 3)
    return [
      "text": .strings(ChartText.wrapped(data.title, size: 18, isBold: true, to: 940, lines: 2)),
      "subtitle": .strings(subtitle + source), "anchor": "start", "fontSize": 18, "subtitleFontSize": 12, "offset": 12,
    ]
  }

  private static func values(_ data: ChartData) -> [JSON] {
    data.series.enumerated().flatMap { rank, series in
      let points = data.isLine ? withGaps(series, data) : series.points.map { (place($0.place, data), $0) }
      return points.map { x, point -> JSON in
        var pairs: [(String, JSON)] = [
          ("x", x), ("series", .string(series.name)),
          ("value", value(point)),
          ("marked", .bool(data.marking != nil && point?.isMarked == true)),
        ]
        if data.kind == .stackedBar { pairs.append(("rank", .integer(rank))) }
        return .object(pairs)
      }
    }
  }

  private static func value(_ point: ChartData.Point?) -> JSON {
    guard let point, let value = point.value else { return .null }
    return point.exact.map { .integer(Int($0)) } ?? .decimal(value, decimals: nil)
  }

  /// A line's points, and a null for each year or month between them of which nothing is known, where the line breaks.
  private static func withGaps(
    _ series: ChartData.Series, _ data: ChartData
  ) -> [(JSON, ChartData.Point?)] {
    guard case .time(let time) = data.axis, time != .day else {
      return series.points.map { (place($0.place, data), $0) }
    }
    var out: [(JSON, ChartData.Point?)] = []
    var last: Double?
    for point in series.points {
      let position = data.places[point.place].position
      // One null is enough to break a line.
      if let last, position > last + 1 { out.append((x(last + 1, time), nil)) }
      out.append((x(position, time), point))
      last = position
    }
    return out
  }

  private static func place(_ index: Int, _ data: ChartData) -> JSON {
    let place = data.places[index]
    return switch data.axis {
    case .category: .string(place.label)
    case .number: .decimal(place.position, decimals: nil)
    case .time(let time): x(place.position, time)
    }
  }

  private static func x(_ position: Double, _ time: ChartTime) -> JSON {
    time == .year ? .integer(Int(position)) : .string(time.iso(position))
  }

  private static func encoding(_ data: ChartData) -> [(String, JSON)] {
    let isBars = data.kind == .bar || data.kind == .stackedBar
    var number: [(String, JSON)] = [
      ("field", data.numbers.divisor == 1 ? "value" : "shown"), ("type", "quantitative"),
      ("axis", ["title": .string(data.numbers.unit), "grid": true, "tickCount": 6]),
    ]
    if data.kind == .bar { number.append(("stack", nil)) }
    let rank: [(String, JSON)] =
      data.kind == .stackedBar ? [("order", ["field": "rank", "type": "quantitative"])] : []
    let (x, y) = data.isHorizontal ? ("y", "x") : ("x", "y")
    var pairs: [(String, JSON)] = [(x, .object(places(data, isBars))), (y, .object(number))] + rank
    if data.series.count > 1 {
      pairs.append(("color", series(data, ("range", .strings((0..<data.series.count).map(ChartStyle.color))))))
      if data.kind == .dot || data.isLine {
        let shapes = ["circle", "square", "triangle-up", "triangle-down", "diamond", "cross"]
        pairs.append(
          ("shape", series(data, ("range", .strings(data.series.indices.map { shapes[$0 % shapes.count] })))))
      }
      if data.kind == .bar {
        pairs.append(("\(x)Offset", ["field": "series", "sort": .strings(data.series.map(\.name))]))
      }
    } else {
      pairs.append(("color", ["value": .string(ChartStyle.color(0))]))
    }
    if data.marking != nil, !data.isLine {
      pairs.append(("opacity", ["condition": ["test": "datum.marked", "value": .number("0.4")], "value": 1]))
    }
    return pairs
  }

  private static func series(_ data: ChartData, _ range: (String, JSON)) -> JSON {
    [
      "field": "series", "type": "nominal",
      "scale": .object([("domain", .strings(data.series.map(\.name))), range]),
    ]
  }

  private static func places(_ data: ChartData, _ isBars: Bool) -> [(String, JSON)] {
    let title: JSON = .optional(data.axisName)
    let first = data.places.first?.position ?? 0
    let last = data.places.last?.position ?? 0
    switch data.axis {
    case .category:
      return [
        ("field", "x"), ("type", "nominal"), ("sort", .strings(data.places.map(\.label))),
        ("axis", ["title": nil, "labelLimit": 400]),
      ]
    case .number: return [("field", "x"), ("type", "quantitative"), ("axis", ["title": title, "grid": false])]
    case .time(let time) where isBars && time != .day:
      // Every year or month has its slot, known or not, so that distances are true.
      let slots = stride(from: first, through: last, by: 1).map { x($0, time) }
      return [
        ("field", "x"), ("type", "ordinal"), ("scale", ["domain": .array(slots)]),
        ("axis", ["title": title, "labelAngle": time == .year ? 0 : -45, "labelOverlap": true]),
      ]
    case .time(.year):
      return [
        ("field", "x"), ("type", "quantitative"), ("scale", ["zero": false, "nice": false]),
        ("axis", ["title": title, "format": "d", "tickMinStep": 1, "grid": false]),
      ]
    case .time(let time):
      return [
        ("field", "x"), ("type", "temporal"), ("timeUnit", time == .month ? "utcyearmonth" : "utcyearmonthdate"),
        ("scale", ["type": "utc"]), ("axis", ["title": title, "grid": false, "labelOverlap": true]),
      ]
    }
  }
}
