/// Units for Datasette, which reads them with Pint.
///
/// Pint fails on an unknown unit, and adds prefixes to those that it knows: 1,234,567 mg would be shown as "1.234567
/// kg", and 123,456 people as "123.456 kpeople". A unit that is defined as the number 1, with our word as its symbol,
/// is shown after the unchanged number.
struct DatasetteUnits {
  private var names: [String: String] = [:]
  /// The lines of `custom_units`, sorted.
  var definitions: [String] {
    names.keys.sorted().compactMap { unit in names[unit].map { "\($0) = 1 = \(unit)" } }
  }

  init(_ units: [String]) {
    var used: Set<String> = []
    for unit in Set(units).sorted() where Self.isWord(unit) {
      let stem = "unit_" + String(unit.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      var name = stem
      var n = 1
      while !used.insert(name).inserted {
        n += 1
        name = "\(stem)_\(n)"
      }
      names[unit] = name
    }
  }

  /// Nil for a unit that cannot be part of Pint's definition line.
  func name(of unit: String) -> String? { names[unit] }

  /// `=` separates the parts of a definition, `#` begins a comment and `@` a directive; `_` alone means none.
  private static func isWord(_ unit: String) -> Bool {
    unit != "_" && !unit.isEmpty
      && unit.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || " -/%$²³.()".unicodeScalars.contains($0) }
  }
}
