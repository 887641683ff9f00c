import Model

extension ArticleReader {
  static let allowKeys = ["text", "near", "reason"]

  /// `allow: [{text: "2019", near: "Rubio", reason: "..."}]`; the reason is required.
  func allowed(_ value: YAMLValue) -> [AllowedText] {
    var all: [AllowedText] = []
    for node in value.items() ?? [] {
      // A missing key is reported at its own entry, not at the list.
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
