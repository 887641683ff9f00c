import GRDB
import GRDBSQLite
import Glibc
import Manifest
import Model
import System

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
  private let patience: Patience

  /// Opens the warehouse; a writer creates the file if there is none.
  ///
  /// - Parameters:
  ///   - isOld: for a rebuild, which takes over what it can read: the warehouse may be of an older version, and its own tables
  ///     may be damaged.
  ///   - tell: called once where another program that uses the file must be waited for.
  /// - Throws: ``Problem`` if the file is not a warehouse, is damaged, or comes from a newer version of Soundings.
  package init(
    path: String, readOnly: Bool = false, isOld: Bool = false, memory: SelectMemory? = nil,
    shouldStop: @escaping @Sendable () -> Bool = { false }, tell: @escaping @Sendable (Problem) -> Void = { _ in }
  ) throws {
    self.path = path
    self.memory = memory
    var configuration = GRDB.Configuration()
    configuration.readonly = readOnly
    let patience = Self.patience(for: path, shouldStop: shouldStop, tell: tell)
    self.patience = patience
    configuration.busyMode = .callback(patience.wait)
    configuration.label = "soundings"
    let stop = StopCheck(shouldStop)
    self.stop = stop
    configuration.prepareDatabase { db in
      stop.watch(db.sqliteConnection!)
      // A definition that SQLite cannot read must not keep it from those that it can.
      if isOld { try db.execute(sql: "pragma writable_schema = on") }
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
      } else if isOld {
        // Whoever reads it names what is wrong.
      } else if version == Schema.version, let fault = try queue.read(Schema.fault) {
        throw Problem(
          .badInput, at: path, "the warehouse is damaged: \(fault)",
          remedy: "rebuild it from the archive: soundings rebuild (the damaged one is kept beside it)")
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
      patience.renew()
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

  /// A reader in another program keeps a run from committing, so that it must be waited for; a person is told at once, and who it is.
  private static func patience(
    for path: String, shouldStop: @escaping @Sendable () -> Bool, tell: @escaping @Sendable (Problem) -> Void
  ) -> Patience {
    Patience(shouldStop: shouldStop) {
      tell(
        Problem(
          at: path, "is in use by \(holders(of: path)); waiting for at most \(Int(Patience.seconds)) seconds",
          remedy: "end the transaction there (in sqlite3: .quit)"))
    }
  }

  private static func holders(of path: String) -> String {
    let names = FileHolders.names(of: path)
    return names.isEmpty ? "another program" : names.joined(separator: ", ")
  }

  static func problem(_ error: DatabaseError, path: String) -> Problem {
    let what = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    // SQLite calls it by several names, one of which it has for a disk that fails too.
    if [.SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR].contains(error.resultCode), isInterrupted(path) {
      return Problem(
        at: path, "a run was ended while it wrote, which the next writer takes back; this user may not write here",
        remedy: "let a user who may write run any command once: soundings status")
    }
    if let trouble = diskTrouble(error, path) {
      return Problem(at: path, "could not be written: \(trouble.what)", remedy: trouble.remedy)
    }
    switch error.resultCode {
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      return Problem(
        at: path, "could not be opened for writing: \(what)", remedy: "check the folder's owner and permissions")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Problem(
        .locked, at: path,
        "is in use by \(holders(of: path)), and was not free within \(Int(Patience.seconds)) seconds: \(what)",
        remedy: "end the transaction there (in sqlite3: .quit), then run again; nothing was changed")
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

  /// Whether a killed writer left its journal, and this user may not take back what it began.
  private static func isInterrupted(_ path: String) -> Bool {
    Files.exists(path + "-journal") && (access(path, W_OK) != 0 || access(Files.folder(of: path), W_OK) != 0)
  }

  /// The words for a disk that is full or fails; nil if that is not why. SQLite calls a full disk by several names, and its temporary
  /// files are elsewhere.
  private static func diskTrouble(_ error: DatabaseError, _ path: String) -> (what: String, remedy: String)? {
    // About the size of the file: its journal and what is new.
    let needed = Files.size(path)
    let isFull = DiskTrouble.isFull(path)
    switch error.resultCode {
    case .SQLITE_FULL where !isFull && DiskTrouble.hasRoom(path, for: needed ?? 0):
      // What it could not write there is gone by now, and the room is free again.
      return DiskTrouble.temporary(ENOSPC, needed: needed)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOMEM:
      if DiskTrouble.isFull(PrivateFolder.parent), !isFull { return DiskTrouble.temporary(ENOSPC, needed: needed) }
      if error.resultCode == .SQLITE_FULL || isFull { return DiskTrouble.full(path, needed: needed) }
      if error.resultCode == .SQLITE_IOERR { return DiskTrouble.words(EIO, at: path) }
      // What the system says to whoever opens it tells a disk that fails from a permission.
      do throws(FileFailure) {
        _ = try OpenFile(reading: path)
        return nil
      } catch {
        return DiskTrouble.words(error.code, at: path)
      }
    default: return nil
    }
  }
}
