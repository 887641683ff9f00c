/// An HTML tag in wikitext, and its effect on the text after it.
struct WikitextTag {
  enum Meaning {
    /// Shows its content unchanged.
    case plain
    /// Shows its content unchanged, on separate lines.
    case block
    /// A line end.
    case lineBreak
    /// Has no content and shows nothing.
    case nothing
    /// Its content is struck out or deleted.
    case struck
    /// Cells and rows, or tags that MediaWiki processes before it reads tables.
    case structure
    case unknown
  }

  /// In lower case.
  let name: String
  let isClosing: Bool
  let isSelfClosing: Bool
  let attributes: Range<Int>
  let end: Int

  /// The tag that begins at `i`. `<b>` and `</b>` are tags; `<5` and `a < b` are text.
  init?(at i: Int, _ markup: WikitextMarkup) {
    isClosing = markup.at(i + 1) == UInt8(ascii: "/")
    let start = i + (isClosing ? 2 : 1)
    guard let first = markup.at(start), (97...122).contains(first | 0x20), let end = markup.tagEnd(at: i) else {
      return nil
    }
    self.end = end
    var next = start
    while next < end - 1, !markup.bytes[next].isBlank, markup.bytes[next] != UInt8(ascii: "/") { next += 1 }
    name = markup.text(start..<next).lowercased()
    isSelfClosing = end - 2 >= next && markup.bytes[end - 2] == UInt8(ascii: "/")
    attributes = next..<(isSelfClosing ? end - 2 : end - 1)
  }

  var meaning: Meaning { Self.meanings[name] ?? .unknown }

  private static let meanings: [String: Meaning] = {
    var meanings: [String: Meaning] = ["br": .lineBreak, "wbr": .nothing]
    for (names, meaning) in [
      ("b i u em strong small big span font abbr bdi tt code kbd samp var cite dfn mark data time ins", Meaning.plain),
      ("div p center blockquote", .block), ("s strike del", .struck),
      ("table caption thead tbody tfoot colgroup col tr td th noinclude includeonly onlyinclude", .structure),
    ] {
      for name in names.split(separator: " ") { meanings[String(name)] = meaning }
    }
    return meanings
  }()
}
