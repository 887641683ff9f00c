import Glibc

/// Where two shapes come nearest to each other, along their lines and not only at the positions that are given.
struct NearestPoints {
  /// The length in meters of the shortest line on the ellipsoid between the two places; 0 where the shapes cross.
  private(set) var meters = Double.infinity
  private(set) var from: GeoPosition
  private(set) var to: GeoPosition

  private let ellipsoid: Ellipsoid

  init(_ a: GeoLines, _ b: GeoLines, on ellipsoid: Ellipsoid) {
    self.ellipsoid = ellipsoid
    (from, to) = (a.lines[0][0], b.lines[0][0])
    keep(from, to)
    let (first, second) = (GeoTrack(a), GeoTrack(b))
    // The nearest blocks first: with a small distance known, nearly all others are left out.
    var start: (Double, GeoTrack.Block, GeoTrack.Block)?
    for one in first.blocks {
      for other in second.blocks {
        let square = one.squareDistance(other)
        if square < start?.0 ?? .infinity { start = (square, one, other) }
      }
    }
    if let start { compare(start.1, first.pieces, start.2, second.pieces) }
    for one in first.blocks {
      for other in second.blocks where isPossible(one.squareDistance(other)) {
        compare(one, first.pieces, other, second.pieces)
      }
    }
  }

  /// Whether places whose straight distance in space has this square may be nearer than the best known.
  ///
  /// The arc over a chord is shortest where the ellipsoid is flattest, with a radius of 6,400 km at most. A piece of 0.01 degrees
  /// leaves its chord by less than 0.4 meters up to 85 degrees of latitude; one meter is allowed for.
  private func isPossible(_ square: Double) -> Bool {
    let chord = max(0, square.squareRoot() - 1)
    let radius = 6_400_000.0
    return 2 * radius * asin(min(1, chord / (2 * radius))) <= meters
  }

  private mutating func compare(
    _ one: GeoTrack.Block, _ first: [GeoTrack.Piece], _ other: GeoTrack.Block, _ second: [GeoTrack.Piece]
  ) {
    for i in one.pieces {
      for j in other.pieces where isPossible(Self.squareDistance(first[i], second[j])) {
        compare(first[i], second[j])
      }
    }
  }

  /// Two pieces that do not cross are nearest at an end of one of them.
  private mutating func compare(_ a: GeoTrack.Piece, _ b: GeoTrack.Piece) {
    if let place = Self.crossing(a, b) { return keep(place, place) }
    for end in [a.from, a.to] { keep(end, nearest(to: end, on: b)) }
    for end in [b.from, b.to] { keep(nearest(to: end, on: a), end) }
  }

  private mutating func keep(_ a: GeoPosition, _ b: GeoPosition) {
    let length = ellipsoid.meters(a, b)
    if length < meters { (meters, from, to) = (length, a, b) }
  }

  /// The place on a piece that is nearest to a position, by a golden-section search: the distance has one minimum along it.
  private func nearest(to position: GeoPosition, on piece: GeoTrack.Piece) -> GeoPosition {
    guard piece.from != piece.to else { return piece.from }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (0.0, 1.0)
    func length(_ fraction: Double) -> Double { ellipsoid.meters(position, piece.from.toward(piece.to, fraction)) }
    var (left, right) = (high - ratio, low + ratio)
    var (leftLength, rightLength) = (length(left), length(right))
    // 1.6 km times 0.618 to the power of 40: less than a hundredth of a millimeter.
    for _ in 0..<40 {
      if leftLength <= rightLength {
        (high, right, rightLength) = (right, left, leftLength)
        left = high - ratio * (high - low)
        leftLength = length(left)
      } else {
        (low, left, leftLength) = (left, right, rightLength)
        right = low + ratio * (high - low)
        rightLength = length(right)
      }
    }
    // The ends themselves are not tried by the search.
    let found = piece.from.toward(piece.to, (low + high) / 2)
    return [piece.from, piece.to].reduce(found) {
      ellipsoid.meters(position, $1) <= ellipsoid.meters(position, $0) ? $1 : $0
    }
  }

  /// Where two pieces cross on the map, if they do and are not parallel.
  private static func crossing(_ a: GeoTrack.Piece, _ b: GeoTrack.Piece) -> GeoPosition? {
    let (ax, ay) = (a.to.longitude - a.from.longitude, a.to.latitude - a.from.latitude)
    let (bx, by) = (b.to.longitude - b.from.longitude, b.to.latitude - b.from.latitude)
    let turn = ax * by - ay * bx
    guard turn != 0 else { return nil }
    let (x, y) = (b.from.longitude - a.from.longitude, b.from.latitude - a.from.latitude)
    let (s, t) = ((x * by - y * bx) / turn, (x * ay - y * ax) / turn)
    return 0...1 ~= s && 0...1 ~= t ? a.from.toward(a.to, s) : nil
  }

  /// The square of the straight distance between two pieces in space, in square meters (C. Ericson, "Real-Time Collision
  /// Detection", 2005, section 5.1.9: closest points of two segments).
  private static func squareDistance(_ a: GeoTrack.Piece, _ b: GeoTrack.Piece) -> Double {
    let (u, v, w) = (a.end - a.start, b.end - b.start, a.start - b.start)
    let (uu, uv, vv, uw, vw) = ((u * u).sum(), (u * v).sum(), (v * v).sum(), (u * w).sum(), (v * w).sum())
    func within(_ x: Double) -> Double { min(max(x, 0), 1) }
    var s = 0.0
    var t = 0.0
    if uu == 0 {
      t = vv == 0 ? 0 : within(vw / vv)
    } else if vv == 0 {
      s = within(-uw / uu)
    } else {
      let turn = uu * vv - uv * uv
      s = turn > 0 ? within((uv * vw - uw * vv) / turn) : 0
      t = (uv * s + vw) / vv
      if t < 0 {
        (s, t) = (within(-uw / uu), 0)
      } else if t > 1 {
        (s, t) = (within((uv - uw) / uu), 1)
      }
    }
    let gap = w + s * u - t * v
    return (gap * gap).sum()
  }
}
