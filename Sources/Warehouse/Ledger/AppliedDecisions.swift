import FoundationEssentials
import GRDB
import Model
import Words

extension Session {
  /// The decisions that a dataset was last loaded with, in the order in which they were made.
  ///
  /// - Throws: ``Problem`` where the warehouse is damaged.
  package func appliedDecisions(of dataset: String) throws -> [AppliedDecision] {
    let text = try String.fetchOne(
      db, sql: "select value from _settings where name = ?", arguments: [Self.setting(dataset)])
    guard let text else { return [] }
    if let decisions = try? JSONDecoder().decode([AppliedDecision].self, from: Data(text.utf8)) { return decisions }
    throw Problem(
      .badInput, at: dataset, "the warehouse is damaged: it does not know which decisions were applied",
      remedy: "rebuild it from the archive: soundings rebuild")
  }

  package func setAppliedDecisions(_ decisions: [AppliedDecision], of dataset: String) throws {
    guard try decisions != appliedDecisions(of: dataset) else { return }
    try db.execute(
      sql: "insert or replace into _settings (name, value) values (?, ?)",
      arguments: [Self.setting(dataset), String(decoding: try StoredJSON.line(decisions), as: UTF8.self)])
  }

  private static func setting(_ dataset: String) -> String { "decisions on \(dataset)" }
}
