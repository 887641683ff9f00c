import Foundation

/// Waits for work that may never end, such as a regular expression that backtracks without end.
///
/// The work cannot be stopped: where it is given up, its thread goes on until the process ends.
package enum TimeLimit {
  private final class Outcome<Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var result: Result<Value, any Error>?

    func set(_ result: Result<Value, any Error>) {
      condition.withLock {
        self.result = result
        condition.signal()
      }
    }

    func wait(seconds: Double) -> Result<Value, any Error>? {
      let end = SuspendingClock.now.advanced(by: .seconds(seconds))
      condition.lock()
      defer { condition.unlock() }
      while result == nil {
        let left = SuspendingClock.now.duration(to: end) / .seconds(1)
        guard left > 0 else { return nil }
        // The condition waits by the machine's clock, which may be set meanwhile.
        _ = condition.wait(until: Date(timeIntervalSinceNow: min(left, 1)))
      }
      return result
    }
  }

  /// What `work` returns; nil if it has not ended after so many seconds.
  ///
  /// - Throws: what `work` throws.
  package static func run<Value: Sendable>(
    seconds: Double, _ work: @escaping @Sendable () throws -> Value
  ) throws -> Value? {
    let outcome = Outcome<Value>()
    Thread { outcome.set(Result(catching: work)) }.start()
    return try outcome.wait(seconds: seconds)?.get()
  }
}
