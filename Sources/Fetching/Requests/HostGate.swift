import Model
import Synchronization

/// The way to one host: one request at a time, never sooner than the host allows, over one kept connection.
final class HostGate: Sendable {
  private struct State {
    var isTaken = false
    /// On the monotonic clock.
    var notBefore = 0.0
    var isGivenUp = false
  }

  /// What a caller of `pass` may do beside its request.
  struct Turn {
    let connection: Connection
    fileprivate let gate: HostGate

    /// Nobody may ask this host again for so long.
    func postpone(seconds: Double) {
      gate.state.withLock { $0.notBefore = max($0.notBefore, Monotonic.seconds() + seconds) }
    }
  }

  enum Refusal: Error {
    /// The host asked to be left alone for longer than a run waits.
    case postponed(seconds: Double)
    /// curl could not be started.
    case noConnection
    /// The host could not be reached a moment ago; whoever waited behind that does not wait for it again.
    case givenUp
  }

  /// Longer than this, and the run does without the host.
  static let patience = 60.0

  private let state = Mutex(State())
  private let minimumInterval: Double
  // Touched only between taking the turn and giving it back, so by one thread at a time.
  nonisolated(unsafe) private var connection: Connection?

  init(minimumInterval: Double) { self.minimumInterval = minimumInterval }

  /// Waits for the turn and runs `body`. Throws ``Refusal``, or ``Stopped``, where it does not come to that.
  func pass<Result>(shouldStop: () -> Bool, _ body: (Turn) throws -> Result) throws -> Result {
    try take(shouldStop)
    defer {
      let next = Monotonic.seconds() + minimumInterval
      state.withLock {
        $0.isTaken = false
        $0.notBefore = max($0.notBefore, next)
      }
    }
    guard let connection = connection ?? Connection() else { throw Refusal.noConnection }
    self.connection = connection
    return try body(Turn(connection: connection, gate: self))
  }

  /// Nobody asks this host any more while the fetcher lives.
  func giveUp() { state.withLock { $0.isGivenUp = true } }

  private func take(_ shouldStop: () -> Bool) throws {
    while true {
      if shouldStop() { throw Stopped() }
      if state.withLock({ $0.isGivenUp }) { throw Refusal.givenUp }
      let wait: Double = state.withLock { state in
        if state.isTaken { return 0.02 }
        let wait = state.notBefore - Monotonic.seconds()
        if wait <= 0 { state.isTaken = true }
        return max(wait, 0)
      }
      if wait <= 0 { return }
      if wait > max(Self.patience, minimumInterval) + 1 { throw Refusal.postponed(seconds: wait) }
      if !Monotonic.sleep(seconds: wait, unless: shouldStop) { throw Stopped() }
    }
  }
}
