import CXML
import Model

/// The words of a web page, for a search of quotes: what its reader sees, line by line.
package enum PageWords {
  /// - Parameters:
  ///   - name: the name of the file in messages.
  ///   - contentType: what the server said that it is; nil if unknown.
  /// - Returns: the text without what is hidden, struck out, or no text of the page; the blanks within a line are as they are written.
  /// - Throws: ``Problem`` where the page is too large, too deeply nested, or in an encoding that nothing names.
  package static func text(ofPage path: String, name: String, contentType: String?) throws -> String {
    let sent = contentType.flatMap { TextEncoding(contentType: $0) }
    let page = try HTMLPage(HTMLPage.bytes(path: path, name: name, declared: nil, sent: sent), name: name)
    PageStyle.mark(page)
    guard let root = page.root else { return "" }
    var text = ""
    var next: HTMLPage.Node? = root
    while let node = next {
      var skips = false
      if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
        if let content = node.pointee.content { text += String(cString: content) }
      } else if node.pointee.type == XML_ELEMENT_NODE, node != root {
        skips = isHidden(node)
        if PageText.isBlock(node) { text += "\n" }
      }
      let following = HTMLPage.following(node, within: root, skips: skips)
      if PageText.endsBlock(from: node, to: following, within: root) { text += "\n" }
      next = following
    }
    return text
  }

  /// A style that only moves or sizes an element does not hide it: unlike in a cell of a table, where it may.
  private static func isHidden(_ node: HTMLPage.Node) -> Bool {
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
      case "color": return ["transparent", "white", "#fff", "rgba"].contains(where: parts[1].hasPrefix)
      case "font-size", "opacity", "height", "max-height", "width", "max-width":
        return parts[1].hasPrefix("0") && !parts[1].contains { ("1"..."9").contains($0) }
      case "clip", "clip-path", "content-visibility": return true
      case "text-indent", "left", "right", "top", "bottom", "margin-left", "margin-top":
        return parts[1].hasPrefix("-") && parts[1].count(where: \.isNumber) > 2
      default: return false
      }
    }
  }
}
