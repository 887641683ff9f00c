import Model

/// Measures of one kind that can be converted into one another, exactly: 11 km are 11,000 meters.
enum Measure {
  /// One unit in meters.
  ///
  /// Source: the international yard and pound of 1959; NIST Handbook 44, appendix C.
  private static let lengths: [String: ExactNumber] = [
    "meters": ExactNumber(1), "kilometers": ExactNumber(1000), "centimeters": ExactNumber(units: 1, places: 2),
    "miles": ExactNumber(units: 1_609_344, places: 3), UnitClass.nauticalMiles: ExactNumber(1852),
    "feet": ExactNumber(units: 3048, places: 4), "yards": ExactNumber(units: 9144, places: 4),
    "inches": ExactNumber(units: 254, places: 4),
  ]

  /// One unit in milligrams. A source's tons are metric: those of UNODC, the DEA and WOLA are. Short ones are where it says so.
  private static let weights: [String: ExactNumber] = [
    "milligrams": ExactNumber(1), "grams": ExactNumber(1000), "kilograms": ExactNumber(1_000_000),
    "tonnes": ExactNumber(1_000_000_000), "tons": ExactNumber(1_000_000_000),
    UnitClass.shortTons: ExactNumber(907_184_740), "pounds": ExactNumber(units: 45_359_237, places: 2),
    "ounces": ExactNumber(units: 28_349_523_125, places: 6),
  ]

  /// Whether so many of one unit are a number of another, which is rounded to a whole one; nil where they measure different things.
  ///
  /// - Parameters:
  ///   - number: as it is written, in a unit of the class `unit`.
  ///   - whole: a whole number in a unit of the class `other`.
  static func are(_ number: ExactNumber, _ unit: String, whole: ExactNumber, _ other: String) -> Bool? {
    for kind in [lengths, weights] {
      guard let from = kind[unit], let to = kind[other] else { continue }
      guard let converted = (number * from).divided(by: to, decimals: 6),
        converted.divided(by: ExactNumber(1), decimals: 0) == whole
      else { return false }
      // What rounds away is no number of that unit: 300 kg are not 0 tonnes.
      return (converted - whole).magnitude * ExactNumber(100) <= converted.magnitude
    }
    return nil
  }
}
