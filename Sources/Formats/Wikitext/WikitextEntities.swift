/// Templates whose meaning does not need the wiki.
enum WikitextTemplates {
  enum Meaning {
    case text(String)
    /// Shows its nth argument.
    case argument(Int)
    /// Notes, references and the like, which are not part of the text.
    case nothing
    case unknown
  }

  static func meaning(of name: String) -> Meaning {
    if let text = texts[name] { return .text(text) }
    if let argument = arguments[name] { return .argument(argument) }
    return notes.contains(name) || name.hasPrefix("cite ") ? .nothing : .unknown
  }

  private static let texts = [
    "!": "|", "=": "=", "'": "'", "nbsp": " ", "nbs": " ", "space": " ", "br": " ", "clear": " ",
    "snd": " – ", "spnd": " – ", "sndash": " – ", "spaced ndash": " – ", "spaced en dash": " – ",
    "ndash": "–", "endash": "–", "en dash": "–", "mdash": "—", "emdash": "—", "em dash": "—",
  ]

  private static let arguments = [
    "nowrap": 1, "nobr": 1, "small": 1, "smaller": 1, "big": 1, "larger": 1, "center": 1, "abbr": 1, "tooltip": 1,
    "sort": 2,
  ]

  private static let notes: Set<String> = [
    "citation", "efn", "efn-ua", "efn-lr", "efn-lg", "sfn", "sfnp", "sfnm", "refn", "r", "rp", "notetag", "note",
    "ref label", "cn",
    "citation needed", "fact", "clarify", "when", "who", "by whom", "dubious", "update", "update inline",
    "better source needed",
    "better source", "failed verification", "verify source", "page needed", "dead link", "anchor", "webarchive",
  ]
}

/// HTML's character references as wikitext uses them.
enum WikitextEntities {
  /// Unknown ones stay as they are.
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "&"), let end = bytes[i...].prefix(34).firstIndex(of: UInt8(ascii: ";")),
        let text = text(String(decoding: bytes[i + 1..<end], as: UTF8.self))
      {
        result.append(contentsOf: text.utf8)
        i = end + 1
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return result
  }

  private static func text(_ name: String) -> String? {
    if let known = named[name] { return known }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let code = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, code > 0, let scalar = Unicode.Scalar(code) else { return nil }
    return String(scalar)
  }

  private static let named = [
    "nbsp": "\u{A0}", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "–", "mdash": "—",
    "minus": "−",
    "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}", "hairsp": "\u{200A}", "zwnj": "\u{200C}",
    "shy": "\u{AD}",
    "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "bull": "•",
    "middot": "·", "deg": "°", "plusmn": "±", "times": "×", "le": "≤", "ge": "≥", "asymp": "≈", "sect": "§",
    "dagger": "†",
    "Dagger": "‡", "euro": "€", "pound": "£", "copy": "©", "reg": "®", "trade": "™", "frac12": "½", "frac14": "¼",
    "aacute": "á", "eacute": "é", "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "Aacute": "Á",
    "Eacute": "É",
    "Iacute": "Í", "Oacute": "Ó", "Uacute": "Ú", "Ntilde": "Ñ", "auml": "ä", "ouml": "ö", "uuml": "ü", "ccedil": "ç",
  ]
}
