import Glibc

/// Lines cut into short pieces, in space, in blocks with boxes around them: what lies far from another is left out by the block.
struct GeoTrack {
  /// A straight piece between two positions, at most 0.01 degrees long in each coordinate.
  struct Piece {
    var from: GeoPosition
    var to: GeoPosition
    var start: SIMD4<Double>
    var end: SIMD4<Double>
  }

  struct Block {
    var pieces: Range<Int>
    var low: SIMD4<Double>
    var high: SIMD4<Double>

    /// The square of the straight distance between two boxes, in meters.
    func squareDistance(_ other: Block) -> Double {
      let gap = simdMax(simdMax(low - other.high, other.low - high), SIMD4(repeating: 0))
      return (gap * gap).sum()
    }
  }

  private(set) var pieces: [Piece] = []
  private(set) var blocks: [Block] = []

  private static let longest = 0.01
  private static let blockSize = 64

  init(_ shape: GeoLines) {
    for line in shape.lines {
      if line.count == 1 { add(line[0], line[0]) }
      for (a, b) in zip(line, line.dropFirst()) {
        let count = max(
          1, Int((max(abs(b.longitude - a.longitude), abs(b.latitude - a.latitude)) / Self.longest).rounded(.up)))
        for i in 0..<count {
          add(
            i == 0 ? a : a.toward(b, Double(i) / Double(count)),
            i + 1 == count ? b : a.toward(b, Double(i + 1) / Double(count)))
        }
      }
    }
    for first in stride(from: 0, to: pieces.count, by: Self.blockSize) {
      let range = first..<min(first + Self.blockSize, pieces.count)
      var block = Block(pieces: range, low: pieces[first].start, high: pieces[first].start)
      for piece in pieces[range] {
        block.low = simdMin(block.low, simdMin(piece.start, piece.end))
        block.high = simdMax(block.high, simdMax(piece.start, piece.end))
      }
      blocks.append(block)
    }
  }

  private mutating func add(_ from: GeoPosition, _ to: GeoPosition) {
    pieces.append(Piece(from: from, to: to, start: Self.inSpace(from), end: Self.inSpace(to)))
  }

  /// Coordinates in meters from the center of the Earth; the fourth is 0.
  private static func inSpace(_ position: GeoPosition) -> SIMD4<Double> {
    let (longitude, latitude) = (position.longitude * .pi / 180, position.latitude * .pi / 180)
    let (flattening, radius) = (1 / 298.257223563, 6_378_137.0)
    let eccentricity = flattening * (2 - flattening)
    let normal = radius / (1 - eccentricity * sin(latitude) * sin(latitude)).squareRoot()
    return SIMD4(
      normal * cos(latitude) * cos(longitude), normal * cos(latitude) * sin(longitude),
      normal * (1 - eccentricity) * sin(latitude), 0)
  }
}

private func simdMin(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a.replacing(with: b, where: b .< a) }
private func simdMax(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a.replacing(with: b, where: b .> a) }
