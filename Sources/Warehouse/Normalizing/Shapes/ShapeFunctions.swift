import GRDBSQLite
import Words

/// The functions of `normalize.sql` on shapes, which are GeoJSON geometries as text. Unlike the others they stop the statement
/// where an argument is not what they need: the distance of a misread shore would look like any other.
enum ShapeFunctions {
  static func register(on connection: OpaquePointer) {
    func add(_ name: String, arguments: Int32, _ body: @escaping ShapeFunction) {
      sqlite3_create_function_v2(
        connection, name, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nil, body, nil, nil, nil)
    }
    // {"meters":10529,"from":"10.669078, -61.768688","to":"..."}, the meters rounded to a whole number.
    add("nearest_points", arguments: 2) { context, _, values in
      answer(context, "nearest_points", values!, count: 2) { () throws(GeoLines.Fault) -> String in
        let shapes = (try GeoLines(geoJSON: textBytes(values![0])), try GeoLines(geoJSON: textBytes(values![1])))
        let nearest = NearestPoints(shapes.0, shapes.1, on: try Ellipsoid())
        return JSON.object([
          ("meters", .integer(Int64(nearest.meters.rounded()))), ("from", .string(nearest.from.text)),
          ("to", .string(nearest.to.text)),
        ]).rendered(pretty: false)
      }
    }
    add("clipped", arguments: 5) { context, _, values in
      answer(context, "clipped", values!, count: 5) { () throws(GeoLines.Fault) -> String in
        let bounds = (1...4).map { sqlite3_value_double(values![$0]) }
        guard (1...4).allSatisfy({ sqlite3_value_numeric_type(values![$0]) != SQLITE_TEXT }), bounds[0] <= bounds[2],
          bounds[1] <= bounds[3]
        else { throw GeoLines.Fault(reason: "the box is given as west, south, east, north, in degrees") }
        return try GeoLines(geoJSON: textBytes(values![0])).clipped(
          west: bounds[0], south: bounds[1], east: bounds[2], north: bounds[3]
        ).geoJSON
      }
    }
  }
}

private func answer(
  _ context: OpaquePointer?, _ name: String, _ values: UnsafeMutablePointer<OpaquePointer?>, count: Int,
  _ body: () throws(GeoLines.Fault) -> String
) {
  // Not said of one, not said of both.
  guard (0..<count).allSatisfy({ sqlite3_value_type(values[$0]) != SQLITE_NULL }) else {
    return sqlite3_result_null(context)
  }
  do {
    sqlite3_result_text(context, try body(), -1, transientText)
  } catch {
    sqlite3_result_error(context, "\(name): \(error.reason)", -1)
  }
}

private typealias ShapeFunction = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
