import Words

/// The bytes of an SVG document, written from its beginning to its end.
struct SVGBytes {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(32_000) }

  /// Adds markup of our own.
  mutating func put(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Adds markup that is made of our own words only: names of classes, colors, ids.
  mutating func put(own markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Adds text, escaped.
  mutating func put(text: String) {
    bytes.append(contentsOf: Markup.escaped(TextWidth.printable(text), quotingApostrophes: false).utf8)
  }

  /// Adds a position or length, to a tenth of a pixel, without a locale.
  mutating func put(_ number: Double) {
    // Nothing is a million pixels away.
    var tenths = number.isFinite ? Int((min(max(number, -1e6), 1e6) * 10).rounded()) : 0
    if tenths < 0 {
      bytes.append(UInt8(ascii: "-"))
      tenths = -tenths
    }
    put(digits: tenths / 10)
    if tenths % 10 != 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(tenths % 10))
    }
  }

  private mutating func put(digits number: Int) {
    if number >= 10 { put(digits: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Adds a letter of a path's commands and the numbers that follow it.
  mutating func put(_ command: StaticString, _ numbers: Double...) {
    put(command)
    for (i, number) in numbers.enumerated() {
      if i > 0 { bytes.append(UInt8(ascii: " ")) }
      put(number)
    }
  }

  /// Adds an attribute, with a blank before it: `put(attribute: " x=\"", 3)`.
  mutating func put(attribute start: StaticString, _ number: Double) {
    put(start)
    put(number)
    put("\"")
  }
}
