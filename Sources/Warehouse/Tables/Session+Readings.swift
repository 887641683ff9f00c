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
    // A quotient of two columns is computed here; one of a single column scales the value, which the caller does.
    let quotient = sql.quotient.flatMap { $0.columns.count > 1 ? $0 : nil }
    let needed = ["source", "day", "said"] + (quotient?.columns ?? ["value"])
    let known = needed + ["dated", "unit", "scope", "party", "why_not"]
    guard needed.allSatisfy(statement.columns.contains), statement.columns.allSatisfy(known.contains) else {
      throw Problem(
        .badInput, at: sql.place, "gives \(statement.columns.joined(separator: ", "))",
        remedy: "readings are: select "
          + needed.map { quotient?.columns.contains($0) == true ? $0 : "... as \($0)" }.joined(separator: ", ")
          + "; also dated, unit, scope, party and why_not")
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
    func number(_ row: [Value]) throws -> Value {
      func cell(_ column: String) -> Value { row[statement.columns.firstIndex(of: column)!] }
      return try quotient?.value(at: sql.place, cell) ?? cell("value")
    }
    return try rows.map { row in
      ReadingRow(
        source: text(row, "source") ?? "–", day: text(row, "day"), dated: text(row, "dated"), said: text(row, "said"),
        value: try number(row), unit: text(row, "unit"), scope: text(row, "scope"),
        party: text(row, "party"), whyNot: text(row, "why_not"))
    }
  }
}
