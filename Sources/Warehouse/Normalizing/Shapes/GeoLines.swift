import FoundationEssentials

/// The points or lines of a GeoJSON geometry: a shore, a border, a place.
struct GeoLines {
  /// What is wrong with a geometry, in words that follow the function's name.
  struct Fault: Error {
    var reason: String
  }

  /// Each has a position at least; one alone is a point.
  var lines: [[GeoPosition]]

  /// More positions than the finest coastline of a continent has.
  static let limit = 1_000_000

  init(lines: [[GeoPosition]]) { self.lines = lines }

  /// - Throws: ``Fault`` for what is no geometry, and for polygons: whether a place within one is at a distance of it, or at
  ///   none, is not said by its shape.
  init(geoJSON: UnsafeBufferPointer<UInt8>) throws(Fault) {
    let shape: Shape
    do {
      shape = try JSONDecoder().decode(Shape.self, from: Data(geoJSON))
    } catch let error as Fault {
      throw error
    } catch {
      throw Fault(reason: "\"\(Self.beginning(of: geoJSON))\" is no GeoJSON geometry")
    }
    lines = shape.lines.filter { !$0.isEmpty }
    guard !lines.isEmpty else { throw Fault(reason: "the geometry has no positions") }
    guard lines.reduce(0, { $0 + $1.count }) <= Self.limit else {
      throw Fault(reason: "the geometry has more than 1,000,000 positions")
    }
    for line in lines {
      if let wrong = line.first(where: { abs($0.longitude) > 180 || abs($0.latitude) > 90 }) {
        throw Fault(
          reason: "longitude \(wrong.longitude), latitude \(wrong.latitude) is no position in degrees, longitude first")
      }
    }
  }

  private static func beginning(of text: UnsafeBufferPointer<UInt8>) -> String {
    let beginning = String(decoding: text.prefix(60), as: UTF8.self)
    return text.count > 60 ? beginning + "…" : beginning
  }

  /// The parts of the lines within a box; those that leave it come back as lines of their own.
  ///
  /// - Throws: ``Fault`` if nothing lies within it.
  func clipped(west: Double, south: Double, east: Double, north: Double) throws(Fault) -> GeoLines {
    var parts: [[GeoPosition]] = []
    for line in lines {
      if line.count == 1, west...east ~= line[0].longitude, south...north ~= line[0].latitude { parts.append(line) }
      var part: [GeoPosition] = []
      for (a, b) in zip(line, line.dropFirst()) {
        guard let span = Self.span(of: a, b, west, south, east, north) else { continue }
        let start = span.lowerBound == 0 ? a : a.toward(b, span.lowerBound)
        let end = span.upperBound == 1 ? b : a.toward(b, span.upperBound)
        if part.last != start {
          if !part.isEmpty { parts.append(part) }
          part = [start]
        }
        part.append(end)
      }
      if !part.isEmpty { parts.append(part) }
    }
    guard !parts.isEmpty else { throw Fault(reason: "nothing of the geometry is within the box") }
    return GeoLines(lines: parts)
  }

  /// The fractions of the way from `a` to `b` between which it is in the box, by the method of Liang and Barsky.
  private static func span(
    of a: GeoPosition, _ b: GeoPosition, _ west: Double, _ south: Double, _ east: Double, _ north: Double
  ) -> ClosedRange<Double>? {
    var (from, to) = (0.0, 1.0)
    let (across, up) = (b.longitude - a.longitude, b.latitude - a.latitude)
    for (step, room) in [
      (-across, a.longitude - west), (across, east - a.longitude), (-up, a.latitude - south), (up, north - a.latitude),
    ] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        from = max(from, room / step)
      } else {
        to = min(to, room / step)
      }
    }
    return from <= to ? from...to : nil
  }

  /// As a geometry of GeoJSON.
  var geoJSON: String {
    let texts = lines.map { line in
      "[" + line.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",") + "]"
    }
    let isPoints = lines.allSatisfy { $0.count == 1 }
    return isPoints
      ? "{\"type\":\"MultiPoint\",\"coordinates\":[" + texts.map { $0.dropFirst().dropLast() }.joined(separator: ",")
        + "]}"
      : "{\"type\":\"MultiLineString\",\"coordinates\":[" + texts.joined(separator: ",") + "]}"
  }
}

/// A geometry as RFC 7946 writes it.
private struct Shape: Decodable {
  var lines: [[GeoPosition]]

  enum Keys: String, CodingKey { case type, coordinates }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Keys.self)
    let type = try members.decode(String.self, forKey: .type)
    func read<T: Decodable>(_ type: T.Type) throws -> T { try members.decode(T.self, forKey: .coordinates) }
    switch type {
    case "Point": lines = [[try Self.position(read([Double].self))]]
    case "MultiPoint": lines = try read([[Double]].self).map { [try Self.position($0)] }
    case "LineString": lines = [try Self.line(read([[Double]].self))]
    case "MultiLineString": lines = try read([[[Double]]].self).map { try Self.line($0) }
    case "Polygon", "MultiPolygon", "GeometryCollection":
      throw GeoLines.Fault(reason: "a \(type) is neither points nor lines")
    default: throw GeoLines.Fault(reason: "\"\(type.prefix(40))\" is no kind of geometry")
    }
  }

  private static func line(_ positions: [[Double]]) throws -> [GeoPosition] {
    guard positions.count >= 2 else { throw GeoLines.Fault(reason: "a line has fewer than two positions") }
    return try positions.map { try position($0) }
  }

  /// A third number is the height, which is not used.
  private static func position(_ numbers: [Double]) throws -> GeoPosition {
    guard 2...3 ~= numbers.count else { throw GeoLines.Fault(reason: "a position has \(numbers.count) numbers") }
    return GeoPosition(longitude: numbers[0], latitude: numbers[1])
  }
}
