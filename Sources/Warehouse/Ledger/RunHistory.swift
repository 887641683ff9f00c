import GRDB
import Model

extension Session {
  /// All executions, the oldest first.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func runs() throws -> [RunRecord] {
    var runs: [RunRecord] = []
    for row in try Row.fetchAll(
      db,
      sql: """
        select run, kind, targets, started_at, finished_at, pipeline, outcome, problem, changed
        from _runs order by run, pipeline
        """)
    {
      if runs.last?.run != row["run"] {
        runs.append(
          RunRecord(
            run: row["run"], command: try Self.command(row), startedAt: row["started_at"],
            finishedAt: row["finished_at"],
            pipelines: []))
      }
      let last = runs.count - 1
      runs[last].finishedAt = max(runs[last].finishedAt, row["finished_at"])
      runs[last].pipelines.append(
        RunRecord.Pipeline(
          pipeline: row["pipeline"], outcome: try row.word("outcome"), problem: try row.problem("problem"),
          changed: row["changed"])
      )
    }
    return runs
  }

  private static func command(_ row: Row) throws -> RunCommand {
    let targets: String = row["targets"]
    return RunCommand(try row.word("kind"), targets.split(separator: " ").map(String.init))
  }

  /// What a run found for each dataset.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func outcomes(ofRun run: Int) throws -> [RunRecord.Dataset] {
    try Row.fetchAll(
      db, sql: "select dataset, outcome, note, problem from _run_datasets where run = ? order by dataset",
      arguments: [run]
    ).map(RunRecord.Dataset.init)
  }

  /// What a run found for one dataset; nil if the run did not include it.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func outcome(of dataset: String, inRun run: Int) throws -> RunRecord.Dataset? {
    try Row.fetchOne(
      db, sql: "select dataset, outcome, note, problem from _run_datasets where dataset = ? and run = ?",
      arguments: [dataset, run]
    ).map(RunRecord.Dataset.init)
  }
}
