/// Names of datasets and columns as titles.
enum TitleWords {
  static func sentence(_ text: String) -> String {
    let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "_" }).joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
