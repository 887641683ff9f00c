import Model

/// Cell values in the formats that people read: the terminal and Markdown.
package enum CellText {
  /// NULL means that the source does not say; it must not look like an empty text or a zero.
  package static let null = "–"

  package static func text(_ value: Value, _ column: TableColumn) -> String {
    switch value {
    case .null: return null
    case .text(let text): return text
    case .integer(let n):
      switch column.kind {
      case .boolean where n == 0 || n == 1: return n == 1 ? "yes" : "no"
      case .integer, .text: return NumberText.integer(n, grouped: column.kind == .integer)
      case .decimal:
        var bytes: [UInt8] = []
        NumberText.append(n, decimals: column.decimals, to: &bytes)
        return NumberText.group(String(decoding: bytes, as: UTF8.self))
      case .date, .month, .year, .boolean: return String(n)
      }
    case .real(let x):
      let isNumber = column.kind == .decimal || column.kind == .integer
      let decimals = column.kind == .decimal ? column.decimals : nil
      return NumberText.decimal(x, decimals: decimals, grouped: isNumber) ?? null
    }
  }

  /// How far a number moved, with its sign: `+120,885`; empty if there is no difference to give.
  package static func difference(_ number: ExactNumber?, _ column: TableColumn) -> String {
    guard let number else { return "" }
    guard column.kind == .decimal else { return number.signed }
    let text = NumberText.decimal(number.approximate, decimals: column.decimals, grouped: true) ?? ""
    return number.isNegative || number.isZero ? text : "+" + text
  }

  package static func isNumber(_ column: TableColumn) -> Bool { column.kind == .integer || column.kind == .decimal }

  /// A number with commas between thousands; any other value unchanged.
  package static func plain(_ value: Value) -> String {
    text(value, TableColumn(name: "", kind: .integer, description: ""))
  }
}
