import Words

/// Values of a manifest as they are written.
enum YAMLText {
  private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]

  /// A text: in quotes unless it consists of plain words.
  static func text(_ text: String) -> String {
    let isPlain =
      text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*( [A-Za-z0-9_]+)*/) != nil && !words.contains(text.lowercased())
    if isPlain { return text }
    var bytes: [UInt8] = []
    JSON.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func list(_ texts: [String]) -> String { "[" + texts.map(text).joined(separator: ", ") + "]" }

  /// A mapping on one line.
  static func mapping(_ entries: [(String, String)]) -> String {
    "{" + entries.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// A sentence as comments, so that no line is wider than a page.
  static func comment(_ sentence: String, indent: String = "") -> String {
    TextWidth.wrapped(sentence, to: 116 - indent.count, indent: "").map { "\(indent)# \($0)\n" }.joined()
  }
}
