/// Whether a raised text may be the mark of a note behind a name, in pages and in workbooks.
enum NoteMark {
  /// - Parameter text: what stands before it.
  static func isOne(_ mark: String, behind text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic } && mark.count <= 6 && !isPart(mark, of: text)
  }

  /// Whether it is raised as a part of the word before it: as in m2 and km3, 1st and TM.
  ///
  /// - Parameter text: what stands before it.
  static func isPart(_ mark: String, of text: some StringProtocol) -> Bool {
    let before = text.split(whereSeparator: \.isWhitespace).last?.lowercased() ?? ""
    return isEnding(mark)
      || (["2", "3"].contains(mark) && ["m", "km", "cm", "mm", "ft", "mi"].contains { before.hasSuffix($0) })
  }

  /// Whether it is raised as a part of the word before it: `1st`, `TM`.
  static func isEnding(_ mark: String) -> Bool { endings.contains(bare(mark)) }

  /// A mark without brackets and blanks.
  static func bare(_ mark: String) -> String { mark.lowercased().filter { !"[](). ".contains($0) } }

  private static let endings: Set<String> = [
    "st", "nd", "rd", "th", "er", "re", "tm", "sm", "®", "©", "º", "ª", "°",
  ]
}
