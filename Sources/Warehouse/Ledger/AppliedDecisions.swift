import FoundationEssentials
import GRDB
import Words

extension Session {
  /// The decisions that a dataset was last loaded with, in the order in which they were made.
  package func appliedDecisions(of dataset: String) throws -> [AppliedDecision] {
    let text = try String.fetchOne(
      db, sql: "select value from _settings where name = ?", arguments: [Self.setting(dataset)])
    guard let text else { return [] }
    return try JSONDecoder().decode([AppliedDecision].self, from: Data(text.utf8))
  }

  package func setAppliedDecisions(_ decisions: [AppliedDecision], of dataset: String) throws {
    guard try decisions != appliedDecisions(of: dataset) else { return }
    try db.execute(
      sql: "insert or replace into _settings (name, value) values (?, ?)",
      arguments: [Self.setting(dataset), String(decoding: try StoredJSON.line(decisions), as: UTF8.self)])
  }

  private static func setting(_ dataset: String) -> String { "decisions on \(dataset)" }
}
