import CGeodesic
import Model

/// Distances on the ellipsoid of WGS 84, by PROJ's geodesic routines (C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87,
/// 2013: right to 15 nanometers).
struct Ellipsoid {
  private var parameters: geod_geodesic
  private let inverse: soundings_geodesic_inverse_function

  /// - Throws: ``GeoLines/Fault`` where PROJ is not installed.
  init() throws(GeoLines.Fault) {
    parameters = geod_geodesic()
    if let trouble = soundings_geodesic_begin(&parameters) {
      throw GeoLines.Fault(reason: "PROJ cannot be loaded (\(String(cString: trouble))); apt-get install libproj25")
    }
    guard let found = soundings_geodesic_inverse() else {
      throw GeoLines.Fault(reason: "PROJ has no geod_inverse; apt-get install libproj25")
    }
    inverse = found
  }

  /// The length in meters of the shortest line on the ellipsoid.
  func meters(_ a: GeoPosition, _ b: GeoPosition) -> Double {
    var meters = 0.0
    withUnsafePointer(to: parameters) {
      inverse($0, a.latitude, a.longitude, b.latitude, b.longitude, &meters, nil, nil)
    }
    return meters
  }
}
