import Manifest
import Model
import Words

/// The one row of a table that `--where column=value` picks.
struct RowChoice {
  private struct Condition {
    var column: TableColumn
    var index: Int
    var text: String
    var value: Value

    func holds(_ row: [Value]) -> Bool {
      switch (row[index], value) {
      case (.null, .text("")): true
      case (.integer(let n), .real(let x)): Double(n) == x
      case (let actual, let expected): actual == expected
      }
    }

    var shown: String { "\(column.name) = \(text)" }
  }

  private let table: TableManifest
  private let conditions: [Condition]

  /// - Throws: ``Problem`` if a condition does not name a column, or its value is not of the column's kind.
  init(_ texts: [String], in table: TableManifest) throws {
    self.table = table
    conditions = try texts.map { text in
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw Problem(
          .usage, at: "--where", "\"\(text)\" is not a condition",
          remedy: "write it as column=value, for example: --where \(table.columns[0].name)=...")
      }
      let name = Self.trimmed(text[..<equals])
      let index = try Self.index(of: name, in: table, at: "--where")
      let column = table.columns[index]
      let written = Self.trimmed(text[text.index(after: equals)...])
      guard let value = Self.value(written, column) else {
        throw Problem(
          .usage, at: "--where",
          "\"\(written)\" cannot be a value of \(name), which is of kind \(column.kind.rawValue)",
          remedy: "write it as in: soundings table \(table.name) --format csv")
      }
      return Condition(column: column, index: index, text: written, value: value)
    }
  }

  /// The index of a column in the table.
  static func index(of name: String, in table: TableManifest, at place: String) throws -> Int {
    let names = table.columns.map(\.name)
    if let index = names.firstIndex(of: name) { return index }
    let near = Suggestion.question(name, among: names)
    throw Problem(
      .usage, at: place, "\(table.name) has no column '\(name)'",
      remedy: near + "The columns are: \(names.joined(separator: ", "))")
  }

  /// The rows that meet all conditions, in their order.
  func matching(_ rows: [[Value]]) -> [[Value]] { rows.filter { row in conditions.allSatisfy { $0.holds(row) } } }

  func row(of rows: [[Value]]) throws -> [Value] {
    let matching = matching(rows)
    if matching.count == 1 { return matching[0] }
    throw matching.isEmpty ? noRow(rows) : severalRows(matching)
  }

  private func noRow(_ rows: [[Value]]) -> Problem {
    guard !rows.isEmpty, let last = conditions.last else {
      return Problem(
        .usage, at: table.name, "has no rows",
        remedy: "load its datasets: soundings run; then: soundings status")
    }
    if let alone = conditions.first(where: { condition in !rows.contains(where: condition.holds) }) {
      return Problem(.usage, at: table.name, "no row has \(alone.shown)", remedy: nearest(alone, rows))
    }
    // Each condition matches some row, but no row matches all: suggest values of the last column among the rows that
    // match the others.
    let others = rows.filter { row in conditions.dropLast().allSatisfy { $0.holds(row) } }
    return Problem(
      .usage, at: table.name, "no row has \(conditions.map(\.shown).joined(separator: " and "))",
      remedy: nearest(last, others.isEmpty ? rows : others))
  }

  private func nearest(_ condition: Condition, _ rows: [[Value]]) -> String {
    var values: [Value] = []
    for row in rows where row[condition.index] != .null && !values.contains(row[condition.index]) {
      values.append(row[condition.index])
    }
    values.sort { Self.precedes($0, $1) }
    let texts = values.map(\.text)
    let name = condition.column.name
    if condition.column.kind == .text {
      let near = Suggestion.question(condition.text, among: texts) { "\(name)='\($0)'" }
      return near + "Its values: " + Self.list(texts, 8)
    }
    // Up to six values around the place where the value would be.
    let place = values.firstIndex { Self.precedes(condition.value, $0) } ?? values.count
    let start = max(0, min(place - 3, values.count - 6))
    return "The nearest values of \(name): " + texts[start..<min(values.count, start + 6)].joined(separator: ", ")
  }

  private func severalRows(_ rows: [[Value]]) -> Problem {
    let open = table.columns.indices.filter { i in
      table.columns[i].namesRows && Set(rows.map { $0[i] }).count > 1
    }
    // Suggest the column that leaves the fewest rows.
    let best = open.max { a, b in Set(rows.map { $0[a] }).count < Set(rows.map { $0[b] }).count } ?? 0
    let first = open.first ?? best
    var texts: [String] = []
    for row in rows where !texts.contains(row[first].text) { texts.append(row[first].text) }
    let matched = conditions.isEmpty ? "" : " where \(conditions.map(\.shown).joined(separator: " and "))"
    return Problem(
      .usage, at: table.name, "\(rows.count) rows\(matched); a trace needs one row",
      remedy: "add --where \(table.columns[first].name)='...': \(Self.list(texts, 8))"
        + (best == first ? "" : "; or pick by \(table.columns[best].name)"))
  }

  private static func list(_ texts: [String], _ limit: Int) -> String {
    texts.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
      + (texts.count > limit ? " and \(texts.count - limit) more" : "")
  }

  private static func precedes(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): x < y
    case (.real(let x), .real(let y)): x < y
    case (.integer(let x), .real(let y)): Double(x) < y
    case (.real(let x), .integer(let y)): x < Double(y)
    default: a.text < b.text
    }
  }

  private static func value(_ text: String, _ column: TableColumn) -> Value? {
    if text.isEmpty { return .text("") }
    switch column.kind {
    case .text: return .text(text)
    case .date: return Day(text).map { .text($0.description) }
    case .month:
      guard let date = PublishedDate(text), date.precision == .month else { return nil }
      return .text(text)
    case .integer, .year: return Int64(text.filter { $0 != "," }).map(Value.integer)
    case .boolean:
      return [
        "1": .integer(1), "yes": .integer(1), "true": .integer(1), "0": .integer(0), "no": .integer(0),
        "false": .integer(0),
      ][
        text.lowercased()]
    case .decimal: return Double(text).map(Value.real)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " }
    guard let start = text.firstIndex(where: { !isBlank($0) }), let end = text.lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(text[start...end])
  }
}
