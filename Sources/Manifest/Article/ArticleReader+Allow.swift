import Model

/// Words of an article that hold a number or a date which needs no figure, and why.
package struct AllowedText: Equatable, Sendable {
  /// The words as they stand in the article: `2019`, `three people`.
  package var text: String
  /// Words that must all stand in the same sentence; nil allows the text everywhere.
  package var near: String?
  package var reason: String
  /// The article's file and the line of the entry.
  package var place: String

  package init(text: String, near: String? = nil, reason: String, place: String) {
    self.text = text
    self.near = near
    self.reason = reason
    self.place = place
  }
}

extension ArticleReader {
  static let allowKeys = ["text", "near", "reason"]

  /// `allow: [{text: "2019", near: "Rubio", reason: "..."}]`; the reason is what makes it more than a blind eye.
  func allowed(_ value: YAMLValue) -> [AllowedText] {
    var all: [AllowedText] = []
    for node in value.items() ?? [] {
      // A key that is missing is told at its own entry, not at the list.
      let item = YAMLValue(file: file, name: "allow", node: node.node, keyLine: node.line)
      guard let map = YAMLMap(item, keys: Self.allowKeys) else { continue }
      let entry = AllowedText(
        text: map.text("text"), near: map["near"]?.text(), reason: map.text("reason"),
        place: "\(file.path):\(item.line)")
      if let first = all.first(where: { $0.text == entry.text && $0.near == entry.near }), !entry.text.isEmpty {
        item.report("'\(entry.text)' is allowed twice, first at \(first.place)", remedy: "keep one of the two")
      }
      all.append(entry)
    }
    return all
  }
}
