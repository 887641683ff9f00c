import Glibc

/// A bounded queue between two threads: the normalizer fills batches, the loader empties them.
final class BatchQueue: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var full: [RowBatch] = []
  private var empty: [RowBatch] = []
  /// How many batches may still be made: most files need but one.
  private var unmade: Int
  private let width: Int
  private var isClosed = false
  private var isCancelled = false
  private var failure: (any Error)?

  init(width: Int, batches: Int = 4) {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
    unmade = batches
    self.width = width
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
    while empty.isEmpty && unmade == 0 && !isCancelled { pthread_cond_wait(changed, lock) }
    guard !isCancelled else { return nil }
    guard let batch = empty.popLast() else {
      unmade -= 1
      return RowBatch(width: width)
    }
    batch.clear()
    return batch
  }

  /// Whether the loader has batches to go on with.
  var isAhead: Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return !full.isEmpty
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
