/// Classes of what is counted or measured: 7 miles are not 7 kilometers, and 21 people are not 21 strikes.
enum UnitClass {
  /// The class of a word, or nil if it has none.
  static func of(_ word: String) -> String? { classes[word] }

  /// The class of a currency's sign, each of its own; nil for any other sign.
  static func currency(of sign: String) -> String? {
    if let known = currencies[sign] { return known }
    guard let scalar = sign.unicodeScalars.first, scalar.properties.generalCategory == .currencySymbol else {
      return nil
    }
    return sign
  }

  static let shortTons = "short tons"
  /// Words before a ton that is no metric one.
  static let tonKinds: Set<String> = ["short", "long"]

  /// True for classes of measures. A number with a measure is never the figure of another unit, and the word itself
  /// hardly indicates which figure it is.
  static func isMeasure(_ unit: String) -> Bool { !counted.contains(unit) }

  static let percent = "percent"
  static let points = "percentage points"
  static let nauticalMiles = "nautical miles"

  /// Nautical and sea miles, which are two words.
  static func isNautical(_ word: String, _ next: String) -> Bool {
    (word == "nautical" || word == "sea") && of(next) == "miles"
  }

  static func isTon(_ word: String) -> Bool { of(word) == "tons" }

  /// The class of the first word of a unit that has one.
  static func of(_ words: [String]) -> String? {
    for (i, word) in words.enumerated() {
      let next = i + 1 < words.count ? words[i + 1] : ""
      if isNautical(word, next) { return nauticalMiles }
      if isTon(word), let kind = words.first(where: tonKinds.contains) { return "\(kind) tons" }
      if of(word) == percent, next == "point" || next == "points" { return points }
      if let unit = of(word) { return unit }
    }
    return nil
  }

  static let times = "times"
  static let currencies: [String: String] = ["$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"]

  private static let counted: Set<String> = ["people", "vessels"]

  /// Abbreviations that may directly follow the digits.
  static let glued: Set<String> = [
    "km", "kg", "mi", "ft", "lb", "lbs", "mph", "kph", "cm", "nm", "nmi", "NM", "kn", "kts", "pc", "hrs", "hr", "min",
    "sec", "yr", "yrs", "GB",
    "MB", "TB", "MW", "GW", "kW", "g", "mg", "kt",
  ]

  private static let classes: [String: String] = {
    let words: [(String, String)] = [
      (percent, "% percent pct pc percentage"),
      ("dollars", "dollar dollars usd"), ("cents", "cent cents"), ("euros", "euro euros eur"),
      ("pounds", "sterling gbp"), ("yen", "yen"),
      ("pesos", "peso pesos"), ("bolivars", "bolivar bolivars bol\u{ED}var bol\u{ED}vares"), ("reais", "reais"),
      ("yuan", "yuan renminbi"), ("rubles", "ruble rubles"), ("rupees", "rupee rupees"), ("francs", "franc francs"),
      ("colones", "colones"), ("quetzales", "quetzales"), ("lempiras", "lempiras"),
      ("miles", "mile miles mi"), ("kilometers", "kilometer kilometers kilometre kilometres km kms"),
      ("meters", "meter meters metre metres"), ("feet", "foot feet ft"), ("inches", "inch inches"),
      ("yards", "yard yards"), (nauticalMiles, "nm nmi"), ("centimeters", "cm centimeter centimeters"),
      ("pounds", "pound pounds lb lbs"), ("kilograms", "kilogram kilograms kilo kilos kg"), ("grams", "gram grams g"),
      ("milligrams", "mg milligram milligrams"), ("tons", "ton tons"),
      ("tonnes", "tonne tonnes t"), ("ounces", "ounce ounces"), ("barrels", "barrel barrels bpd"),
      ("gallons", "gallon gallons"), ("liters", "liter liters litre litres"), ("acres", "acre acres"),
      ("degrees", "degree degrees"), ("mph", "mph"), ("kph", "kph"), ("knots", "knot knots kt kts kn"),
      ("years", "year years yr yrs"), ("months", "month months"), ("weeks", "week weeks"), ("days", "day days"),
      ("hours", "hour hours hr hrs"), ("minutes", "minute minutes min"), ("seconds", "seconds sec"),
      ("decades", "decade decades"), ("centuries", "century centuries"),
      (times, "times fold"),
      (
        "people",
        "people person persons man men woman women child children troops troop soldiers soldier sailors sailor marines "
          + "marine servicemembers personnel civilians civilian migrants migrant refugees refugee survivors survivor "
          + "victims victim dead fishermen crew crewmen members officials lawmakers senators"
      ),
      ("vessels", "boat boats vessel vessels ship ships warship warships destroyers destroyer submarine submarines"),
    ]
    var classes: [String: String] = [:]
    for (unit, list) in words { for word in list.split(separator: " ") { classes[String(word)] = unit } }
    return classes
  }()
}
