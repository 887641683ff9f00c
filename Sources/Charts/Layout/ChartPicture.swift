/// A chart with all positions computed, ready to be drawn.
///
/// Words and rules have positions in pixels from the canvas's upper left corner. Bars, paths and dots have values of
/// the axes; where they are on the canvas, ``pixel(x:)`` and ``pixel(y:)`` say.
struct ChartPicture {
  enum Anchor { case left, center, right }

  struct Label {
    var x: Double
    /// The middle of the line of text.
    var y: Double
    var anchor: Anchor = .left
    var size: Double
    var isBold = false
    var tone = ChartStyle.Tone.ink
    var text: String
    /// With a rim of the ground's color, so that no line runs through it.
    var hasGround = false

    var width: Double { ChartText.width(text, size: size, isBold: isBold) }
  }

  /// A thin line from pixel to pixel, level or upright but for leaders.
  struct Rule {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    var tone: ChartStyle.Tone
    /// Drawn in front of the bars.
    var isInFront = false
    var isDashed = false
  }

  /// A shaded span from the plot's top to its bottom, in pixels.
  struct Band {
    var x: (low: Double, high: Double)
    var y: (low: Double, high: Double)
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

  /// An area that says its numbers to who points at it, taps it or goes to it by key: those of one place along the axis.
  struct Reading {
    /// In pixels.
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    /// The place, then its numbers.
    var lines: [String]
    /// Where the words stand: the end or middle that is anchored, and the middle of the first line.
    var x: Double
    var y: Double
    var anchor: Anchor
  }

  var width: Double
  var height: Double
  var labels: [Label] = []
  var rules: [Rule] = []
  var bands: [Band] = []
  var symbols: [Symbol] = []
  var bars: [Bar] = []
  var paths: [Path] = []
  var dots: [Dot] = []
  var readings: [Reading] = []
  /// Of the words of readings.
  var readingSize = ChartFormat.wide.label
  /// Small multiples: each with its own frame, axes and marks; their words are the whole picture's.
  var panels: [ChartPicture] = []
  /// The plot's edges in pixels.
  var frame: (left: Double, right: Double, top: Double, bottom: Double)
  /// The values at the plot's left and right edge, and at its bottom and top.
  var x = (first: 0.0, last: 1.0)
  var y = (first: 0.0, last: 1.0)

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
    frame = (0, width, 0, height)
  }

  func pixel(x value: Double) -> Double {
    frame.left + (value - x.first) / (x.last - x.first) * (frame.right - frame.left)
  }

  func pixel(y value: Double) -> Double {
    frame.bottom - (value - y.first) / (y.last - y.first) * (frame.bottom - frame.top)
  }
}
