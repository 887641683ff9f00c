import Words

extension ProseBuilder {
  /// Reads a web page: tags, attributes, scripts, styles and comments are left out, and references like `&nbsp;` become
  /// characters.
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

  /// Elements whose content is not shown to readers.
  private static let unread: [String: StaticString] = [
    "script": "</script", "style": "</style", "template": "</template", "svg": "</svg", "math": "</math",
  ]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table",
    "tbody", "tfoot", "thead", "title", "tr", "ul",
  ]

  /// The index after a tag or comment; nil if `<` is only a sign.
  ///
  /// Markup that is never closed is read as text: leaving out the rest of the draft would hide its numbers.
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
      // The closing tag itself is read next; its name is matched in lower case only, as programs write it.
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

  /// The index after the `>` that ends a tag; quoted values may contain others. Nil if another tag begins first.
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

  /// The index after `</sup>` if there is only a note's number before it: `21<sup>st</sup>` is text, `<sup>2</sup>` is
  /// not.
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

  /// Adds the character of a reference (`&amp;`, `&#160;`), or the `&`; returns the index after it.
  mutating func addReference(at i: Int) -> Int {
    var j = i + 1
    var name = ""
    while j < source.count, source[j].isASCIILetter || source[j].isDigit || source[j] == "#", name.utf8.count < 10 {
      name.unicodeScalars.append(source[j])
      j += 1
    }
    guard j < source.count, source[j] == ";", let scalar = HTMLReference.scalar(of: name) else {
      add("&", from: i)
      return i + 1
    }
    add(scalar, from: i)
    return j + 1
  }
}
