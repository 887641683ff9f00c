import Dispatch

/// Counts threads that are done.
final class DoneCounter: Sendable {
  private let done = DispatchSemaphore(value: 0)

  func add() { done.signal() }

  /// Gives up where one takes longer than a minute; the test's own expectations then fail.
  func wait(for wanted: Int) {
    for _ in 0..<wanted { _ = done.wait(timeout: .now() + 60) }
  }
}
