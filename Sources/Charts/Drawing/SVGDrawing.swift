import Words

/// Writes a picture as SVG, in one pass: a pure function, the same bytes on every machine.
///
/// The drawing is an image with a title and a description; beside it are its readings, which can be pointed at, tapped and reached by key,
/// and show their numbers without a script.
struct SVGDrawing {
  private var out = SVGBytes()
  private let picture: ChartPicture

  /// Where it is seen.
  enum Use {
    /// A file of its own.
    case file
    /// Within a page.
    case page
    /// Without what only a screen has, for PNG and for pages of others.
    case plain
  }

  /// - Parameter name: keeps the drawing's ids apart from those of others on the same page.
  static func bytes(
    of picture: ChartPicture, name: String, title: String, description: String, for use: Use
  ) -> [UInt8] {
    var drawing = SVGDrawing(picture)
    drawing.putAll(name: name, title: title, description: description, for: use)
    return drawing.out.bytes
  }

  private init(_ picture: ChartPicture) { self.picture = picture }

  private mutating func putAll(name: String, title: String, description: String, for use: Use) {
    if use != .page { out.put("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n") }
    out.put("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sc\"")
    out.put(attribute: " width=\"", picture.width)
    out.put(attribute: " height=\"", picture.height)
    out.put(" viewBox=\"0 0 ", picture.width, picture.height)
    let series = picture.seriesCount
    out.put(own: "\" font-family=\"\(ChartStyle.fonts)\" role=\"group\" aria-labelledby=\"\(name)-title\">\n")
    out.put(own: "<title id=\"\(name)-title\">")
    out.put(text: title)
    out.put(own: "</title>\n<style>\(SVGStyle.css(series: series, isPlain: use == .plain))</style>\n")
    out.put(own: "<g role=\"img\" aria-labelledby=\"\(name)-title\" aria-describedby=\"\(name)-desc\">\n")
    out.put(own: "<desc id=\"\(name)-desc\">")
    out.put(text: description)
    out.put("</desc>\n<rect class=\"g\"")
    out.put(attribute: " width=\"", picture.width)
    out.put(attribute: " height=\"", picture.height)
    out.put("/>\n")
    putMarks(picture)
    for panel in picture.panels { putMarks(panel) }
    putWords(picture)
    for panel in picture.panels { putWords(panel) }
    out.put("</g>\n")
    if use != .plain {
      putReadings(picture)
      for panel in picture.panels { putReadings(panel) }
    }
    out.put("</svg>\n")
  }

  private mutating func putMarks(_ picture: ChartPicture) {
    for band in picture.bands {
      out.put("<rect class=\"i n\"")
      out.put(attribute: " x=\"", band.x.low)
      out.put(attribute: " y=\"", band.y.low)
      out.put(attribute: " width=\"", band.x.high - band.x.low)
      out.put(attribute: " height=\"", band.y.high - band.y.low)
      out.put("/>\n")
    }
    putRules(picture, inFront: false)
    // The first series last, so that it lies above the others.
    for series in (0..<picture.ownSeriesCount).reversed() {
      for isMarked in [false, true] { putBars(picture, series, isMarked) }
    }
    putRules(picture, inFront: true)
    for series in (0..<picture.ownSeriesCount).reversed() {
      for isMarked in [false, true] { putPaths(picture, series, isMarked) }
      for isMarked in [false, true] { putDots(picture, series, isMarked) }
    }
  }

  private mutating func putRules(_ picture: ChartPicture, inFront: Bool) {
    for tone in ChartStyle.Tone.allCases {
      for isDashed in [false, true] {
        let rules = picture.rules.filter { $0.tone == tone && $0.isDashed == isDashed && $0.isInFront == inFront }
        guard !rules.isEmpty else { continue }
        out.put(own: "<path class=\"r s\(tone.rawValue)\(isDashed ? " d" : "")\" d=\"")
        for rule in rules {
          // On the middle of a pixel, where a thin line is sharp.
          let isLevel = rule.from.y == rule.to.y
          let isUpright = rule.from.x == rule.to.x
          let (x, y) = (
            isUpright ? rule.from.x.rounded(.down) + 0.5 : rule.from.x,
            isLevel ? rule.from.y.rounded(.down) + 0.5 : rule.from.y
          )
          out.put("M", x, y)
          if isLevel {
            out.put("H", rule.to.x)
          } else if isUpright {
            out.put("V", rule.to.y)
          } else {
            out.put("L", rule.to.x, rule.to.y)
          }
        }
        out.put("\"/>\n")
      }
    }
  }

  private mutating func putBars(_ picture: ChartPicture, _ series: Int, _ isMarked: Bool) {
    let bars = picture.bars.filter { $0.series == series && $0.isMarked == isMarked }
    guard !bars.isEmpty else { return }
    let color = series % ChartStyle.palette.count
    out.put(own: "<path class=\"c\(color) \(isMarked ? "k\(color) p" : "sg a")\" d=\"")
    for bar in bars {
      let (left, right) = (picture.pixel(x: bar.x.low), picture.pixel(x: bar.x.high))
      let (a, b) = (picture.pixel(y: bar.y.low), picture.pixel(y: bar.y.high))
      out.put("M", left, min(a, b))
      out.put("H", right)
      out.put("V", max(a, b))
      out.put("H", left)
      out.put("Z")
    }
    out.put("\"/>\n")
  }

  private mutating func putPaths(_ picture: ChartPicture, _ series: Int, _ isMarked: Bool) {
    let paths = picture.paths.filter { $0.series == series && $0.isMarked == isMarked }
    guard !paths.isEmpty else { return }
    out.put(own: "<path class=\"w k\(series % ChartStyle.palette.count)\(isMarked ? " d" : "")\" d=\"")
    for path in paths {
      for (i, point) in path.points.enumerated() {
        let (x, y) = (picture.pixel(x: point.x), picture.pixel(y: point.y))
        if i == 0 { out.put("M", x, y) } else { out.put("L", x, y) }
      }
    }
    out.put("\"/>\n")
  }

  private mutating func putDots(_ picture: ChartPicture, _ series: Int, _ isMarked: Bool) {
    let dots = picture.dots.filter { $0.series == series && $0.isMarked == isMarked }
    guard !dots.isEmpty else { return }
    let color = series % ChartStyle.palette.count
    // An open mark is filled with the ground, so that no line shows through it.
    out.put(own: "<path class=\"\(isMarked ? "g k\(color) o" : "c\(color) sg a")\" d=\"")
    for dot in dots { putShape(series, picture.pixel(x: dot.x), picture.pixel(y: dot.y), 4.5) }
    out.put("\"/>\n")
  }

  private mutating func putWords(_ picture: ChartPicture) {
    for symbol in picture.symbols {
      out.put(own: "<path class=\"c\(symbol.series % ChartStyle.palette.count)\" d=\"")
      putShape(symbol.isSquare ? 1 : symbol.series, symbol.x, symbol.y, 5)
      out.put("\"/>\n")
    }
    for label in picture.labels {
      out.put(own: "<text class=\"\(label.tone.rawValue)\(Self.anchor(label.anchor))\(label.isBold ? " b" : "")")
      out.put(own: label.hasGround ? " h\"" : "\"")
      out.put(attribute: " x=\"", label.x)
      out.put(attribute: " y=\"", label.y + label.size * Self.baseline)
      out.put(attribute: " font-size=\"", label.size)
      out.put(">")
      out.put(text: label.text)
      out.put("</text>\n")
    }
  }

  /// From the middle of a line of text down to its baseline, in parts of the letters' size: half the height of a capital.
  private static let baseline = 0.365

  private static func anchor(_ anchor: ChartPicture.Anchor) -> String {
    switch anchor {
    case .left: ""
    case .center: " y"
    case .right: " z"
    }
  }

  private mutating func putReadings(_ picture: ChartPicture) {
    guard !picture.readings.isEmpty else { return }
    let size = picture.readingSize
    out.put("<g")
    out.put(attribute: " font-size=\"", size)
    out.put(">\n")
    for reading in picture.readings {
      out.put("<g class=\"m\" tabindex=\"0\" role=\"img\"><title>")
      out.put(text: reading.lines.joined(separator: "; "))
      out.put("</title><rect class=\"i si\"")
      out.put(attribute: " x=\"", reading.left)
      out.put(attribute: " y=\"", reading.top)
      out.put(attribute: " width=\"", reading.right - reading.left)
      out.put(attribute: " height=\"", reading.bottom - reading.top)
      out.put(own: "/><text class=\"i\(Self.anchor(reading.anchor))\"")
      out.put(attribute: " y=\"", reading.y + size * Self.baseline)
      if reading.lines.count == 1 {
        out.put(attribute: " x=\"", reading.x)
        out.put(">")
        out.put(text: reading.lines[0])
      } else {
        out.put(">")
        for (i, line) in reading.lines.enumerated() {
          out.put("<tspan")
          out.put(attribute: " x=\"", reading.x)
          if i > 0 { out.put(attribute: " dy=\"", size * 1.28) }
          out.put(">")
          out.put(text: line)
          out.put("</tspan>")
        }
      }
      out.put("</text></g>\n")
    }
    out.put("</g>\n")
  }

  /// The shapes of the series: circle, square, triangle, triangle upside down, diamond, pentagon.
  private mutating func putShape(_ series: Int, _ x: Double, _ y: Double, _ r: Double) {
    switch series % 6 {
    case 0:
      out.put("M", x - r, y)
      out.put("a", r, r, 0, 1, 1, 2 * r, 0)
      out.put("a", r, r, 0, 1, 1, -2 * r, 0)
    case 1: putPolygon([(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)], x, y, r)
    case 2: putPolygon([(0, -1.1), (1.1, 0.8), (-1.1, 0.8)], x, y, r)
    case 3: putPolygon([(0, 1.1), (1.1, -0.8), (-1.1, -0.8)], x, y, r)
    case 4: putPolygon([(0, -1.2), (1.1, 0), (0, 1.2), (-1.1, 0)], x, y, r)
    default: putPolygon([(0, -1.1), (1.05, -0.3), (0.65, 0.9), (-0.65, 0.9), (-1.05, -0.3)], x, y, r)
    }
    out.put("Z")
  }

  private mutating func putPolygon(_ corners: [(Double, Double)], _ x: Double, _ y: Double, _ r: Double) {
    for (i, corner) in corners.enumerated() {
      if i == 0 {
        out.put("M", x + corner.0 * r, y + corner.1 * r)
      } else {
        out.put("L", x + corner.0 * r, y + corner.1 * r)
      }
    }
  }
}

extension ChartPicture {
  /// How many series have marks or symbols of its own, without its panels.
  fileprivate var ownSeriesCount: Int {
    1 + max(bars.map(\.series).max() ?? 0, dots.map(\.series).max() ?? 0, paths.map(\.series).max() ?? 0)
  }

  fileprivate var seriesCount: Int { max(ownSeriesCount, 1 + (symbols.map(\.series).max() ?? 0)) }
}
