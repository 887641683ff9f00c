import Model
import Synchronization
import System

/// What SELECTs gave, so that none runs twice for the same rows: neither within a run, nor in the next one.
///
/// The rows of a SELECT are a pure function of its text and of what it reads. Both together, as one hash, are its *basis*
/// (``Session/basis(of:limit:)``); rows are only ever found under it. What a run found is stored in the warehouse at its end
/// (``Session/store(_:)``). A warehouse that is opened without a memory runs every SELECT: `rebuild` and `verify` do.
package final class SelectMemory: Sendable {
  /// What a SELECT gave.
  struct Rows: Sendable {
    var rows: [[Value]]
    /// Known not to depend on the order in which SQLite reads.
    var isSteady = false
    /// Not in the warehouse in this form.
    var isNew = true
  }

  /// How many SELECTs ran, and how often rows were there already.
  package struct Counts: Equatable, Sendable {
    package var ran = 0
    package var remembered = 0

    package init() {}
  }

  struct Content {
    var rows: [String: Rows] = [:]
    var counts = Counts()
    /// Not in the warehouse either.
    var unknown: Set<String> = []
    /// Whether the warehouse has a table for them; nil before it was asked.
    var isStored: Bool?
  }

  /// The program and its libraries: another one may compute otherwise.
  let program: String
  let content = Mutex(Content())

  package init(program: String) { self.program = program }

  package var counts: Counts { content.withLock { $0.counts } }
  /// Whether there is something to store.
  package var isNew: Bool { content.withLock { $0.rows.values.contains { $0.isNew } } }
}
