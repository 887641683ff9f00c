import System

/// A chart with everything in its place: what is left is to draw it.
///
/// Words and rules stand at pixels of the canvas from its upper left corner; bars, paths and dots at values of the axes, so
/// that the numbers in the script are the table's.
struct ChartPicture {
  enum Anchor: String { case left, center, right }

  struct Label {
    var x: Double
    /// The middle of the line of text.
    var y: Double
    var anchor: Anchor = .left
    var size: Double
    var isBold = false
    var color = ChartStyle.ink
    var text: String
    /// On a white ground, so that no line of the grid runs through it.
    var hasGround = false

    var width: Double { ChartText.width(text, size: size, isBold: isBold) }
  }

  /// A thin line from pixel to pixel.
  struct Rule {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    var color: String
    /// Over the bars that stand on it.
    var isInFront = false
  }

  /// A series' mark beside its name, at a pixel.
  struct Symbol {
    var x: Double
    var y: Double
    var series: Int
    var isSquare: Bool
  }

  /// A filled rectangle; lighter with an outline where it is marked.
  struct Bar {
    var x: (low: Double, high: Double)
    var y: (low: Double, high: Double)
    var series: Int
    var isMarked: Bool
  }

  /// Points joined by a line; dashed where what they lead to is marked.
  struct Path {
    var points: [(x: Double, y: Double)]
    var series: Int
    var isMarked: Bool
  }

  struct Dot {
    var x: Double
    var y: Double
    var series: Int
    /// Open rather than filled.
    var isMarked: Bool
  }

  var labels: [Label] = []
  var rules: [Rule] = []
  var symbols: [Symbol] = []
  var bars: [Bar] = []
  var paths: [Path] = []
  var dots: [Dot] = []
  /// The plot's edges in pixels.
  var frame = (left: 0.0, right: ChartStyle.width, top: 0.0, bottom: ChartStyle.height)
  /// The values at the plot's left and right edge, and at its bottom and top.
  var x = (first: 0.0, last: 1.0)
  var y = (first: 0.0, last: 1.0)

  func pixel(x value: Double) -> Double {
    frame.left + (value - x.first) / (x.last - x.first) * (frame.right - frame.left)
  }

  func pixel(y value: Double) -> Double {
    frame.bottom - (value - y.first) / (y.last - y.first) * (frame.bottom - frame.top)
  }
}

/// Sizes and colors.
enum ChartStyle {
  static let width = 1200.0
  static let height = 675.0
  static let margin = 28.0
  static let font = "DejaVu Sans"

  static let title = 25.0
  static let subtitle = 16.0
  static let label = 15.0
  static let source = 12.5

  static let ink = "#222222"
  static let quiet = "#595959"
  static let grid = "#dddddd"
  static let leader = "#999999"

  /// Okabe and Ito's colors (https://jfly.uni-koeln.de/color/), which people with any of the usual color blindnesses can
  /// tell apart; their yellow is too light for a white ground. The order sets light beside dark. Names are never written
  /// in them, since some have too little contrast for text; shapes and labels say the same once more.
  static let palette = [
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#000000", "#8c8c8c",
  ]

  static func color(_ series: Int) -> String { palette[series % palette.count] }

  /// The color mixed with white: what is partial looks it.
  static func lighter(_ series: Int) -> String {
    let hex = Array(color(series).utf8.dropFirst())
    func value(_ digit: UInt8) -> Int { Int(digit) - (digit >= 97 ? 87 : 48) }
    let mixed = stride(from: 0, to: 6, by: 2).map { i in
      UInt8(255 - (255 - (value(hex[i]) * 16 + value(hex[i + 1]))) * 3 / 10)
    }
    return "#" + Hex.text(mixed)
  }

  /// gnuplot's numbers of the shapes: circle, square, triangle, triangle upside down, diamond, pentagon; filled, open.
  static func shape(_ series: Int, isOpen: Bool) -> Int {
    let filled = [7, 5, 9, 11, 13, 15][series % 6]
    return isOpen ? filled - 1 : filled
  }
}
