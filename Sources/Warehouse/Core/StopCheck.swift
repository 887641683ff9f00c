import GRDB
import GRDBSQLite

/// Interrupts a running statement when the process is asked to stop.
final class StopCheck: Sendable {
  private let shouldStop: @Sendable () -> Bool

  init(_ shouldStop: @escaping @Sendable () -> Bool) { self.shouldStop = shouldStop }

  /// True if this is why a statement or its transaction ended.
  func ended(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_INTERRUPT || (error.resultCode == .SQLITE_ABORT && shouldStop())
  }

  func watch(_ connection: OpaquePointer) {
    // Every 100,000 steps of SQLite's virtual machine: a few milliseconds, with no measurable cost.
    sqlite3_progress_handler(
      connection, 100_000,
      { Unmanaged<StopCheck>.fromOpaque($0!).takeUnretainedValue().shouldStop() ? 1 : 0 },
      Unmanaged.passUnretained(self).toOpaque())
  }
}
