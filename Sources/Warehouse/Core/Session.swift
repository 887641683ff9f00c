import GRDB

/// What can be done with the database within a transaction.
///
/// Every method may throw an error of the database, which ``Warehouse/write(_:)`` and ``Warehouse/read(_:)`` turn into
/// a ``Problem``. The comments on the methods name only other errors.
package struct Session {
  let db: GRDB.Database
  let shown = ShownViews()

  var connection: OpaquePointer { db.sqliteConnection! }
}
