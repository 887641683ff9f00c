import Model
import Words

// Columns that the engine divides: `column NAME (KIND) = FACTOR * NUMERATOR / DENOMINATOR: DESCRIPTION`.
extension TableReader {
  static let quotientForm =
    "-- column share_pct (decimal 4, percent) = \(Quotient.form): part as a share of whole."

  static let divisionRemedy =
    "select both numbers, and let the engine divide and round: \(quotientForm) (a number that is not published: "
    + "\(Word.hidden.form)). To compare, multiply both sides: 10 * part > whole"

  /// The formula between the kind and the colon of a column line; nil, with the mistake reported, if it is none.
  func quotient(_ text: String, of column: TableColumn, _ line: SQLHeader.Line) -> Quotient? {
    guard column.kind == .decimal || column.kind == .integer else {
      file.report(
        line: line.line, "the column '\(column.name)' is a quotient, but of the kind \(column.kind.rawValue)",
        remedy: "write 'decimal 4' for four decimals, or integer: \(Self.quotientForm)")
      return nil
    }
    if let quotient = Quotient(text, decimals: column.kind == .decimal ? column.decimals : 0) { return quotient }
    file.report(
      line: line.line, "the quotient '\(text)' of column '\(column.name)' cannot be read",
      remedy: "write one division of columns, with a whole factor if needed, or by a whole number "
        + "(quantity_mg / 1000000): \(Self.quotientForm)")
    return nil
  }

  /// What needs all lines: the formulas name whole numbers that the SELECT gives, and nothing is hidden for no reason.
  func checkQuotients(_ table: TableManifest) {
    let given = table.selected
    func line(_ name: String) -> Int { table.lines[name] ?? 1 }
    for column in table.columns {
      guard let quotient = table.quotients[column.name] else { continue }
      for name in quotient.columns {
        if let operand = given.first(where: { $0.name == name }) {
          guard operand.kind != .integer else { continue }
          file.report(
            line: line(column.name),
            "the quotient '\(column.name)' needs whole numbers, but '\(name)' is of the kind \(operand.kind.rawValue)",
            remedy: "select a whole number in a unit small enough, and declare it so: \(Word.hidden.form)")
        } else {
          file.report(
            line: line(column.name), "the quotient '\(column.name)' names '\(name)', which the SELECT does not give",
            remedy: Suggestion.question(name, among: given.map(\.name))
              + "select it, and declare it with its own unit: -- hidden \(name) (integer, mg): What the number says.")
        }
      }
    }
    for column in table.hidden {
      if table.columns.contains(where: { $0.name == column.name }) {
        file.report(
          line: line(column.name), "'\(column.name)' is both a column and hidden", remedy: "keep one of the two lines")
      }
      if !table.quotients.values.contains(where: { $0.columns.contains(column.name) }) {
        file.report(
          line: line(column.name), "'\(column.name)' is hidden, and no column is computed from it",
          remedy: "publish it (-- column), or remove the line and the number from the SELECT")
      }
    }
    for trace in table.traces where table.quotients[trace.column] != nil {
      file.report(
        line: trace.line, "'\(trace.column)' is a quotient, and has a trace line",
        remedy:
          "remove the line: it is traced by those of \(table.quotients[trace.column]!.columns.joined(separator: ", "))")
    }
  }

  /// The lineage that the formulas themselves say; none where nothing that they name is traced.
  func traces(of quotients: [String: Quotient], in table: TableManifest) -> [TableTrace] {
    table.columns.compactMap { column in
      guard let quotient = quotients[column.name],
        quotient.columns.contains(where: { !table.traces(of: $0).isEmpty })
      else { return nil }
      return TableTrace(
        column: column.name, lineage: .derived(quotient.columns), line: table.lines[column.name] ?? 1)
    }
  }
}
