import Words

/// A picture as a gnuplot script with its data inline.
///
/// Words reach gnuplot only in single quotes, within which it knows neither escapes nor commands, without a single quote of
/// their own, and with its markup turned off; numbers are written by us. So nothing that a publisher wrote is ever run.
struct GnuplotScript {
  private(set) var text = ""
  /// Whose pictures they are, the files that they go to, and the line on which the part of each begins, for messages.
  private(set) var pictures: [(name: String, svg: String, png: String, line: Int)] = []

  init() { text = "set encoding utf8\n" }

  /// Draws the picture to `svg` and `png`, files in gnuplot's own folder.
  mutating func add(_ picture: ChartPicture, name: String, svg: String, png: String) {
    pictures.append((name, svg, png, text.utf8.count { $0 == UInt8(ascii: "\n") } + 1))
    let size = "size \(Self.number(ChartStyle.width)),\(Self.number(ChartStyle.height))"
    let look =
      "noenhanced font \(Self.quoted("\(ChartStyle.font),15")) background '#ffffff' linewidth 1 rounded"
    // The terminals differ in their points: of type, where cairo's are 4/3 pixels, and of marks.
    say("set terminal svg \(size) fixed \(look) dashlength 1")
    say("set output \(Self.quoted(svg))")
    putLooks(picture)
    putRules(picture)
    putLabels(picture)
    putPlots(picture)
    say("set output")
    say("set terminal pngcairo \(size) fontscale 0.75 pointscale 1.9 \(look) dashlength 2")
    say("set output \(Self.quoted(png))")
    say("replot")
    say("set output")
    say("reset")
    say("undefine $*")
  }

  private mutating func say(_ line: String) { text += line + "\n" }

  private mutating func putLooks(_ picture: ChartPicture) {
    let frame = picture.frame
    say("unset key")
    say("unset border")
    say("unset tics")
    say("set lmargin at screen \(Self.number(frame.left / ChartStyle.width))")
    say("set rmargin at screen \(Self.number(frame.right / ChartStyle.width))")
    say("set tmargin at screen \(Self.number(1 - frame.top / ChartStyle.height))")
    say("set bmargin at screen \(Self.number(1 - frame.bottom / ChartStyle.height))")
    say("set xrange [\(Self.number(picture.x.first)):\(Self.number(picture.x.last))]")
    say("set yrange [\(Self.number(picture.y.first)):\(Self.number(picture.y.last))]")
  }

  private mutating func putRules(_ picture: ChartPicture) {
    for rule in picture.rules {
      say(
        "set arrow from \(Self.screen(rule.from.x, rule.from.y)) to \(Self.screen(rule.to.x, rule.to.y)) nohead "
          + "linewidth 1 linecolor rgb '\(rule.color)' \(rule.isInFront ? "front" : "back")")
    }
  }

  private mutating func putLabels(_ picture: ChartPicture) {
    for label in picture.labels {
      if label.hasGround { putGround(label) }
      let font = "\(ChartStyle.font)\(label.isBold ? ":Bold" : ""),\(Self.number(label.size))"
      say(
        "set label \(Self.quoted(label.text)) at \(Self.screen(label.x, label.y)) \(label.anchor.rawValue) front "
          + "font \(Self.quoted(font)) textcolor rgb '\(label.color)'")
    }
    for symbol in picture.symbols {
      let shape = symbol.isSquare ? 5 : Self.shape(symbol.series, isOpen: false)
      say(
        "set label '' at \(Self.screen(symbol.x, symbol.y)) front point pointtype \(shape) pointsize 1 "
          + "linecolor rgb '\(ChartStyle.color(symbol.series))'")
    }
  }

  private mutating func putGround(_ label: ChartPicture.Label) {
    let left: Double =
      switch label.anchor {
      case .left: 0
      case .center: label.width / 2
      case .right: label.width
      }
    let height = label.size * 0.6
    say(
      "set object rectangle from \(Self.screen(label.x - left - 2, label.y + height)) to "
        + "\(Self.screen(label.x - left + label.width + 2, label.y - height)) front "
        + "fillcolor rgb '#ffffff' fillstyle solid 1 noborder")
  }

  private mutating func putPlots(_ picture: ChartPicture) {
    var plots: [String] = []
    func block(_ rows: [String]) -> String {
      let name = "$d\(plots.count)"
      say("\(name) << EOD")
      for row in rows { say(row) }
      say("EOD")
      return name
    }
    let count = 1 + max(picture.bars.map(\.series).max() ?? 0, picture.dots.map(\.series).max() ?? 0)
    // The first one last, so that it lies above the others.
    for series in (0..<count).reversed() {
      for isMarked in [false, true] {
        let bars = picture.bars.filter { $0.series == series && $0.isMarked == isMarked }
        if !bars.isEmpty {
          let color = ChartStyle.color(series)
          let look =
            isMarked
            ? "fillcolor rgb '\(ChartStyle.lighter(series))' fillstyle solid 1 border linecolor rgb '\(color)'"
            : "fillcolor rgb '\(color)' fillstyle solid 1 border linecolor rgb '#ffffff'"
          plots.append("\(block(bars.map(Self.row))) using 1:2:3:4:5:6 with boxxyerror \(look)")
        }
        let paths = picture.paths.filter { $0.series == series && $0.isMarked == isMarked }
        if !paths.isEmpty {
          // An empty line ends a piece.
          let rows = Array(paths.map { $0.points.map { Self.row($0.x, $0.y) } }.joined(separator: [""]))
          plots.append(
            "\(block(rows)) using 1:2 with lines linewidth 2.5 \(isMarked ? "dashtype (5,4)" : "dashtype 1") "
              + "linecolor rgb '\(ChartStyle.color(series))'")
        }
      }
    }
    // The first one last, so that it lies above the others.
    for series in (0..<count).reversed() {
      for isMarked in [false, true] {
        let dots = picture.dots.filter { $0.series == series && $0.isMarked == isMarked }
        guard !dots.isEmpty else { continue }
        let rows = block(dots.map { Self.row($0.x, $0.y) })
        let color = "linecolor rgb '\(ChartStyle.color(series))'"
        // An open mark is white inside, so that no line shows through it.
        if isMarked {
          plots.append(
            "\(rows) using 1:2 with points pointtype \(Self.shape(series, isOpen: false)) pointsize 0.9 "
              + "linecolor rgb '#ffffff'")
        }
        plots.append(
          "\(rows) using 1:2 with points pointtype \(Self.shape(series, isOpen: isMarked)) pointsize 0.9 "
            + "linewidth 2 \(color)")
      }
    }
    if plots.isEmpty {
      // gnuplot draws words only along with a plot; this one lies outside of it.
      plots.append("\(block([Self.row(picture.x.first - 1, picture.y.first - 1)])) using 1:2 with dots")
    }
    say("plot " + plots.map { $0 + " notitle" }.joined(separator: ", \\\n  "))
  }

  private static func row(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }

  /// The bar's middle, then its edges.
  private static func row(_ bar: ChartPicture.Bar) -> String {
    [
      (bar.x.low + bar.x.high) / 2, (bar.y.low + bar.y.high) / 2, bar.x.low, bar.x.high, bar.y.low, bar.y.high,
    ].map(number).joined(separator: " ")
  }

  private static func screen(_ x: Double, _ y: Double) -> String {
    "screen \(number(x / ChartStyle.width)),\(number(1 - y / ChartStyle.height))"
  }

  /// gnuplot's numbers of the shapes: circle, square, triangle, triangle upside down, diamond, pentagon; filled, open.
  private static func shape(_ series: Int, isOpen: Bool) -> Int {
    let filled = [7, 5, 9, 11, 13, 15][series % 6]
    return isOpen ? filled - 1 : filled
  }

  /// Six decimals: finer than a pixel of any axis, and the same on every machine.
  private static func number(_ x: Double) -> String {
    var text = NumberText.decimal(x, decimals: 6) ?? "NaN"
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// The text in single quotes.
  ///
  /// An apostrophe becomes a typographic one: gnuplot 5.4 doubles quotes as SQL does, but takes a text that begins with a
  /// doubled one for an empty text and a rest.
  static func quoted(_ text: String) -> String {
    "'\(TextWidth.printable(text).replacingAll("'", with: "’"))'"
  }
}
