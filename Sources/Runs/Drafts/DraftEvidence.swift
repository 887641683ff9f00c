import Drafts
import Manifest
import Model
import Words

/// What a person can do with the data behind a number of a draft: see where it comes from, and keep it as an article's figure.
package struct DraftEvidence: Sendable {
  /// For each cell the command that shows it, or the records behind it.
  package var commands: [String]
  /// A figure in YAML for an article's file; nil where no cell or sum of records has the number.
  package var ledgerEntry: String?

  struct Maker {
    let library: Library
    let asOf: Day?

    func evidence(_ entry: DraftReport.Entry, number: Int) -> DraftEvidence {
      DraftEvidence(
        commands: entry.cells.map(command),
        ledgerEntry: entry.verdict == .right || entry.verdict == .wrong ? ledgerEntry(entry, number) : nil)
    }

    // MARK: Commands

    private func command(_ cell: DraftReport.Cell) -> String {
      let day = asOf.map { " --as-of \($0)" } ?? ""
      guard cell.isTable else {
        return "soundings query \(ShellWord.quoted(select(cell, isRows: cell.value == nil)))\(day)"
      }
      let conditions = cell.key.map { " --where \(ShellWord.quoted("\($0.column)=\($0.value)"))" }.joined()
      let table = library.tables.first { $0.name == cell.source }
      let isTraced = table.map { !$0.traces(of: cell.column).isEmpty } ?? false
      return cell.rowCount == 1 && isTraced
        ? "soundings trace \(cell.source)\(conditions) --column \(cell.column)\(day)"
        : "soundings table \(cell.source)\(conditions)\(day)"
    }

    private func select(_ cell: DraftReport.Cell, isRows: Bool) -> String {
      let condition = condition(cell)
      return "select \(isRows ? "*" : "sum(\(cell.column))") from \(cell.source)"
        + (condition.isEmpty ? "" : " where \(condition)")
    }

    /// The rows of a dataset, in SQL.
    private func condition(_ cell: DraftReport.Cell) -> String {
      func literal(_ value: String, _ isNumber: Bool) -> String {
        isNumber ? value : "'\(value.replacing("'", with: "''"))'"
      }
      if cell.rowCount == 1 {
        return cell.key.map { "\($0.column) = \(literal($0.value, $0.isNumber))" }.joined(separator: " and ")
      }
      return cell.conditions.map { condition in
        let values = condition.values.map { literal($0, condition.isNumber) }
        guard let first = values.first, let last = values.last else { return "\(condition.column) is null" }
        if values.count == 1 { return "\(condition.column) = \(first)" }
        // All periods that a span has are meant.
        return condition.isTime
          ? "\(condition.column) between \(first) and \(last)"
          : "\(condition.column) in (\(values.joined(separator: ", ")))"
      }.joined(separator: " and ")
    }

    // MARK: The ledger

    private func ledgerEntry(_ entry: DraftReport.Entry, _ number: Int) -> String? {
      let cells = entry.cells.filter { $0.derivation == nil && ($0.value != nil || $0.date != nil) }
      guard entry.cells.first?.derivation == nil, !entry.isClaim,
        let cell = cells.first(where: { $0.rowCount == 1 && $0.isTable }) ?? cells.first(where: { !$0.isTable })
      else { return nil }
      if entry.isDate, cell.date == nil { return nil }
      var lines = ["  - id: \(id(cell, number))", "    clause: \(quoted(clause(entry)))"]
      if let value = cell.value {
        let isPrinted = entry.verdict == .right && entry.number.map { $0 == value } == true
        let printed = isPrinted ? value : rounded(value)
        lines.append("    printed: \(printed.text(grouped: true))")
        if let unit = cell.unit { lines.append("    unit: \(quoted(unit))") }
        lines.append("    rule: \(printed == value ? "equals" : "rounds to")")
      } else if let date = cell.date {
        lines += ["    printed: \(date)", "    rule: equals"]
      }
      if cell.isTable {
        let row = cell.key.map { "\($0.column): \(quoted($0.value))" }.joined(separator: ", ")
        lines.append("    cell: {table: \(cell.source), column: \(cell.column), where: {\(row)}}")
      } else {
        let condition = condition(cell)
        let what = cell.date == nil ? "sum(\(cell.column))" : "max(\(cell.column))"
        lines.append(
          "    sql: \(quoted("select \(what) from \(cell.source)" + (condition.isEmpty ? "" : " where \(condition)")))")
        lines += ["    records:", "      - \(quoted(cell.source + (condition.isEmpty ? "" : " where \(condition)")))"]
      }
      return lines.joined(separator: "\n") + "\n"
    }

    /// A computed value as a draft would print it.
    private func rounded(_ value: ExactNumber) -> ExactNumber {
      value.magnitude >= ExactNumber(1000)
        ? value.divided(by: ExactNumber(1), decimals: 0) ?? value
        : value.divided(by: ExactNumber(1), decimals: 1) ?? value
    }

    private func id(_ cell: DraftReport.Cell, _ number: Int) -> String {
      "\(cell.column.replacing("_", with: "-"))-\(number)"
    }

    /// A few words of the sentence from the number on, as a clause of a figure is.
    private func clause(_ entry: DraftReport.Entry) -> String {
      let words = entry.sentence.split(separator: " ")
      let first = entry.text.split(separator: " ").first ?? ""
      let start = words.firstIndex { $0.contains(first) } ?? 0
      let from = max(0, min(start, words.count - ArticleManifest.longestClause))
      return words[from...].prefix(ArticleManifest.longestClause).joined(separator: " ")
    }

    private func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
  }
}
