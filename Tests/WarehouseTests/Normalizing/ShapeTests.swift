import Glibc
import Manifest
import Model
import TestTools
import Testing

@testable import Warehouse

/// Shapes in `normalize.sql`: where two come nearest to each other, and parts of them.
struct ShapeTests {
  private static func lines(_ lines: [[(Double, Double)]]) -> GeoLines {
    GeoLines(lines: lines.map { $0.map { GeoPosition(longitude: $0.0, latitude: $0.1) } })
  }

  private static func nearest(_ a: [[(Double, Double)]], _ b: [[(Double, Double)]]) throws -> NearestPoints {
    NearestPoints(lines(a), lines(b), on: try Ellipsoid())
  }

  /// A degree of the equator is a 360th of a circle with the equator's radius; across the date line too.
  @Test func aDegreeOfTheEquator() throws {
    let degree = 6_378_137 * 2 * Double.pi / 360
    #expect(try abs(Self.nearest([[(0, 0)]], [[(1, 0)]]).meters - degree) < 0.001)
    #expect(try abs(Self.nearest([[(179.75, 0)]], [[(-179.25, 0)]]).meters - degree) < 0.001)
  }

  @Test func alongTheLineAndNotOnlyAtItsEnds() throws {
    let found = try Self.nearest([[(-1, 0), (1, 0)]], [[(0, 1)]])
    #expect(abs(found.from.longitude) < 1e-6 && found.from.latitude == 0)
    #expect(found.to == GeoPosition(longitude: 0, latitude: 1))
    // The first degree of the meridian, by the series of Helmert to the fourth power of the third flattening.
    let n = (1 / 298.257223563) / (2 - 1 / 298.257223563)
    let radius = 6_378_137 / (1 + n) * (1 + n * n / 4 + pow(n, 4) / 64)
    func meridian(_ degrees: Double) -> Double {
      let x = degrees * .pi / 180
      return radius
        * (x - (3 * n / 2 - 9 * pow(n, 3) / 16) * sin(2 * x) + (15 * n * n / 16 - 15 * pow(n, 4) / 32) * sin(4 * x)
          - 35 * pow(n, 3) / 48 * sin(6 * x) + 315 * pow(n, 4) / 512 * sin(8 * x))
    }
    #expect(abs(found.meters - meridian(1)) < 0.001)
  }

  @Test func whatCrossesHasNoDistance() throws {
    let crossing = try Self.nearest([[(-61.9, 10.1), (-61.7, 10.3)]], [[(-61.9, 10.3), (-61.7, 10.1)]])
    #expect(crossing.meters < 0.001)
    #expect(crossing.from.text == "10.200000, -61.800000")
    #expect(try Self.nearest([[(-61.9, 10.1), (-61.7, 10.3)]], [[(-61.7, 10.3), (-61, 10)]]).meters == 0)
  }

  /// What the boxes leave out is never the nearest: against all points of both lines, sampled finely.
  @Test(arguments: 0..<12)
  func nothingNearerIsLeftOut(round: Int) throws {
    var random = SeededRandom.ofTest("nothingNearerIsLeftOut, \(round)")
    let ellipsoid = try Ellipsoid()
    // At the equator, in the middle and far in the north.
    let latitude = [0.0, 45, 80][round % 3]
    func shore(_ start: (Double, Double)) -> [[(Double, Double)]] {
      (0..<2).map { part in
        var place = (start.0, start.1 + Double(part) * 0.4)
        return (0..<30).map { _ in
          place.0 += Double.random(in: -0.05...0.05, using: &random)
          place.1 += Double.random(in: -0.05...0.05, using: &random)
          return place
        }
      }
    }
    let (a, b) = (shore((-60, latitude)), shore((-60 + Double(round) * 0.1, latitude + 0.1)))
    let found = try Self.nearest(a, b)
    func samples(_ lines: [[(Double, Double)]]) -> [GeoPosition] {
      Self.lines(lines).lines.flatMap { line in
        zip(line, line.dropFirst()).flatMap { from, to in (0...10).map { from.toward(to, Double($0) / 10) } }
      }
    }
    let others = samples(b)
    var best = Double.infinity
    for one in samples(a) { for other in others { best = min(best, ellipsoid.meters(one, other)) } }
    #expect(found.meters <= best + 0.001)
    // A step of a sample is at most 1.1 km.
    #expect(found.meters > best - 1200)
    #expect(abs(ellipsoid.meters(found.from, found.to) - found.meters) < 1e-6)
  }

  @Test func partsWithinABox() throws {
    let line = Self.lines([[(0, 0), (4, 0), (4, 4)], [(9, 9), (9.5, 9)]])
    let part = try line.clipped(west: 1, south: -1, east: 5, north: 2)
    #expect(part.lines == Self.lines([[(1, 0), (4, 0), (4, 2)]]).lines)
    let twice = try line.clipped(west: 1, south: -1, east: 3, north: 5)
    #expect(twice.lines == Self.lines([[(1, 0), (3, 0)]]).lines)
    #expect(throws: GeoLines.Fault.self) { try line.clipped(west: 20, south: 20, east: 21, north: 21) }
    #expect(part.geoJSON == #"{"type":"MultiLineString","coordinates":[[[1.0,0.0],[4.0,0.0],[4.0,2.0]]]}"#)
    #expect(Self.lines([[(1, 2)], [(3, 4)]]).geoJSON == #"{"type":"MultiPoint","coordinates":[[1.0,2.0],[3.0,4.0]]}"#)
  }

  @Test(arguments: [
    ("", "is no GeoJSON geometry"), ("{\"type\":\"Point\"}", "is no GeoJSON geometry"),
    ("[1,2]", "is no GeoJSON geometry"),
    (#"{"type":"Point","coordinates":["1",2]}"#, "is no GeoJSON geometry"),
    (#"{"type":"Point","coordinates":[1]}"#, "a position has 1 numbers"),
    (#"{"type":"Point","coordinates":[10.5,-190]}"#, "longitude 10.5, latitude -190.0 is no position"),
    (#"{"type":"LineString","coordinates":[[1,2]]}"#, "a line has fewer than two positions"),
    (#"{"type":"LineString","coordinates":[]}"#, "a line has fewer than two positions"),
    (#"{"type":"MultiLineString","coordinates":[]}"#, "the geometry has no positions"),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]}"#, "a Polygon is neither points nor lines"),
    (#"{"type":"Circle","coordinates":[0,0]}"#, "\"Circle\" is no kind of geometry"),
  ])
  func whatIsNoShapeStopsTheStatement(shape: String, reason: String) throws {
    let dataset = NormalizingTests.oneColumn(
      sql: #"select nearest_points(x, '{"type":"Point","coordinates":[0,0]}') as x from raw"#)
    let problem = try #require(throws: Problem.self) {
      try NormalizedSample(
        dataset, reader: ArrayReader(["x"], [[shape]]), rawNames: ["x"], published: NormalizingTests.day)
    }
    #expect(problem.what.contains("nearest_points: ") && problem.what.contains(reason), "\(problem)")
  }

  @Test func inNormalizeSQL() throws {
    let dataset = NormalizingTests.oneColumn(
      sql:
        #"select nearest_points(x, '{"type":"MultiPoint","coordinates":[[0.5,0],[9,9,100]]}') ->> 'meters' as x from raw"#
    )
    let sample = try NormalizedSample(
      dataset, reader: ArrayReader(["x"], [[#"{"type":"Point","coordinates":[1.5,0.0]}"#], [nil]]), rawNames: ["x"],
      published: NormalizingTests.day)
    #expect(sample.rows == [[.null], [.text("111319")]])
  }
}
