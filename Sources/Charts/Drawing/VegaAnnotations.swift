import Manifest
import Words

/// A chart's annotations as layers of a specification for Vega-Lite: shaded spans, thin lines, and their texts below one another at the
/// plot's top.
enum VegaAnnotations {
  /// - Parameters:
  ///   - x: how the chart's own places are encoded.
  ///   - hasSlots: whether each year or month has its own slot rather than a point on a scale.
  static func layers(of data: ChartData, x: [(String, JSON)], hasSlots: Bool) -> [JSON] {
    guard case .time(let time) = data.axis, !data.annotations.isEmpty else { return [] }
    func date(_ iso: String) -> JSON {
      if time == .year { return .integer(Int(iso) ?? 0) }
      return .string(hasSlots && time == .month ? String(iso.prefix(7)) : iso)
    }
    let values = data.annotations.map { annotation -> (isSpan: Bool, JSON) in
      var pairs: [(String, JSON)] = [("from", date(annotation.isoFrom))]
      if let to = annotation.isoTo { pairs.append(("to", date(to))) }
      return (annotation.to != nil, .object(pairs + [("text", .string(annotation.text))]))
    }
    // On the chart's own scale, to the day.
    let from: JSON = .object(
      x.filter { $0.0 != "timeUnit" }.map { $0.0 == "field" ? ("field", "from") : $0 })
    let spans = values.filter(\.isSpan).map(\.1)
    var layers: [JSON] = []
    if !spans.isEmpty {
      layers.append([
        "data": ["values": .array(spans)], "mark": ["type": "rect", "color": "#222222", "opacity": .number("0.08")],
        "encoding": ["x": from, "x2": ["field": "to"]],
      ])
    }
    layers.append([
      "data": ["values": .array(values.map(\.1))],
      "mark": ["type": "rule", "color": "#595959", "strokeDash": [5, 4]], "encoding": ["x": from],
    ])
    layers += values.enumerated().map { row, value in
      [
        "data": ["values": .array([value.1])],
        "mark": ["type": "text", "align": "left", "dx": 4, "fontSize": 12, "color": "#595959"],
        "encoding": ["x": from, "y": ["value": .integer(8 + 16 * row)], "text": ["field": "text", "type": "nominal"]],
      ]
    }
    return layers
  }
}
