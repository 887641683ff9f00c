import Manifest

/// A line through its points: pieces between gaps, solid or dashed, and the points that get a mark.
struct ChartPath {
  struct Piece {
    var points: [(x: Double, y: Double)]
    var isMarked: Bool
  }

  private(set) var pieces: [Piece] = []
  private(set) var dots: [(x: Double, y: Double, isMarked: Bool)] = []

  /// Up to this many points get a mark each; if there are more, only some do, to distinguish crossing lines.
  static let dotsAllowed = 40
  static let dotsOfMany = 8

  init(_ series: ChartData.Series, _ data: ChartData) {
    let points = series.points.map { point in
      (
        x: data.places[point.place].position, y: point.value.map(data.numbers.scaled),
        isMarked: data.marking != nil && point.isMarked, place: point.place
      )
    }
    let drawn = points.indices.filter { points[$0].y != nil }
    let isDense = drawn.count > Self.dotsAllowed
    let every = max(1, drawn.count / Self.dotsOfMany)
    for (n, i) in drawn.enumerated() {
      let (x, y, isMarked) = (points[i].x, points[i].y!, points[i].isMarked)
      let hasBefore = Self.touches(points, from: i - 1, to: i, axis: data.axis)
      let hasAfter = Self.touches(points, from: i, to: i + 1, axis: data.axis)
      if hasBefore {
        // The piece continues, or a piece of the other kind begins where the last one ended.
        if pieces.isEmpty || pieces[pieces.count - 1].isMarked != isMarked {
          let start = pieces.last?.points.last ?? (points[i - 1].x, points[i - 1].y!)
          pieces.append(.init(points: [start], isMarked: isMarked))
        }
        let last = pieces.count - 1
        if data.kind == .steppedLine, let before = pieces[last].points.last {
          pieces[last].points.append((x, before.y))
        }
        pieces[last].points.append((x, y))
      } else if hasAfter {
        pieces.append(.init(points: [(x, y)], isMarked: points[i + 1].isMarked))
      }
      let isAlone = !hasBefore && !hasAfter
      if !isDense || isAlone || (drawn.count - 1 - n) % every == 0 { dots.append((x, y, isMarked)) }
    }
  }

  /// A line is drawn between two points if both have a number and no year or month without data lies between them. Days
  /// are events: nothing changes between two of them.
  private static func touches(
    _ points: [(x: Double, y: Double?, isMarked: Bool, place: Int)], from a: Int, to b: Int, axis: ChartData.Axis
  ) -> Bool {
    guard a >= 0, b < points.count, points[a].y != nil, points[b].y != nil else { return false }
    switch axis {
    case .time(.year), .time(.month): return points[b].x - points[a].x <= 1
    case .time(.day), .number, .category: return true
    }
  }

  /// The path with no more points than can be seen: in each column of pixels the first, lowest, highest and last.
  ///
  /// - Parameter width: of a column, in pixels.
  func thinned(to width: Double, pixel: (Double) -> Double) -> ChartPath {
    var path = self
    for i in pieces.indices where pieces[i].points.count > 600 {
      var kept: [(x: Double, y: Double)] = []
      var column: [(x: Double, y: Double)] = []
      func close() {
        guard let first = column.first, let last = column.last else { return }
        let low = column.indices.min { column[$0].y < column[$1].y }!
        let high = column.indices.max { column[$0].y < column[$1].y }!
        let between = [low, high].sorted().map { column[$0] }
        for point in [first] + between + [last] where kept.last.map({ $0 != point }) ?? true { kept.append(point) }
        column = []
      }
      for point in pieces[i].points {
        if let open = column.first, Int(pixel(open.x) / width) != Int(pixel(point.x) / width) { close() }
        column.append(point)
      }
      close()
      path.pieces[i].points = kept
    }
    return path
  }
}
