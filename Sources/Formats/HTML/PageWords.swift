import CXML
import Model
import Words

/// The words of a web page, for a search of quotes: what its reader sees, line by line.
package enum PageWords {
  /// - Parameters:
  ///   - name: the name of the file in messages.
  ///   - contentType: what the server said that it is; nil if unknown.
  /// - Returns: the text without what is hidden, struck out, or no text of the page; the blanks within a line are as they are written.
  /// - Throws: ``Problem`` where the page is too large, too deeply nested, or in an encoding that nothing names.
  package static func text(ofPage path: String, name: String, contentType: String?) throws -> String {
    let sent = contentType.flatMap { TextEncoding(contentType: $0) }
    let bytes = try HTMLPage.bytes(path: path, name: name, declared: nil, sent: sent, isSettled: true)
    return try self.text(of: bytes, name: name)
  }

  /// - Parameter utf8: a page, or another text with markup.
  package static func text(of utf8: [UInt8], name: String) throws -> String {
    let page = try HTMLPage(utf8, name: name)
    PageStyle.mark(page)
    guard let root = page.root else { return "" }
    var text = ""
    var next: HTMLPage.Node? = root
    while let node = next {
      var skips = false
      if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
        if let content = node.pointee.content {
          let words = String(cString: content)
          text += isRaised(node) ? words.raised : words
        }
      } else if node.pointee.type == XML_ELEMENT_NODE, node != root {
        skips = isHidden(node) || isNote(node)
        if PageText.isBlock(node) { text += "\n" }
      }
      let following = HTMLPage.following(node, within: root, skips: skips)
      if PageText.endsBlock(from: node, to: following, within: root) { text += "\n" }
      next = following
    }
    return text
  }

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
      if HTMLPage.name(element) == "a", HTMLPage.attribute("href", of: element)?.hasPrefix("#") == true {
        isLink = true
      }
    }
    return isLink
  }

  private static let unseen: Set<String> = ["desc", "metadata"]

  /// A style that only moves or sizes an element does not hide it: unlike in a cell of a table, where it may.
  private static func isHidden(_ node: HTMLPage.Node) -> Bool {
    let name = HTMLPage.name(node)
    if unseen.contains(name) || HTMLPage.attribute("popover", of: node) != nil { return true }
    if name == "font", let color = HTMLPage.attribute("color", of: node)?.lowercased() {
      if ["white", "#fff"].contains(where: color.hasPrefix) { return true }
    }
    switch PageText.sight(of: node) {
    case .seen: return false
    case .unseen: return true
    case .unclear: break
    }
    guard !PageStyle.isMarked(node), let style = HTMLPage.attribute("style", of: node) else { return true }
    return style.lowercased().split(separator: ";").contains { declaration in
      let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2 else { return false }
      switch parts[0] {
      case "color":
        return ["transparent", "white", "#fff", "rgba", "rgb(255,255,255"].contains(where: parts[1].hasPrefix)
      case "font-size", "opacity", "height", "max-height", "width", "max-width":
        return parts[1].hasPrefix("0") && !parts[1].contains { ("1"..."9").contains($0) }
      case "transform", "translate", "scale":
        return parts[1].contains("scale(0") || parts[1] == "0" || parts[1].contains("(-") || parts[1].hasPrefix("-")
      case "clip", "clip-path", "content-visibility": return true
      case "text-indent", "left", "right", "top", "bottom", "margin-left", "margin-top":
        let isFar = parts[1].count(where: \.isNumber) > 2 || parts[1].hasSuffix("em") || parts[1].hasSuffix("%")
        return parts[1].hasPrefix("-") && isFar
      default: return false
      }
    }
  }
}
