/// The characters that the pictures' font can draw.
///
/// For any other character, a machine uses some other font that it has (for an emoji even a picture) or draws garbage,
/// so the same numbers would produce different bytes elsewhere.
enum ChartFont {
  /// Latin, Greek, Cyrillic, punctuation, currencies, arrows, mathematics and plain shapes: DejaVu Sans and DejaVu Sans
  /// Bold 2.37 both have all of these (`fc-query --format '%{charset}' DejaVuSans.ttf`).
  static let scalars: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0xA0...0xAC, 0xAE...0x2E9, 0x300...0x34E, 0x370...0x377, 0x37A...0x37F, 0x384...0x38A, 0x38C...0x38C,
    0x38E...0x3A1, 0x3A3...0x525, 0x1E00...0x1EFB, 0x2000...0x200A, 0x2010...0x2027, 0x202F...0x205E, 0x2070...0x2071,
    0x2074...0x208E, 0x20A0...0x20B5, 0x20B8...0x20BA, 0x20BD...0x20BD, 0x2100...0x2109, 0x210B...0x2149,
    0x2150...0x2185, 0x2190...0x2311, 0x2500...0x25FF, 0xFFFD...0xFFFD,
  ]

  /// The text with U+FFFD for each Character that is not completely in the font, and without invisible scalars that
  /// only affect how others are shown.
  static func drawable(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    var out = ""
    for character in text {
      let seen = character.unicodeScalars.filter { !isInvisible($0) }
      if seen.allSatisfy({ scalar in scalars.contains { $0.contains(scalar.value) } }) {
        out.unicodeScalars.append(contentsOf: seen)
      } else {
        out += "\u{FFFD}"
      }
    }
    return out
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format || scalar.properties.isVariationSelector
  }
}

extension ChartData {
  /// The data with all words reduced to characters of the pictures' font.
  var drawable: ChartData {
    var data = self
    data.title = ChartFont.drawable(title)
    data.axisName = axisName.map(ChartFont.drawable)
    data.marking = marking.map(ChartFont.drawable)
    data.remarks = remarks.map(ChartFont.drawable)
    data.numbers.unit = ChartFont.drawable(numbers.unit)
    for i in places.indices { data.places[i].label = ChartFont.drawable(places[i].label) }
    for i in series.indices { data.series[i].name = ChartFont.drawable(series[i].name) }
    for i in annotations.indices { data.annotations[i].text = ChartFont.drawable(annotations[i].text) }
    return data
  }
}
