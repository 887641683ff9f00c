import Manifest
import Model
import Words

/// How a cell is set: the classes of the style sheet.
enum CellKind {
  /// `n` for numbers, `d` for dates, `t` for long text, which needs a wide column; empty for other text.
  static func of(_ column: TableColumn, _ text: String) -> String {
    if CellText.isNumber(column) { return "n" }
    if column.kind == .date || column.kind == .month { return "d" }
    return text.utf8.count > 40 ? "t" : ""
  }
}
