/// A position on the ellipsoid of WGS 84, in degrees; east and north are positive.
struct GeoPosition: Equatable {
  var longitude: Double
  var latitude: Double

  /// The position at a fraction of the way to another, both coordinates in proportion: a straight line between two positions of
  /// GeoJSON (RFC 7946, section 3.1.1).
  func toward(_ other: GeoPosition, _ fraction: Double) -> GeoPosition {
    GeoPosition(
      longitude: longitude + (other.longitude - longitude) * fraction,
      latitude: latitude + (other.latitude - latitude) * fraction)
  }

  /// `10.669078, -61.768688`: latitude first, as maps take it, to a millionth of a degree (11 centimeters).
  var text: String { Self.degrees(latitude) + ", " + Self.degrees(longitude) }

  private static func degrees(_ value: Double) -> String {
    // At most 360 million: fits.
    let millionths = Int((value * 1_000_000).rounded())
    let digits = String(millionths.magnitude % 1_000_000)
    return (millionths < 0 ? "-" : "") + "\(millionths.magnitude / 1_000_000)."
      + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }
}
