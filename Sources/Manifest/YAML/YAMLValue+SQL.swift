import Model
import Yams

extension YAMLValue {
  /// The value as one SELECT; nil, with the mistake reported, if it is not one.
  ///
  /// - Parameters:
  ///   - remedy: what to write there.
  ///   - division: what to write instead of a division.
  func select(_ remedy: String, insteadOfDividing division: String) -> PlacedSQL? {
    guard let text = text(), case .scalar(let scalar) = node else { return nil }
    // The text of a block (|) begins on the line after its mark.
    let isBlock = scalar.style == .literal || scalar.style == .folded
    let sql = PlacedSQL(text: text, path: file.path, line: line + (isBlock ? 1 : 0))
    let outline = SourceFile(file.path)
    let sqlOutline = SQLOutline(text)
    sqlOutline.requireOneSelect(in: outline, what: remedy)
    for problem in outline.problems {
      file.report(line: line, "\(name): \(problem.what)", remedy: problem.remedy)
    }
    if let place = sqlOutline.division {
      // A text that is folded does not have the file's lines.
      let first = scalar.style == .literal ? sql.line + place - 1 : line
      file.report(line: first, "\(name): \(SQLOutline.divides)", remedy: division)
    }
    return sql
  }
}
