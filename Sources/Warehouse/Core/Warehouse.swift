import GRDB
import GRDBSQLite
import Manifest
import Model

/// The SQLite database: every edition's rows with the history of each key, the quarantine and the run ledger.
///
/// All access goes through a ``Session`` inside ``write(_:)`` (one transaction) or ``read(_:)``.
package final class Warehouse: Sendable {
  package let path: String
  let queue: DatabaseQueue
  /// What its SELECTs gave before; nil where each is to run.
  package let memory: SelectMemory?
  // SQLite's progress handler reads it for as long as the connection is open.
  private let stop: StopCheck

  /// Opens the warehouse; a writer creates the file if there is none.
  ///
  /// - Throws: ``Problem`` if the file is not a warehouse, is damaged, or comes from a newer version of Soundings.
  package init(
    path: String, readOnly: Bool = false, memory: SelectMemory? = nil,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    self.path = path
    self.memory = memory
    var configuration = GRDB.Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(30)
    configuration.label = "soundings"
    let stop = StopCheck(shouldStop)
    self.stop = stop
    configuration.prepareDatabase { db in
      stop.watch(db.sqliteConnection!)
      // FULL: a committed run survives a power cut. The rollback journal keeps the warehouse a single file between runs.
      if !readOnly { try db.execute(sql: "pragma journal_mode = delete; pragma synchronous = full") }
      try db.execute(sql: "pragma cache_size = -12000; pragma temp_store = file; pragma trusted_schema = off")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let version = try queue.read { try Int.fetchOne($0, sql: "pragma user_version") ?? 0 }
      if version > Schema.version {
        throw Problem(
          .badInput, at: path,
          "the warehouse has version \(version); this Soundings reads versions up to \(Schema.version)",
          remedy: "use the newer Soundings, or point --data to another folder")
      }
      if version == 0, !readOnly {
        try queue.inTransaction(.immediate) { db in
          guard try Int.fetchOne(db, sql: "select count(*) from sqlite_schema") == 0 else {
            throw Problem(
              .badInput, at: path, "is a SQLite database, but not a warehouse of Soundings",
              remedy: "move it away, or point --data to another folder")
          }
          try db.execute(sql: Schema.statements)
          try db.execute(sql: Schema.ledgerStatements)
          try db.execute(sql: Schema.derivedStatements)
          for name in Schema.relations {
            try db.execute(sql: "create view \(name) as \(Schema.relation(name, asOf: nil))")
          }
          try db.execute(sql: "pragma user_version = \(Schema.version)")
          return .commit
        }
      } else if version > 0, version < Schema.version {
        throw Problem(
          .badInput, at: path, "the warehouse has version \(version); this Soundings needs version \(Schema.version)",
          remedy: "rebuild it from the archive: soundings rebuild (the old one is kept beside it)")
      }
    } catch let error as DatabaseError {
      throw Warehouse.problem(error, path: path)
    }
  }

  /// Of the library that runs the SELECTs.
  package static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// Runs `body` in one transaction: either all of its changes become visible, or none.
  ///
  /// - Throws: what `body` throws; ``Problem`` for an error of the database; ``Stopped`` if the process was asked to
  ///   stop.
  package func write<T>(_ body: (Session) throws -> T) throws -> T {
    do {
      var result: T?
      try queue.inTransaction(.immediate) { db in
        result = try body(Session(db: db, memory: memory))
        return .commit
      }
      return result!
    } catch let error as DatabaseError {
      if stop.ended(error) { throw Stopped() }
      throw Warehouse.problem(error, path: path)
    }
  }

  /// Runs `body` on one unchanging state of the database; it cannot write.
  ///
  /// - Throws: what `body` throws; ``Problem`` for an error of the database; ``Stopped`` if the process was asked to
  ///   stop.
  package func read<T>(_ body: (Session) throws -> T) throws -> T {
    do {
      // GRDB's read would forbid the temporary views that show a past state. The rollback removes them.
      var result: T?
      try queue.inTransaction(.deferred) { db in
        result = try body(Session(db: db, memory: memory))
        return .rollback
      }
      return result!
    } catch let error as DatabaseError {
      if stop.ended(error) { throw Stopped() }
      throw Warehouse.problem(error, path: path)
    }
  }

  static func problem(_ error: DatabaseError, path: String) -> Problem {
    let what = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR:
      return Problem(
        at: path, "could not be written: \(what)",
        remedy: "free some space on the disk, then run again; the old data is unchanged")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      return Problem(
        at: path, "could not be opened for writing: \(what)", remedy: "check the folder's owner and permissions")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Problem(
        .locked, at: path, "another process holds the database: \(what)",
        remedy: "wait for it to finish, then run again")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return Problem(
        .badInput, at: path, "the warehouse is damaged: \(what)",
        remedy: "rebuild it from the archive: soundings rebuild (the damaged one is kept beside it)")
    default:
      return Problem(
        at: path, what,
        remedy: "run again with --verbose; if the error remains, rebuild the warehouse: soundings rebuild")
    }
  }
}
