/// HTML's character references, such as `&amp;` and `&#160;`, as far as pages, wikitext and drafts use them.
package enum HTMLReference {
  /// The text with references replaced; unknown ones are kept as written.
  package static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return bytes.contains(ampersand) ? String(decoding: decoded(bytes), as: UTF8.self) : text
  }

  /// Like ``decoded(_:)`` for a String, in UTF-8.
  package static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    guard var next = bytes.firstIndex(of: ampersand) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var start = 0
    while true {
      out += bytes[start..<next]
      if let found = reference(at: next, in: bytes, before: bytes.count) {
        out += Array(found.text.utf8)
        start = found.end
      } else {
        out.append(ampersand)
        start = next + 1
      }
      guard let following = bytes[start...].firstIndex(of: ampersand) else { return out + bytes[start...] }
      next = following
    }
  }

  /// The reference that begins at `i` and the text that it encodes; nil if there is no known reference.
  package static func reference(at i: Int, in bytes: [UInt8], before limit: Int) -> (text: String, end: Int)? {
    guard let end = bytes[i..<min(limit, i + longest + 2)].firstIndex(of: UInt8(ascii: ";")),
      let scalar = scalar(of: String(decoding: bytes[(i + 1)..<end], as: UTF8.self))
    else { return nil }
    return (String(Character(scalar)), end + 1)
  }

  /// The character of a reference, where `name` is the part between `&` and `;`; nil if it is unknown.
  package static func scalar(of name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }

  /// The longest reference in bytes, allowing for a number with leading zeros.
  private static let longest = 32
  private static let ampersand = UInt8(ascii: "&")

  private static let names: [String: Unicode.Scalar] = [
    // Markup and blanks
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "thinsp": "\u{2009}",
    "ensp": "\u{2002}", "emsp": "\u{2003}", "hairsp": "\u{200A}", "zwnj": "\u{200C}", "shy": "\u{AD}",
    // Marks
    "ndash": "–", "mdash": "—", "hyphen": "\u{2010}", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "sect": "§", "dagger": "†", "Dagger": "‡",
    "copy": "©", "reg": "®", "trade": "™", "comma": ",", "period": ".", "colon": ":",
    // Beside numbers
    "minus": "−", "plus": "+", "plusmn": "±", "times": "×", "le": "≤", "ge": "≥", "asymp": "≈", "deg": "°",
    "percnt": "%", "dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "half": "½", "frac12": "½",
    "frac14": "¼", "frac34": "¾",
    // Letters
    "aacute": "á", "eacute": "é", "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "Aacute": "Á",
    "Eacute": "É", "Iacute": "Í", "Oacute": "Ó", "Uacute": "Ú", "Ntilde": "Ñ", "auml": "ä", "ouml": "ö", "uuml": "ü",
    "ccedil": "ç",
  ]
}
