/// Whether a raised text may be the mark of a note behind a name, in pages and in workbooks.
enum NoteMark {
  /// - Parameter text: what stands before it.
  static func isOne(_ mark: String, behind text: some StringProtocol) -> Bool {
    guard text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }), mark.count <= 6,
      !isEnding(mark)
    else { return false }
    // m2 and km3.
    let before = text.split(whereSeparator: \.isWhitespace).last?.lowercased() ?? ""
    return !(["2", "3"].contains(mark) && ["m", "km", "cm", "mm", "ft", "mi"].contains { before.hasSuffix($0) })
  }

  /// Whether it is raised as a part of the word before it: `1st`, `TM`.
  static func isEnding(_ mark: String) -> Bool { endings.contains(bare(mark)) }

  /// A mark without brackets and blanks.
  static func bare(_ mark: String) -> String { mark.lowercased().filter { !"[](). ".contains($0) } }

  private static let endings: Set<String> = [
    "st", "nd", "rd", "th", "er", "re", "tm", "sm", "®", "©", "º", "ª", "°",
  ]
}
