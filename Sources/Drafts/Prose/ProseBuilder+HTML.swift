extension ProseBuilder {
  /// A web page: tags, attributes, scripts, styles and comments are left out, references like `&nbsp;` are characters.
  mutating func readHTML() {
    var i = 0
    while i < source.count {
      switch source[i] {
      case "<":
        if let next = skipMarkup(at: i) {
          i = next
          continue
        }
        add("<", from: i)
      case "&":
        i = addReference(at: i)
        continue
      case "\n", "\r", "\t", " ": addBlank(from: i)
      default: add(source[i], from: i)
      }
      i += 1
    }
  }

  /// Elements whose content nobody reads.
  private static let unread: [String: StaticString] = [
    "script": "</script", "style": "</style", "template": "</template", "svg": "</svg", "math": "</math",
  ]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table",
    "tbody", "tfoot", "thead", "title", "tr", "ul",
  ]

  /// The place behind a tag or comment; nil where `<` is only a sign.
  ///
  /// What is opened and never closed is text: to leave out the rest of a draft would hide its numbers.
  mutating func skipMarkup(at i: Int) -> Int? {
    guard i + 1 < source.count else { return nil }
    if starts("<!--", at: i) { return find("-->", from: i + 4).map { $0 + 3 } }
    let isClosing = source[i + 1] == "/"
    var j = i + (isClosing ? 2 : 1)
    guard j < source.count, source[j].isASCIILetter || (!isClosing && (source[j] == "!" || source[j] == "?")) else {
      return nil
    }
    var name = ""
    while j < source.count, source[j].isASCIILetter || source[j].isDigit, name.utf8.count < 20 {
      name.unicodeScalars.append(source[j])
      j += 1
    }
    name = name.lowercased()
    guard let end = tagEnd(from: j) else { return nil }
    if !isClosing, let close = Self.unread[name], source[end - 2] != "/" {
      // The closing tag itself is read next; its name is matched in lower case, as every program writes it.
      return find(close, from: end) ?? end
    }
    if name == "sup", !isClosing, let next = noteEnd(from: end) { return next }
    if Self.blocks.contains(name) { endParagraph(at: i) }
    if name == "br" || name == "wbr" { name == "br" ? addBlank(from: i) : () }
    if name == "td" || name == "th", !isClosing, let last = scalars.last, last != DraftText.paragraphEnd {
      add("|", from: i)
    }
    return end
  }

  /// The place behind the `>` that ends a tag; quotes may hold others. Nil where another tag begins first.
  private mutating func tagEnd(from i: Int) -> Int? {
    guard !missing.contains(">") else { return nil }
    var i = i
    var quote: Unicode.Scalar?
    while i < source.count {
      let scalar = source[i]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == ">" {
        return i + 1
      } else if scalar == "<" {
        return nil
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      }
      i += 1
    }
    if quote == nil { missing.insert(">") }
    return nil
  }

  /// The place behind `</sup>` where only a note's number stands before it: `21<sup>st</sup>` is text, `<sup>2</sup>` is not.
  private func noteEnd(from i: Int) -> Int? {
    var i = i
    var isTag = false
    let limit = min(source.count, i + 400)
    while i < limit {
      if starts("</sup>", at: i) { return i + 6 }
      if source[i] == "<" { isTag = true }
      if !isTag, !(source[i].isDigit || "[](),*†‡ ".unicodeScalars.contains(source[i])) { return nil }
      if source[i] == ">" { isTag = false }
      i += 1
    }
    return nil
  }

  /// Adds what a reference (`&amp;`, `&#160;`) stands for, or the `&`; returns the place behind it.
  mutating func addReference(at i: Int) -> Int {
    var j = i + 1
    var name = ""
    while j < source.count, source[j].isASCIILetter || source[j].isDigit || source[j] == "#", name.utf8.count < 10 {
      name.unicodeScalars.append(source[j])
      j += 1
    }
    guard j < source.count, source[j] == ";", let scalar = Self.reference(name) else {
      add("&", from: i)
      return i + 1
    }
    add(scalar, from: i)
    return j + 1
  }

  private static func reference(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return names[name].flatMap { Unicode.Scalar($0) } }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    return (isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits))
      .flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }

  /// The references that stand in or beside numbers, and those of everyday text; others stay as they are written.
  private static let names: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "thinsp": 0x2009, "ensp": 0x2002,
    "emsp": 0x2003, "hairsp": 0x200A, "shy": 0xAD, "ndash": 0x2013, "mdash": 0x2014, "minus": 0x2212, "hyphen": 0x2010,
    "dollar": 0x24, "euro": 0x20AC, "pound": 0xA3, "yen": 0xA5, "cent": 0xA2, "percnt": 0x25, "comma": 0x2C,
    "period": 0x2E, "colon": 0x3A, "plus": 0x2B, "plusmn": 0xB1, "times": 0xD7, "half": 0xBD, "frac12": 0xBD,
    "frac14": 0xBC, "frac34": 0xBE, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D,
    "hellip": 0x2026, "deg": 0xB0, "sect": 0xA7, "bull": 0x2022, "middot": 0xB7, "aacute": 0xE1, "eacute": 0xE9,
    "iacute": 0xED, "oacute": 0xF3, "uacute": 0xFA, "ntilde": 0xF1, "ccedil": 0xE7,
  ]
}
