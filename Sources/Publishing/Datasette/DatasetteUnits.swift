/// Units as Datasette knows them, which reads them with Pint.
///
/// Pint fails at a unit that it does not know, and puts prefixes before those that it does: 1,234,567 mg would read "1.234567
/// kg", and 123,456 people "123.456 kpeople". A unit that is defined as the number 1, with our word for a symbol, is shown
/// behind the number as it stands.
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

  /// Nil for a unit that Pint's line of definition can't hold.
  func name(of unit: String) -> String? { names[unit] }

  /// `=` parts a definition, `#` begins a comment and `@` a directive; `_` alone means none.
  private static func isWord(_ unit: String) -> Bool {
    unit != "_" && !unit.isEmpty
      && unit.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || " -/%$²³.()".unicodeScalars.contains($0) }
  }
}
