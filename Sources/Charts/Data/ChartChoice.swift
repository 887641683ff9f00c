import Manifest
import Model
import Words

/// Selects the rows that meet a chart's conditions.
struct ChartChoice {
  let rows: [[Value]]
  /// The selection in words; not needed where the manifest gives the chart its own title, which says it.
  let remarks: [String]
  private let marking: (index: Int, test: TableChart.Condition.Test)?
  private let newestMarked: Value?

  init(
    _ chart: TableChart, _ rows: [[Value]], column: (String) throws -> (index: Int, column: TableColumn)
  ) throws {
    var rows = rows
    var remarks: [String] = []
    let fixed = chart.conditions.filter { $0.test != .newest }
    for condition in fixed {
      let (index, column) = try column(condition.column)
      rows = rows.filter { Self.holds(condition.test, $0[index]) }
      if chart.title == nil { remarks.append("\(ChartRows.words(column.name)) \(Self.words(condition.test))") }
    }
    // The newest value among the rows that meet the other conditions.
    for condition in chart.conditions where condition.test == .newest {
      let (index, column) = try column(condition.column)
      let newest = Self.newest(rows.map { $0[index] })
      rows = rows.filter { $0[index] != .null && $0[index] == newest }
      if let newest, newest != .null {
        remarks.append("\(ChartRows.words(column.name)) \(TextWidth.printable(CellText.text(newest, column)))")
      }
    }
    self.rows = rows
    self.remarks = remarks
    marking = try chart.marking.map { (try column($0.condition.column).index, $0.condition.test) }
    newestMarked = marking.flatMap { marking in Self.newest(rows.map { $0[marking.index] }) }
  }

  func isMarked(_ row: [Value]) -> Bool {
    guard let marking else { return false }
    if marking.test == .newest { return row[marking.index] != .null && row[marking.index] == newestMarked }
    return Self.holds(marking.test, row[marking.index])
  }

  private static func newest(_ values: [Value]) -> Value? {
    values.filter { $0 != .null }.max { a, b in
      switch (a, b) {
      case (.text(let x), .text(let y)): precedes(x, y)
      default: (a.number ?? -.infinity) < (b.number ?? -.infinity)
      }
    }
  }

  private static func holds(_ test: TableChart.Condition.Test, _ value: Value) -> Bool {
    switch test {
    case .newest: false
    case .oneOf(let literals): literals.contains { holds(.compare(.equal, $0), value) }
    case .compare(let sign, .text(let wanted)):
      if case .text(let text) = value { sign.holds(text, wanted, by: precedes) } else { false }
    case .compare(let sign, .number(let wanted)): value.number.map { sign.holds($0, wanted, by: <) } ?? false
    }
  }

  /// By bytes, as SQLite compares.
  private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  private static func words(_ test: TableChart.Condition.Test) -> String {
    switch test {
    case .newest: "newest"
    case .oneOf(let literals): literals.map(words).joined(separator: ", ")
    case .compare(.equal, let literal): words(literal)
    case .compare(let sign, let literal): "\(sign.rawValue) \(words(literal))"
    }
  }

  private static func words(_ literal: TableChart.Condition.Literal) -> String {
    switch literal {
    case .text(let text): TextWidth.printable(text)
    case .number(let number): NumberText.decimal(number, decimals: nil) ?? ""
    }
  }
}

extension TableChart.Condition.Operator {
  fileprivate func holds<T: Equatable>(_ a: T, _ b: T, by precedes: (T, T) -> Bool) -> Bool {
    switch self {
    case .equal: a == b
    case .unequal: a != b
    case .less: precedes(a, b)
    case .greater: precedes(b, a)
    case .lessOrEqual: !precedes(b, a)
    case .greaterOrEqual: !precedes(a, b)
    }
  }
}
