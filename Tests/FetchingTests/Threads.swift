import Glibc
import Synchronization

/// Runs `body` on its own thread, so that a test may block without starving the test runner's pool.
func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body)).toOpaque()
  pthread_create(
    &thread, nil,
    {
      Unmanaged<Box>.fromOpaque($0!).takeRetainedValue().body(); return nil
    }, box)
  pthread_detach(thread)
}

final class DoneCounter: Sendable {
  private let count = Mutex(0)
  func add() { count.withLock { $0 += 1 } }

  /// Gives up after 20 seconds; the test's own expectations then fail.
  func wait(for wanted: Int) {
    for _ in 0..<2000 where count.withLock({ $0 }) < wanted { usleep(10_000) }
  }
}
