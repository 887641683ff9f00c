/// A rectangle on a page, in points from its upper left corner.
struct PDFBox: Equatable {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  var height: Double { y1 - y0 }
  var center: Double { (x0 + x1) / 2 }

  mutating func add(_ other: PDFBox) {
    (x0, y0) = (min(x0, other.x0), min(y0, other.y0))
    (x1, y1) = (max(x1, other.x1), max(y1, other.y1))
  }

  /// True if their middles are at nearly the same height: they are on one line, a raised or larger letter included.
  func isBeside(_ other: PDFBox) -> Bool {
    abs(y0 + y1 - other.y0 - other.y1) < 0.8 * max(height, other.height)
  }

  /// A vertical line at which boxes below one another begin, end or have their middles.
  struct Line: Equatable {
    enum Edge: CaseIterable { case left, right, center }

    let edge: Edge
    let x: Double

    func distance(of box: PDFBox) -> Double { abs(box.edge(edge) - x) }
  }

  private func edge(_ edge: Line.Edge) -> Double {
    switch edge {
    case .left: x0
    case .right: x1
    case .center: center
    }
  }

  /// The lines at which so many of the boxes are that no more than a share of them stands elsewhere; of text that is aligned there is one at least.
  static func lines(of boxes: [PDFBox], others: Double) -> [Line] {
    Line.Edge.allCases.compactMap { edge in
      let values = boxes.map { $0.edge(edge) }.sorted()
      guard !values.isEmpty else { return nil }
      let line = Line(edge: edge, x: values[values.count / 2])
      let apart = boxes.count { line.distance(of: $0) > lineWidth }
      return Double(apart) <= others * Double(boxes.count) ? line : nil
    }
  }

  /// How far the edges of what is aligned are from one another.
  static let lineWidth = 3.0

  /// In whole points: `x 72 y 310`.
  var corner: String { "x \(Self.whole(x0)) y \(Self.whole(y0))" }
  var width: String { "x \(Self.whole(x0)) to \(Self.whole(x1))" }

  /// The nearest whole number; coordinates are bounded where they are read.
  static func whole(_ points: Double) -> Int { Int(points.rounded()) }
}
