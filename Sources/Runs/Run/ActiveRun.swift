import Archive
import Manifest
import Model
import System
import Warehouse

/// An execution that may write: it holds the data folder's lock until it ends.
struct ActiveRun {
  let project: Project
  let command: RunCommand
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  let startedAt: String
  let warehouse: Warehouse
  /// Its number in the ledger.
  let number: Int

  init(_ project: Project, _ command: RunCommand, warehouse: Warehouse, startedAt: String) throws {
    self.project = project
    self.command = command
    self.startedAt = startedAt
    self.warehouse = warehouse
    number = try warehouse.read { try $0.nextRun() }
  }
}

extension Project {
  /// Runs `body` as the only writer of the data folder, with its folders created, its SQL checked and its warehouse open.
  ///
  /// - Throws: ``Problem``: of kind `locked` if another process has the lock; the first mistake in the SQL.
  func writing<Result>(_ command: RunCommand, _ body: (ActiveRun) throws -> Result) throws -> Result {
    try locked(command) { startedAt in
      try SQLCheck.run(before: self)
      return try body(opened(command, startedAt: startedAt))
    }
  }

  /// The same without a look at the SQL and without a warehouse.
  ///
  /// - Parameter body: gets the time at which the run began.
  func locked<Result>(_ command: RunCommand, _ body: (_ startedAt: String) throws -> Result) throws -> Result {
    let startedAt = clock.now()
    let lock = try Lock(dataFolder: dataFolder, command: command.text, since: startedAt)
    defer { withExtendedLifetime(lock) {} }
    try prepareFolders(isRebuild: command.kind == .rebuild)
    return try body(startedAt)
  }

  /// The run of who has the lock, with the warehouse open; an empty one becomes this archive's.
  func opened(_ command: RunCommand, startedAt: String) throws -> ActiveRun {
    let warehouse = try Warehouse(
      path: warehousePath, memory: SelectMemory(program: Self.program), shouldStop: shouldStop, tell: warn)
    let identity = try archive.identify()
    if try warehouse.read({ try $0.archiveIdentity() }) != identity {
      try warehouse.write { try $0.setArchiveIdentity(identity) }
    }
    return try ActiveRun(self, command, warehouse: warehouse, startedAt: startedAt)
  }
}

extension Session {
  /// Writes the run's line of the ledger for one pipeline.
  func recordRun(
    _ run: ActiveRun, of pipeline: PipelineManifest, as outcome: RunOutcome, problem: Problem? = nil
  ) throws {
    try recordRun(
      run.number, command: run.command, pipeline: pipeline.name, startedAt: run.startedAt,
      finishedAt: run.project.clock.now(), outcome: outcome, problem: problem)
  }
}
