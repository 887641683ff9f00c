import GRDB

/// What can be done with the database within a transaction.
///
/// Every method may throw an error of the database, which ``Warehouse/write(_:)`` and ``Warehouse/read(_:)`` turn into
/// a ``Problem``. The comments on the methods name only other errors.
package struct Session {
  let db: GRDB.Database
  let shown = ShownViews()
  /// Nil where every SELECT is to run.
  let memory: SelectMemory?

  init(db: GRDB.Database, memory: SelectMemory? = nil) {
    self.db = db
    self.memory = memory
  }

  var connection: OpaquePointer { db.sqliteConnection! }
}
