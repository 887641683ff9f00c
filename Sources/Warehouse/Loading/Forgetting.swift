import GRDB

extension Session {
  /// The datasets that the warehouse knows, each with the pipeline that loaded it.
  package func pipelinesByDataset() throws -> [String: String] {
    var pipelines: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "select dataset, pipeline from _datasets") { pipelines[row[0]] = row[1] }
    return pipelines
  }

  /// Removes a dataset from the warehouse: its rows with their history, its quarantine, its editions. The ledger keeps
  /// the outcomes of its runs, and the archive its bytes.
  package func forget(_ dataset: String) throws {
    try db.execute(
      sql: "drop view if exists main.\(quoted(dataset)); "
        + "drop table if exists main.\(quoted(Schema.historyTable(dataset)))")
    try HistoryTable.clear(dataset, db)
    try db.execute(sql: "delete from _datasets where dataset = ?", arguments: [dataset])
  }
}
