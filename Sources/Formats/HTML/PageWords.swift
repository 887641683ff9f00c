import CXML
import Model
import Words

/// The words of a web page, for a search of quotes: what its reader sees, with the end of each block.
package enum PageWords {
  /// - Parameters:
  ///   - name: the name of the file in messages.
  ///   - contentType: what the server said that it is; nil if unknown.
  /// - Returns: the text without what is hidden, struck out, or no text of the page, with a paragraph separator (U+2029) where a block ends.
  /// - Throws: ``Problem`` where the page is too large, too deeply nested, or in an encoding that nothing names.
  package static func text(ofPage path: String, name: String, contentType: String?) throws -> String {
    let sent = contentType.flatMap { TextEncoding(contentType: $0) }
    let bytes = try HTMLPage.bytes(path: path, name: name, declared: nil, sent: sent, isSettled: true)
    return try self.text(of: bytes, name: name)
  }

  /// The words of a page for a search by an expression: each block and each cell is a line, blanks are folded, and what is raised is not
  /// among the digits (`2024` with the note 1 is no 20241).
  ///
  /// - Parameters:
  ///   - name: the name of the file in messages.
  ///   - declared: the encoding of the manifest.
  ///   - contentType: what the server said that it is; nil if unknown.
  /// - Throws: ``Problem`` as ``text(ofPage:name:contentType:)`` does.
  static func lines(
    ofPage path: String, name: String, declared: TextEncoding?, contentType: String?
  ) throws -> String {
    let sent = contentType.flatMap { TextEncoding(contentType: $0) }
    let bytes = try HTMLPage.bytes(path: path, name: name, declared: declared, sent: sent)
    let lines = try text(of: bytes, name: name).split { $0 == "\u{2029}" || $0 == "\n" }
    return lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
      .reduce(into: "") { $0 += $1 + "\n" }
  }

  /// - Parameter utf8: a page, or another text with markup.
  package static func text(of utf8: [UInt8], name: String) throws -> String {
    let page = try HTMLPage(utf8, name: name)
    PageStyle.mark(page, all: true)
    guard let root = page.root else { return "" }
    var text = ""
    var next: HTMLPage.Node? = root
    // The element of the last text.
    var holder: HTMLPage.Node?
    while let node = next {
      var skips = false
      let isLineEnd = HTMLPage.name(node) == "br"
      if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
        if let content = node.pointee.content {
          // A line end of the file is a blank of the page.
          let words = String(cString: content).replacing(/[\r\n]+/, with: " ")
          let own = plainHolder(of: node)
          text += isRaised(node) ? words.raised : own != holder && isDigit(text.last) ? withoutDigits(words) : words
          holder = own
        }
      } else if node.pointee.type == XML_ELEMENT_NODE, node != root {
        skips = isHidden(node) || isNote(node)
        if isLineEnd { text += "\n" } else if PageText.isBlock(node) { text += "\u{2029}" }
      }
      let following = HTMLPage.following(node, within: root, skips: skips)
      let ended = isLineEnd ? HTMLPage.parent(of: node) : node
      if let ended, PageText.endsBlock(from: ended, to: following, within: root) { text += "\u{2029}" }
      next = following
    }
    return text
  }

  private static func isDigit(_ letter: Character?) -> Bool { letter.map { ("0"..."9").contains($0) } ?? false }

  /// Digits right behind a number, in an element of their own, may be a note: then they are none of it.
  private static func withoutDigits(_ words: String) -> String {
    let digits = words.prefix(while: isDigit)
    return String(digits).raised + words[digits.endIndex...]
  }

  /// The element that a text is in, but for those that only adorn its letters.
  private static func plainHolder(of text: HTMLPage.Node) -> HTMLPage.Node? {
    var next = HTMLPage.parent(of: text)
    while let node = next, adorning.contains(HTMLPage.name(node)), HTMLPage.attribute("class", of: node) == nil {
      next = HTMLPage.parent(of: node)
    }
    return next
  }

  private static let adorning: Set<String> = [
    "b", "strong", "i", "em", "u", "mark", "font", "ins", "span", "wbr", "nobr",
  ]

  /// Whether a text is raised or lowered: 10 to the sixth is no 106.
  private static func isRaised(_ text: HTMLPage.Node) -> Bool {
    var next = HTMLPage.parent(of: text)
    while let node = next, !PageText.isBlock(node) {
      if PageText.isRaised(node) { return true }
      next = HTMLPage.parent(of: node)
    }
    return false
  }

  /// Whether it is a raised link to a note of the page, which is no word of the sentence.
  private static func isNote(_ node: HTMLPage.Node) -> Bool {
    guard PageText.isRaised(node) else { return false }
    var isLink = false
    HTMLPage.walk(node) { element in
      if HTMLPage.name(element) == "a", HTMLPage.attribute("href", of: element)?.contains("#") == true {
        isLink = true
      }
    }
    return isLink
  }

  private static let unseen: Set<String> = [
    "desc", "metadata", "title", "defs", "option", "bdo", "noembed", "noframes", "progress", "meter",
  ]

  /// Whether no reader sees it, or perhaps none.
  private static func isHidden(_ node: HTMLPage.Node) -> Bool {
    let name = HTMLPage.name(node)
    if unseen.contains(name) || HTMLPage.attribute("popover", of: node) != nil { return true }
    if name == "font", let color = HTMLPage.attribute("color", of: node)?.lowercased() {
      if ["white", "#fff"].contains(where: color.hasPrefix) { return true }
    }
    switch PageText.sight(of: node) {
    case .seen: break
    case .unseen: return true
    case .unclear:
      // A style that only moves or sizes an element a little does not hide it: unlike in a cell of a table, where it may.
      if PageStyle.isMarked(node) || HTMLPage.attribute("style", of: node) == nil { return true }
    }
    return HidingStyle.declarations(HTMLPage.attribute("style", of: node) ?? "", all: true).contains(where: \.hides)
  }
}
