import Manifest
import Model
import Words

/// What changed in a summary table between two states of its data, cell by cell.
package struct SiteChange: Sendable {
  package struct Line: Equatable, Sendable {
    /// What names the row: `year 2024, country Peru`.
    package var row: String
    package var column: String
    package var before: String
    package var now: String
    /// Of numbers; empty else.
    package var difference: String
  }

  /// The day whose end is the earlier state.
  package var since: Day
  package var newRows = 0
  /// What names the first of the new rows.
  package var newNames: [String] = []
  package var goneRows = 0
  /// The changed cells, the largest relative change first.
  package var lines: [Line] = []

  /// - Returns: nil where neither state has a row.
  package init?(of manifest: TableManifest, from old: [[Value]], to new: [[Value]], since: Day) {
    guard !old.isEmpty || !new.isEmpty else { return nil }
    self.since = since
    let columns = manifest.columns
    let keys = Self.key(of: columns, in: [old, new])
    func key(_ row: [Value]) -> [Value] { keys.map { row[$0] } }
    let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    // A table whose texts and dates do not name its rows cannot be compared cell by cell.
    guard before.count == old.count, Set(new.map(key)).count == new.count else {
      newRows = max(0, new.count - old.count)
      goneRows = max(0, old.count - new.count)
      return
    }
    var changes: [(weight: Double, line: Line)] = []
    for row in new {
      guard let earlier = before[key(row)] else {
        newRows += 1
        if newNames.count < Self.mostNames { newNames.append(Self.name(row, columns, keys)) }
        continue
      }
      for i in columns.indices where !keys.contains(i) && earlier[i] != row[i] {
        changes.append(Self.change(columns[i], columns, keys, earlier[i], row[i], row))
      }
    }
    goneRows = before.count - (new.count - newRows)
    lines = changes.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element.line)
  }

  /// The first of the columns that can name rows, as many as it takes to tell the rows of each state apart.
  private static func key(of columns: [TableColumn], in states: [[[Value]]]) -> [Int] {
    let candidates = columns.indices.filter { columns[$0].namesRows }
    for count in candidates.indices.dropFirst() {
      let key = candidates.prefix(count)
      if states.allSatisfy({ rows in Set(rows.map { row in key.map { row[$0] } }).count == rows.count }) {
        return Array(key)
      }
    }
    return candidates
  }

  private static func change(
    _ column: TableColumn, _ columns: [TableColumn], _ keys: [Int], _ before: Value, _ now: Value, _ row: [Value]
  ) -> (Double, Line) {
    var line = Line(
      row: name(row, columns, keys), column: column.name, before: CellText.text(before, column),
      now: CellText.text(now, column),
      difference: "")
    guard let a = number(before), let b = number(now) else { return (0, line) }
    if case .integer(let x) = before, case .integer(let y) = now, column.kind == .integer {
      let (difference, isOver) = y.subtractingReportingOverflow(x)
      if !isOver { line.difference = (difference > 0 ? "+" : "") + NumberText.integer(difference, grouped: true) }
    } else if column.kind == .decimal {
      let text = NumberText.decimal(b - a, decimals: column.decimals, grouped: true) ?? ""
      line.difference = (b > a ? "+" : "") + text
    }
    return (a == 0 ? 1 : ((b - a) / a).magnitude, line)
  }

  private static let mostNames = 4

  private static func name(_ row: [Value], _ columns: [TableColumn], _ keys: [Int]) -> String {
    keys.map { "\(columns[$0].name) \(CellText.text(row[$0], columns[$0]))" }.joined(separator: ", ")
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .integer(let n): Double(n)
    case .real(let x): x
    case .null, .text: nil
    }
  }
}
