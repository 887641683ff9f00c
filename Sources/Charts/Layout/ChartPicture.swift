import System

/// A chart with all positions computed, ready to be drawn.
///
/// Words and rules have positions in pixels from the canvas's upper left corner. Bars, paths and dots have values of
/// the axes, so that the numbers in the drawing are the table's.
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
    /// On a white background, so that no grid line runs through it.
    var hasGround = false

    var width: Double { ChartText.width(text, size: size, isBold: isBold) }
  }

  /// A thin line from pixel to pixel.
  struct Rule {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    var color: String
    /// Drawn in front of the bars.
    var isInFront = false
  }

  /// A series' mark beside its name, at a pixel position.
  struct Symbol {
    var x: Double
    var y: Double
    var series: Int
    var isSquare: Bool
  }

  /// A filled rectangle; lighter with an outline if it is marked.
  struct Bar {
    var x: (low: Double, high: Double)
    var y: (low: Double, high: Double)
    var series: Int
    var isMarked: Bool
  }

  /// Points joined by a line; dashed if it leads to a marked point.
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
