import GRDB
import Manifest
import Model

extension Session {
  /// Runs a person's own SELECT over the datasets in the state that the session shows, and over summary tables.
  ///
  /// - Parameters:
  ///   - sql: one SELECT, in SQLite's whole language.
  ///   - limit: how many rows at most.
  ///   - table: the summary table of a name; nil where there is none.
  /// - Throws: ``Problem`` if it is not one SELECT, or fails.
  package func query(
    _ sql: String, limit: Int, table: (String) throws -> TableManifest?
  ) throws -> (columns: [String], rows: [[Value]]) {
    var laid: [String] = []
    defer { for name in laid { try? db.execute(sql: "drop table if exists temp.\(Self.quoted(name))") } }
    while true {
      do {
        let statement = try SelectStatement(sql, path: Self.queryName, connection: connection, isPortable: false)
        return (statement.columns, try statement.rows(limit: limit))
      } catch let problem as Problem {
        // A table of the Pipelines is no relation of the database: it is computed when a SELECT asks for it.
        guard let name = Self.missing(problem), !laid.contains(name), let manifest = try table(name) else {
          throw problem
        }
        laid.append(name)
        try lay(manifest)
      }
    }
  }

  /// What a person's SELECT is called in messages.
  package static let queryName = "the query"

  /// The relation that SQLite does not know.
  private static func missing(_ problem: Problem) -> String? {
    problem.what.firstMatch(of: /no such table: ([A-Za-z0-9_]+)/).map { String($0.1) }
  }

  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private func lay(_ manifest: TableManifest) throws {
    let rows = try rows(of: manifest)
    let names = manifest.columns.map { Self.quoted($0.name) }.joined(separator: ", ")
    try db.execute(sql: "create temp table \(Self.quoted(manifest.name)) (\(names))")
    let marks = manifest.columns.map { _ in "?" }.joined(separator: ", ")
    let insert = try db.makeStatement(sql: "insert into temp.\(Self.quoted(manifest.name)) values (\(marks))")
    for row in rows { try insert.execute(arguments: StatementArguments(row.map(\.databaseValue))) }
  }
}
