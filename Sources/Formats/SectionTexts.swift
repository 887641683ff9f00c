/// What the last lines of the sections of a table said.
struct SectionTexts {
  private let patterns: [Regex<AnyRegexOutput>]
  /// One for each section; nil where no line matched yet, or one of a section declared before it came since.
  private(set) var values: [String?]

  init(_ patterns: [String]) throws {
    self.patterns = try patterns.map { try Regex($0) }
    values = patterns.map { _ in nil }
  }

  /// Takes the values that a row says. Sections that are declared after the first of them are parts of it, and end with it.
  ///
  /// - Parameter sections: those that the row may begin.
  /// - Returns: whether it begins any.
  mutating func set(_ lines: [String], among sections: [Int]) -> Bool {
    let found = sections.map { (section: $0, value: value(of: $0, in: lines)) }
    guard let first = found.firstIndex(where: { $0.value != nil }) else { return false }
    for (section, value) in found[first...] { values[section] = value }
    return true
  }

  mutating func set(_ section: Int, to value: String?) { values[section] = value }

  /// The value of the first line that matches.
  func value(of section: Int, in lines: [String]) -> String? {
    for line in lines {
      guard let output = (try? patterns[section].firstMatch(in: line))?.output else { continue }
      // Of several groups, such as those of alternatives, the one that matched.
      return (output.dropFirst().lazy.compactMap(\.substring).first ?? output[0].substring).map(String.init)
    }
    return nil
  }
}
