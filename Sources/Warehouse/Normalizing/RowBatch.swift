import Glibc
import Model

/// One typed value of a normalized row. Text lives in the arena of its batch.
struct Cell {
  static let null: Int32 = 0
  static let integer: Int32 = 1
  static let text: Int32 = 2

  var kind: Int32
  /// The length of a text in bytes.
  var length: Int32
  /// The integer, or the offset of a text in the arena.
  var bits: Int64
}

/// Normalized rows on their way from the normalizer to the loader, which run on two threads: flat memory, reused.
final class RowBatch {
  static let capacity = 2048

  let width: Int
  let cells: UnsafeMutablePointer<Cell>
  let records: UnsafeMutablePointer<Int32>
  let pages: UnsafeMutablePointer<Int32>
  private(set) var arena: UnsafeMutablePointer<UInt8>
  private var arenaCapacity: Int
  private(set) var arenaCount = 0
  var count = 0

  init(width: Int) {
    self.width = width
    cells = .allocate(capacity: width * RowBatch.capacity)
    records = .allocate(capacity: RowBatch.capacity)
    pages = .allocate(capacity: RowBatch.capacity)
    arenaCapacity = 1 << 18
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    cells.deallocate()
    records.deallocate()
    pages.deallocate()
    arena.deallocate()
  }

  func clear() {
    count = 0
    arenaCount = 0
  }

  /// Copies a text into the arena and returns its offset.
  @inline(__always)
  func store(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int64 {
    if arenaCount + length > arenaCapacity { grow(toHold: arenaCount + length) }
    memcpy(arena + arenaCount, text, length)
    defer { arenaCount += length }
    return Int64(truncatingIfNeeded: arenaCount)
  }

  private func grow(toHold count: Int) {
    while arenaCapacity < count { arenaCapacity *= 2 }
    let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity)
    memcpy(bigger, arena, arenaCount)
    arena.deallocate()
    arena = bigger
  }

  func row(_ i: Int) -> UnsafeMutablePointer<Cell> { cells + i * width }

  func text(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + Int(cell.bits), count: Int(cell.length))
  }

  func value(_ cell: Cell) -> String? {
    switch cell.kind {
    case Cell.integer: String(cell.bits)
    case Cell.text: String(decoding: text(cell), as: UTF8.self)
    default: nil
    }
  }

  func typed(_ cell: Cell) -> Value {
    switch cell.kind {
    case Cell.integer: .integer(cell.bits)
    case Cell.text: .text(String(decoding: text(cell), as: UTF8.self))
    default: .null
    }
  }
}

/// A bounded queue between two threads: the normalizer fills batches, the loader empties them.
final class BatchQueue: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var full: [RowBatch] = []
  private var empty: [RowBatch] = []
  private var isClosed = false
  private var isCancelled = false
  private var failure: (any Error)?

  init(width: Int, batches: Int = 4) {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
    empty = (0..<batches).map { _ in RowBatch(width: width) }
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  /// An empty batch to fill; nil if the loader has stopped.
  func takeEmpty() -> RowBatch? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while empty.isEmpty && !isCancelled { pthread_cond_wait(changed, lock) }
    guard !isCancelled else { return nil }
    let batch = empty.removeLast()
    batch.clear()
    return batch
  }

  func putFull(_ batch: RowBatch) { change { full.append(batch) } }

  /// The next filled batch, or nil at the end; throws what the normalizer threw.
  func takeFull() throws -> RowBatch? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while full.isEmpty && !isClosed { pthread_cond_wait(changed, lock) }
    if !full.isEmpty { return full.removeFirst() }
    if let failure { throw failure }
    return nil
  }

  func putEmpty(_ batch: RowBatch) { change { empty.append(batch) } }

  /// The normalizer is done.
  func close(_ error: (any Error)? = nil) {
    change {
      isClosed = true
      failure = error
    }
  }

  /// The loader has stopped; the normalizer stops at its next batch.
  func cancel() { change { isCancelled = true } }

  private func change(_ body: () -> Void) {
    pthread_mutex_lock(lock)
    body()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
