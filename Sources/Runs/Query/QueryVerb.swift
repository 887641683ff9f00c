import Manifest
import Model
import Warehouse
import Words

/// `soundings query SELECT`: a person's own question to the datasets and the summary tables, now or as of a day. Nothing is changed.
package struct QueryVerb {
  package var sql: String
  package var asOf: Day?
  /// How many rows at most; nil: all.
  package var limit: Int?

  package init(sql: String, asOf: Day?) {
    self.sql = sql
    self.asOf = asOf
  }

  /// - Throws: ``Problem`` if the query is not one SELECT, fails, or gives two columns of one name; or there is no warehouse.
  /// - Returns: the rows as a table, and whether there are more than were asked for.
  package func run(_ project: Project) throws -> (manifest: TableManifest, result: TableResult, isCut: Bool) {
    let library = project.library
    let memory = SelectMemory(program: Project.program)
    var (names, rows) = try project.openWarehouse(memory: memory).read { session in
      try session.showing(ShownState(asOf: asOf), of: library.datasets) {
        do {
          return try session.query(sql, limit: limit.map { $0 == .max ? $0 : $0 + 1 } ?? .max) { name in
            library.tables.first { $0.name == name }
          }
        } catch let problem as Problem where problem.kind == .badInput {
          throw Self.mistake(problem, in: library)
        }
      }
    }
    let isCut = limit.map { rows.count > $0 } ?? false
    if let limit { rows = Array(rows.prefix(limit)) }
    if let twice = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) }) {
      throw Problem(
        .usage, at: Session.queryName, "has two columns named '\(twice.element)'",
        remedy: "name them apart: select a.\(twice.element) as one, b.\(twice.element) as two")
    }
    let columns = names.enumerated().map { i, name in column(name, rows.map { $0[i] }, library) }
    let manifest = TableManifest(
      name: "query", pipeline: "", path: "", grain: "One row per row of the query.", title: "Answer to a query",
      columns: columns, notes: [], sql: sql)
    return (
      manifest,
      TableResult(table: "query", columns: names, rows: rows, asOf: asOf, sources: []), isCut
    )
  }

  /// A column that all datasets and tables know alike keeps its unit; its kind is that of its values.
  private func column(_ name: String, _ values: [Value], _ library: Library) -> TableColumn {
    let known = library.tables.flatMap(\.columns).filter { $0.name == name }
    let isReal = values.contains { if case .real = $0 { true } else { false } }
    let isNumber = values.contains { if case .integer = $0 { true } else { isReal } }
    let isText = values.contains { if case .text = $0 { true } else { false } }
    var column = TableColumn(name: name, kind: .text, description: "")
    if isNumber, !isText {
      column.kind = isReal ? .decimal : .integer
      column.decimals = min(values.map(Self.decimals).max() ?? 0, 10)
      if let kind = known.first?.kind, kind == .year || kind == .boolean, !isReal { column.kind = kind }
      let units = Set(known.map(\.unit))
      column.unit = units.count == 1 ? known[0].unit : nil
    }
    return column
  }

  private static func decimals(_ value: Value) -> Int {
    guard case .real(let x) = value, let number = ExactNumber(decimalOf: x) else { return 0 }
    return number.places
  }

  /// The query is a person's, and in no file of the Pipelines.
  private static func mistake(_ problem: Problem, in library: Library) -> Problem {
    var mistake = problem
    mistake.kind = .usage
    mistake.place = Session.queryName
    let names = library.datasets.map(\.name) + library.tables.map(\.name)
    let missing = problem.what.firstMatch(of: /no such table: ([A-Za-z0-9_]+)/).map { String($0.1) }
    mistake.remedy =
      missing.map { Suggestion.question($0, among: names) } ?? ""
    mistake.remedy +=
      missing != nil
      ? "The tables are listed by: soundings tables; the datasets by: soundings status"
      : "write one SELECT over datasets and tables, for example: soundings query \"select * from \(names.first ?? "dataset") limit 5\""
    return mistake
  }
}
