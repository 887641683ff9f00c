import Model
import Yams

extension YAMLValue {
  /// The value as one SELECT; nil, with the mistake reported, if it is not one.
  ///
  /// - Parameter remedy: what to write there.
  func select(_ remedy: String) -> PlacedSQL? {
    guard let text = text(), case .scalar(let scalar) = node else { return nil }
    // The text of a block (|) begins on the line after its mark.
    let isBlock = scalar.style == .literal || scalar.style == .folded
    let sql = PlacedSQL(text: text, path: file.path, line: line + (isBlock ? 1 : 0))
    let outline = SourceFile(file.path)
    SQLOutline(text).requireOneSelect(in: outline, what: remedy)
    for problem in outline.problems {
      file.report(line: line, "\(name): \(problem.what)", remedy: problem.remedy)
    }
    return sql
  }
}
