import Figures
import Manifest
import Model
import Warehouse

/// The values of figures in the state that a session shows. Each table is computed once.
final class FigureValues {
  private let session: Session
  private let library: Library
  private var tables: [String: [[Value]]] = [:]

  init(_ session: Session, _ library: Library) {
    self.session = session
    self.library = library
  }

  /// The figure's value.
  ///
  /// - Throws: ``Problem`` if the SQL fails, or its result is nothing that a rule could judge.
  func found(_ figure: FigureManifest) throws -> FigureValue {
    let value: Value?
    let place: String
    switch figure.source {
    case .none(let reason): return .nothing(reason)
    case .sql(let sql):
      place = sql.place
      value = try cell(of: sql)
    case .cell(let name, let column, let conditions):
      place = figure.place
      value = try cell(column, of: library.table(named: name), where: conditions, at: place)
    }
    guard let value else { return .nothing("no such row") }
    if figure.isDated { return try date(value, at: place) }
    guard let number = try number(value, at: place) else { return .nothing("no value there (not stated)") }
    guard case .ratio(let sql, _) = figure.rule else { return .number(number) }
    guard let cell = try cell(of: sql) else { return .nothing("no such row to divide by") }
    guard let base = try self.number(cell, at: sql.place) else { return .nothing("nothing to divide by") }
    return base.isZero ? .nothing("only 0 to divide by") : .ratio(number, base: base)
  }

  /// Whether a text applies: its condition is met, or it has none. False without a text.
  func applies(_ text: ConditionalText?) throws -> Bool {
    guard let text else { return false }
    guard let when = text.when else { return true }
    guard let cell = try cell(of: when), let number = try number(cell, at: when.place) else { return false }
    return !number.isZero
  }

  /// The one cell that a figure's SELECT returns; nil if it returns no row.
  private func cell(of sql: PlacedSQL) throws -> Value? {
    let values = try session.values(of: sql)
    guard values.count < 2 else {
      throw Problem(
        .badInput, at: sql.place, "gives more than one row: \(values[0].text), \(values[1].text)",
        remedy: "narrow its WHERE until one row is left, or sum the rows")
    }
    return values.first
  }

  private func cell(
    _ column: String, of table: TableManifest, where conditions: [(column: String, value: String)], at place: String
  ) throws -> Value? {
    let index = table.columns.firstIndex { $0.name == column }!
    return try row(of: table, conditions, at: place)?[index]
  }

  /// The one row of a table whose columns have these values; nil if there is none.
  func row(
    of table: TableManifest, _ conditions: [(column: String, value: String)], at place: String
  ) throws -> [Value]? {
    let rows = try tables[table.name] ?? session.rows(of: table)
    tables[table.name] = rows
    let names = table.columns.map(\.name)
    let expected = conditions.map { (names.firstIndex(of: $0.column)!, $0.value) }
    let found = rows.filter { row in expected.allSatisfy { row[$0].text == $1 } }
    guard found.count < 2 else {
      throw Problem(
        .badInput, at: place, "its cell matches \(found.count) rows of \(table.name)",
        remedy: "name more columns under where, until they match one row")
    }
    return found.first
  }

  private func number(_ value: Value, at place: String) throws -> ExactNumber? {
    switch value {
    case .null: return nil
    case .integer(let n): return ExactNumber(n)
    case .real(let x):
      if let number = ExactNumber(decimalOf: x) { return number }
      throw Problem(.badInput, at: place, "gives \(x), which is not a number", remedy: "fix the SQL")
    case .text(let text):
      throw Problem(
        .badInput, at: place, "gives the text '\(text)' where a number is needed",
        remedy: "select a number, or print a date (YYYY-MM-DD)")
    }
  }

  private func date(_ value: Value, at place: String) throws -> FigureValue {
    switch value {
    case .null: return .nothing("no date there (not stated)")
    case .text(let text):
      if let day = Day(text) { return .date(day) }
      throw Problem(
        .badInput, at: place, "gives the text '\(text)' where a date is needed",
        remedy: "select a column of type date (YYYY-MM-DD)")
    case .integer, .real:
      throw Problem(
        .badInput, at: place, "gives the number \(value.text) where a date is needed",
        remedy: "select a column of type date (YYYY-MM-DD), or print a number")
    }
  }
}
