import Yams

extension SourceFile {
  /// Reports why the file is not YAML.
  func report(_ error: YamlError, in text: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // In libyaml's order: what was being read, then what was wrong with it.
      let before = context.map { "\($0.text) (line \($0.mark.line)): " } ?? ""
      report(line: mark.line, "is not YAML, column \(mark.column): \(before)\(problem)", remedy: remedy(for: problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? "?"
      let again = lineRepeating(key, after: context.mark, in: text)
      report(
        line: again ?? context.mark.line,
        "key '\(key)' is given twice\(again == nil ? "" : ", first on line \(context.mark.line)")",
        remedy: "keep one of the two")
    case .reader(let problem, _, let value, _):
      let line = 1 + text.unicodeScalars.prefix { $0.value != UInt32(bitPattern: value) }.count { $0 == "\n" }
      report(
        line: line, "is not YAML: \(problem) (U+\(String(value, radix: 16, uppercase: true)))",
        remedy: "remove the character")
    default:
      report("is not YAML: \(error)", remedy: "look at the file")
    }
  }

  private func remedy(for problem: String) -> String {
    if problem.contains("undefined alias") {
      return "mark the value that is meant with &NAME above this line, or put the text in quotes: '*...'"
    }
    if problem.contains("another document") { return "remove the line '---': a file has one document" }
    return
      "correct the line or the one above it; "
      + "a text with ': ' or ' #' in it, or that begins with [ { * & ! % or @, needs quotes"
  }

  /// Yams gives only the first place of a repeated key; in block style the second one is in the same column.
  private func lineRepeating(_ key: String, after mark: Mark, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = String(repeating: " ", count: mark.column - 1) + key
    for (index, line) in lines.enumerated().dropFirst(mark.line) where line.hasPrefix(start) {
      if line.dropFirst(start.count).drop(while: { $0 == " " }).hasPrefix(":") { return index + 1 }
    }
    return nil
  }
}
