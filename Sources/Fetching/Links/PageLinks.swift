import Words

/// The links of a web page, read as a browser reads them: from the attributes of its tags, not from its text, comments or
/// scripts. Works on bytes, because a page may have 5 MB.
struct PageLinks {
  /// The values of all `href` attributes but that of `base`, in order, with character references decoded.
  private(set) var hrefs: [String] = []
  /// The value of the first `<base href>`; it counts for all links of the page, also for those before it.
  private(set) var base: String?

  private let bytes: [UInt8]
  private var at = 0
  private var isTagClosed = false

  init(_ text: String) {
    bytes = Array(text.utf8)
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = open + 1
      readTag()
    }
  }

  /// Elements whose content is text for a browser, up to their end tag.
  private static let textOnly: Set<String> = ["script", "style", "title", "textarea", "xmp", "iframe", "noframes"]

  private mutating func readTag() {
    guard at < bytes.count else { return }
    if bytes[at...].starts(with: "!--".utf8) { return skipComment() }
    if [UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/")].contains(bytes[at]) {
      return at = bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    }
    guard Self.isLetter(bytes[at]) else { return }
    let tag = readName(endsAtEquals: false)
    var href: String?
    isTagClosed = false
    while let (name, value) = readAttribute() {
      if name == "href", href == nil { href = value }
    }
    // A tag that the page's end cuts off is none.
    guard isTagClosed else { return }
    if tag == "base" {
      base = base ?? href
    } else if let href {
      hrefs.append(href)
    }
    if Self.textOnly.contains(tag) { skipText(of: tag) }
  }

  /// `-->` and `--!>` end a comment, and so does `>` right after its start; nothing else does.
  private mutating func skipComment() {
    at += 3
    if bytes[at...].starts(with: ">".utf8) || bytes[at...].starts(with: "->".utf8) { return }
    while at < bytes.count {
      if bytes[at...].starts(with: "-->".utf8) || bytes[at...].starts(with: "--!>".utf8) { return }
      at += 1
    }
  }

  private mutating func skipText(of tag: String) {
    let end = Array("</\(tag)".utf8)
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = open
      if bytes[open...].prefix(end.count).map(Self.lowered) == end { return }
      at = open + 1
    }
    at = bytes.count
  }

  /// The next attribute of a tag, its name in lower case; nil at the end of the tag, which is passed.
  private mutating func readAttribute() -> (name: String, value: String)? {
    while at < bytes.count, Self.isBlank(bytes[at]) || bytes[at] == UInt8(ascii: "/") { at += 1 }
    guard at < bytes.count else { return nil }
    guard bytes[at] != UInt8(ascii: ">") else {
      at += 1
      isTagClosed = true
      return nil
    }
    let name = readName(endsAtEquals: true)
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return (name, "") }
    at += 1
    skipBlanks()
    return (name, HTMLReference.decoded(readValue()))
  }

  private mutating func readValue() -> String {
    guard at < bytes.count else { return "" }
    let quote = bytes[at]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { at += 1 }
    let start = at
    let end =
      bytes[start...].firstIndex { isQuoted ? $0 == quote : Self.isBlank($0) || $0 == UInt8(ascii: ">") } ?? bytes.count
    at = isQuoted ? min(end + 1, bytes.count) : end
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// - Parameter endsAtEquals: of an attribute; its first character may be `=`.
  private mutating func readName(endsAtEquals: Bool) -> String {
    let start = at
    at += 1
    while at < bytes.count, !Self.isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/"),
      !endsAtEquals || bytes[at] != UInt8(ascii: "=")
    { at += 1 }
    return String(decoding: bytes[start..<at].map(Self.lowered), as: UTF8.self)
  }

  private mutating func skipBlanks() { while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 } }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(lowered(byte)) }
  private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
}
