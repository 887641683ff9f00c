import Glibc
import Synchronization
import System

/// How long another program that uses the warehouse is waited for: so many seconds in all, however many transactions meet it.
final class Patience: Sendable {
  static let seconds = 30.0

  private struct State {
    /// When waiting is over, in seconds on the monotonic clock; nil before anybody had to wait.
    var end: Double?
    var isTold = false
  }

  private let state = Mutex(State())
  private let seconds: Double
  private let shouldStop: @Sendable () -> Bool
  /// Called once where somebody must be waited for.
  private let tell: @Sendable () -> Void

  /// - Parameter seconds: in all.
  init(
    seconds: Double = Patience.seconds, shouldStop: @escaping @Sendable () -> Bool, tell: @escaping @Sendable () -> Void
  ) {
    self.seconds = seconds
    self.shouldStop = shouldStop
    self.tell = tell
  }

  /// Waits an instant; false where nothing is worth waiting for any more.
  ///
  /// - Parameter tries: how often it was called for the same lock.
  func wait(tries: Int) -> Bool {
    let now = Monotonic.seconds()
    let isNews = state.withLock { state in
      if state.end == nil { state.end = now + seconds }
      // A program that only looks is gone after an instant.
      guard tries >= 20, !state.isTold else { return false }
      state.isTold = true
      return true
    }
    if isNews { tell() }
    usleep(20_000)
    return now < state.withLock { $0.end ?? .infinity } && !shouldStop()
  }

  /// A transaction was done: whoever was waited for is gone.
  func renew() { state.withLock { $0 = State() } }
}
