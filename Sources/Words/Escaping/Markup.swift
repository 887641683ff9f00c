/// Text within HTML, XML and SVG.
package enum Markup {
  /// The text escaped for use as the content of an element or an attribute.
  ///
  /// Escapes scalar by scalar: by Character, a quote followed by a combining accent would not be recognized, and a
  /// publisher's text could end an attribute. Control characters and direction marks are made visible.
  ///
  /// - Parameter quotingApostrophes: false for text that is never put into an attribute in single quotes.
  package static func escaped(_ text: String, quotingApostrophes: Bool = true) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x26 && byte != 0x27 && byte != 0x3C && byte != 0x3E
    }
    if isPlain { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'" where quotingApostrophes: out.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": out.append(scalar)
      default: out.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return String(out)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
    default: true
    }
  }
}
