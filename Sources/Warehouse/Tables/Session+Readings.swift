import Manifest
import Model

extension Session {
  /// The most readings that a figure may have: more are no list that a person reads.
  private static let mostReadings = 100

  /// The rows of a figure's readings in the state that the session shows.
  ///
  /// - Throws: ``Problem`` with the line of the article's file if the SELECT fails, or its columns are not those of readings.
  package func rows(ofReadings sql: PlacedSQL) throws -> [ReadingRow] {
    let statement = try SelectStatement(sql.placed, path: sql.path, connection: connection)
    let needed = ["source", "day", "said", "value"]
    let known = needed + ["unit", "scope", "party"]
    guard needed.allSatisfy(statement.columns.contains), statement.columns.allSatisfy(known.contains) else {
      throw Problem(
        .badInput, at: sql.place, "gives \(statement.columns.joined(separator: ", "))",
        remedy: "readings are: select ... as source, ... as day, ... as said, ... as value; also unit, scope and party")
    }
    let rows: [[Value]]
    do { rows = try self.rows(of: statement, limit: Self.mostReadings + 1) } catch var problem as Problem
      where problem.place == sql.path
    {
      problem.place = sql.place
      throw problem
    }
    guard rows.count <= Self.mostReadings else {
      throw Problem(
        .badInput, at: sql.place, "gives more than \(Self.mostReadings) readings", remedy: "narrow its WHERE")
    }
    func text(_ row: [Value], _ column: String) -> String? {
      guard let i = statement.columns.firstIndex(of: column) else { return nil }
      let text = row[i].plain
      return text.isEmpty ? nil : text
    }
    return rows.map { row in
      ReadingRow(
        source: text(row, "source") ?? "–", day: text(row, "day"), said: text(row, "said"),
        value: row[statement.columns.firstIndex(of: "value")!], unit: text(row, "unit"), scope: text(row, "scope"),
        party: text(row, "party"))
    }
  }
}
