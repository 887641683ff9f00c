import Model
import Synchronization
import System

/// Access to one host: one request at a time, at the host's minimum interval, over one connection that is kept open.
final class HostGate: Sendable {
  private struct State {
    var isTaken = false
    /// In seconds on the monotonic clock.
    var notBefore = 0.0
    /// Until when the host asked clients to wait, in seconds on the monotonic clock; 0 if it did not.
    var postponedUntil = 0.0
    var isGivenUp = false
    var hasAnswered = false
    var secondsAhead: Int?
  }

  /// What a caller of `pass` can do in addition to its request.
  struct Turn {
    let connection: Connection
    fileprivate let gate: HostGate

    /// Blocks all requests to this host for so long.
    func postpone(seconds: Double) {
      gate.postpone(seconds: seconds)
    }
  }

  enum Refusal: Error {
    /// The host asked clients to wait longer than a run does.
    case postponed(seconds: Double)
    /// curl could not be started.
    case noConnection
    /// The host could not be reached a moment ago; requests that were waiting for it fail at once.
    case givenUp
  }

  /// The longest wait in seconds; beyond it, the run continues without the host.
  static let patience = 60.0

  private let state = Mutex(State())
  private let minimumInterval: Double
  // Accessed only by the caller whose turn it is, so by one thread at a time.
  nonisolated(unsafe) private var connection: Connection?

  init(minimumInterval: Double) { self.minimumInterval = minimumInterval }

  /// Waits for a turn and runs `body`. Throws ``Refusal`` or ``Stopped`` if the turn does not come.
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

  /// Blocks all requests to this host for so long.
  func postpone(seconds: Double) {
    let until = Monotonic.seconds() + seconds
    state.withLock {
      $0.notBefore = max($0.notBefore, until)
      $0.postponedUntil = max($0.postponedUntil, until)
    }
  }

  /// Blocks all further requests to this host from this fetcher.
  func giveUp() { state.withLock { $0.isGivenUp = true } }

  /// Notes that a response came, whatever it was.
  ///
  /// - Parameter secondsAhead: by how much the clock of its headers is ahead of ours; nil if they have none. A copy in a cache on the
  ///   way may be old without saying so, so that the answer that is nearest to our clock counts.
  func noteAnswer(secondsAhead: Int?) {
    state.withLock { state in
      state.hasAnswered = true
      guard let secondsAhead else { return }
      if state.secondsAhead.map({ abs(secondsAhead) < abs($0) }) ?? true { state.secondsAhead = secondsAhead }
    }
  }

  var news: HostNews {
    state.withLock { state in
      let wait = state.postponedUntil - Monotonic.seconds()
      return HostNews(
        hasAnswered: state.hasAnswered, isUnreachable: state.isGivenUp, waitSeconds: wait > 0 ? wait : nil,
        secondsAhead: state.secondsAhead)
    }
  }

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
