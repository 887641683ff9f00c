/// Names of columns as words.
enum TitleWords {
  static func plain(_ name: String) -> String { name.replacing("_", with: " ") }

  static func sentence(_ text: String) -> String {
    let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "_" }).joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
