import CXML
import Glibc
import Model
import System

/// A web page as a tree of elements, made by libxml2 as a browser would: mistakes are corrected, and entities are characters.
final class HTMLPage {
  typealias Node = UnsafeMutablePointer<xmlNode>

  /// What a page may have, so that its tree fits into some 150 MB of memory.
  static let largest = 32 << 20
  private static let mostTags = 400_000
  private static let mostBlanksInTag = 20_000

  private let document: htmlDocPtr

  /// - Parameters:
  ///   - bytes: the page in UTF-8.
  ///   - name: the name of the file in messages.
  /// - Throws: ``Problem`` (`.badInput`) where the page is too large, or more deeply nested than libxml2 follows.
  init(_ bytes: [UInt8], name: String) throws {
    try LibXML.load()
    if let what = Self.excess(bytes) {
      throw Problem(
        .badInput, at: name, "the page \(what)",
        remedy: "open it in a browser: it may be no page, or be made to do harm")
    }
    var isHalted: Int32 = 0
    let document = bytes.withUnsafeBytes { bytes in
      soundings_html_read(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), &isHalted)
    }
    guard let document else {
      throw Problem(.badInput, at: name, "the page has no content", remedy: "fetch it again")
    }
    self.document = document
    guard isHalted == 0 else {
      throw Problem(
        .badInput, at: name, "the page's elements lie too deep in one another to be read",
        remedy: "open it in a browser: it may be no page, or be made to do harm")
    }
  }

  deinit { soundings_html_free(document) }

  /// The text of a file that is a page.
  ///
  /// - Parameters:
  ///   - declared: the encoding of the manifest.
  ///   - sent: the encoding of the Content-Type. Servers name one that they do not know.
  ///   - isSettled: true where no manifest can declare one: then a page that is UTF-8 by its bytes is UTF-8.
  /// - Throws: ``Problem`` (`.badInput`) where it is too large, or is in an encoding that nothing names, or in another than is said.
  static func bytes(
    path: String, name: String, declared: TextEncoding?, sent: TextEncoding?, isSettled: Bool = false
  ) throws -> [UInt8] {
    let raw = try InputFile.prefix(path: path, name: name, count: largest + 1)
    guard raw.count <= largest else {
      throw Problem(
        .badInput, at: name, "the file is larger than \(largest >> 20) MiB, too large for a page",
        remedy: "check that it is the page and nothing else")
    }
    let mark = TextEncoding(markAt: raw)
    let isUTF8 = raw.withUnsafeBufferPointer(TextCheck.fault) == nil
    var sent = sent
    if isUTF8, declared == nil, let encoding = sent, encoding != .utf8, !encoding.isWide, UTF8Place(in: raw) != nil {
      guard isSettled else { throw UTF8Place.problem(at: name, sent: encoding) }
      sent = nil
    }
    let said = declared ?? sent ?? (isUTF8 ? nil : self.said(in: raw))
    if isUTF8, let declared, !declared.isWide, declared != .utf8, let place = UTF8Place(in: raw) {
      throw place.problem(at: name, declared: declared)
    }
    if isUTF8, mark == nil || mark == .utf8, said == nil || said == .utf8 {
      return mark == nil ? raw : Array(raw.dropFirst(3))
    }
    guard let encoding = said ?? mark else {
      throw Problem(
        .badInput, at: name, "the page is not UTF-8, and nothing says what else it is",
        remedy: "write encoding: windows-1252 (or what it is) under read: in the dataset's dataset.yaml")
    }
    guard let text = try DecodedFile.text(path: path, name: name, encoding, limit: 2 * largest) else { return raw }
    return Array(text.utf8)
  }

  /// The encoding that a `meta` element names.
  private static func said(in bytes: [UInt8]) -> TextEncoding? {
    let head = Array(bytes.prefix(4096)).map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let start = head.offset(of: "charset=", from: 0) else { return nil }
    let name = head[(start + "charset=".utf8.count)...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      .prefix { $0 == 45 || $0 == 95 || (48...57).contains($0) || (97...122).contains($0) }
    return TextEncoding(contentType: "text/html; charset=" + String(decoding: name, as: UTF8.self))
  }

  private static func excess(_ bytes: [UInt8]) -> String? {
    var (tags, blanks) = (0, 0)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"):
        tags += 1
        blanks = 0
      case UInt8(ascii: ">"): blanks = -bytes.count
      case 0: return "has a NUL character"
      case _ where byte.isBlank: blanks += 1
      default: continue
      }
      if tags > mostTags { return "has more than \(mostTags) tags" }
      if blanks > mostBlanksInTag { return "has a tag with more than \(mostBlanksInTag) blanks" }
    }
    return nil
  }

  /// The outermost element; nil where there is none.
  var root: Node? { soundings_html_root(document) }

  /// Refuses a page whose bytes end within a table: HTML allows to leave out the end tags of rows and cells, not that of a table.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where a table is open at the end, and neither the body's nor the page's end tag comes after it.
  static func checkEnd(_ bytes: [UInt8], name: String) throws {
    var open = 0
    var at = 0
    func begins(_ word: StaticString, at start: Int) -> Bool {
      word.withUTF8Buffer { word in
        start + word.count <= bytes.count && word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] | 0x20 }
      }
    }
    func isTag(_ word: StaticString, at start: Int) -> Bool {
      guard begins(word, at: start) else { return false }
      let end = start + word.utf8CodeUnitCount
      return end == bytes.count || bytes[end].isBlank || bytes[end] == UInt8(ascii: ">")
        || bytes[end] == UInt8(ascii: "/")
    }
    func skip(to word: StaticString) { while at < bytes.count, !begins(word, at: at) { at += 1 } }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        at += 1
        continue
      }
      at += 1
      if begins("!--", at: at) {
        at += 3
        skip(to: "-->")
      } else if isTag("script", at: at) {
        skip(to: "</script")
      } else if isTag("style", at: at) {
        skip(to: "</style")
      } else if isTag("table", at: at) {
        open += 1
      } else if isTag("/table", at: at) {
        open = max(open - 1, 0)
      } else if isTag("/body", at: at) || isTag("/html", at: at) {
        open = 0
      }
    }
    guard open > 0 else { return }
    throw Problem(
      .badInput, at: name,
      "the page ends within a table: neither </table> nor the end of the page comes after its last row",
      remedy:
        "the file is probably cut off: fetch it again, or compare its size with the publisher's; if the publisher's page ends so, only a "
        + "row that closes the table can show that it is whole (read.footer in the dataset's dataset.yaml)")
  }

  /// All elements in the order of the page.
  func elements(_ body: (Node) -> Void) { Self.walk(soundings_html_root(document), body) }

  /// The elements at and below a node, in their order. As a loop, since trees are deep.
  static func walk(_ root: Node?, _ body: (Node) -> Void) {
    var next = root
    while let node = next {
      if node.pointee.type == XML_ELEMENT_NODE { body(node) }
      next = following(node, within: root)
    }
  }

  /// The node after this one and all below it, or its first child.
  ///
  /// - Parameter skips: what is below the node is passed over.
  static func following(_ node: Node, within root: Node?, skips: Bool = false) -> Node? {
    if !skips, node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children { return child }
    var node = node
    while node != root {
      if let next = node.pointee.next { return next }
      guard let parent = node.pointee.parent else { return nil }
      node = parent
    }
    return nil
  }

  /// An element's name in lower case; "" for what is no element.
  static func name(_ node: Node) -> String {
    guard node.pointee.type == XML_ELEMENT_NODE, let name = node.pointee.name else { return "" }
    return String(cString: name)
  }

  /// The value of an attribute; nil if it is not there, "" if it has no value.
  static func attribute(_ name: String, of node: Node) -> String? {
    var next = node.pointee.properties
    while let attribute = next {
      if let found = attribute.pointee.name, String(cString: found) == name {
        return attribute.pointee.children?.pointee.content.map { String(cString: $0) } ?? ""
      }
      next = attribute.pointee.next
    }
    return nil
  }

  /// The element around this one; nil for the outermost.
  static func parent(of node: Node) -> Node? {
    guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
    return parent
  }

  /// The text in an element whose content is no markup: a script, a style sheet.
  static func content(_ node: Node) -> String {
    var text = ""
    var child = node.pointee.children
    while let node = child {
      if let content = node.pointee.content { text += String(cString: content) }
      child = node.pointee.next
    }
    return text
  }

  /// The line of the page on which an element begins; the last that can be told is 65,535.
  static func line(_ node: Node) -> Int { Int(node.pointee.line) }
}
