import Fetching
import Foundation
import Manifest

/// The datasets that are asked for, a queue and a thread for each host, so that one that hangs holds up nobody else. A thread that waits
/// costs nothing; those of a pool are as many as the machine has processors.
///
/// A request ends when its time is over. What is done with the answer may not, such as a regular expression that backtracks without end on
/// a page: a dataset is given up then, and the rest of its queue goes on in another thread.
final class FetchQueues: @unchecked Sendable {
  typealias Arrival = (dataset: DatasetManifest, answer: DatasetAnswer)

  private struct UnderWay {
    var dataset: DatasetManifest
    var queue: Int
    var until: SuspendingClock.Instant
  }

  private let ask: @Sendable (DatasetManifest) -> DatasetAnswer
  private let runEnd: SuspendingClock.Instant
  private let datasetSeconds: Double
  private let condition = NSCondition()
  private var queues: [[DatasetManifest]]
  private var underWay: [String: UnderWay] = [:]
  /// What the threads found, in the order in which it came.
  private var arrived: [Arrival] = []

  /// - Parameters:
  ///   - runSeconds: the time of all, which `ask` keeps to; so it does to `datasetSeconds`, the time of each.
  ///   - ask: is called on several threads.
  init(
    _ datasets: [DatasetManifest], runSeconds: Double, datasetSeconds: Double,
    ask: @escaping @Sendable (DatasetManifest) -> DatasetAnswer
  ) {
    self.ask = ask
    self.datasetSeconds = datasetSeconds
    runEnd = .now.advanced(by: .seconds(runSeconds) + Self.patience(after: runSeconds))
    queues = Dictionary(grouping: datasets, by: { $0.fetch?.host ?? $0.name }).sorted { $0.key < $1.key }.map(\.value)
    for queue in queues.indices { start(queue) }
  }

  /// For how long an answer is waited for after the time for the requests: some files take their time to be counted.
  private static func patience(after seconds: Double) -> Duration { .seconds(max(2, min(seconds, 15))) }

  private func start(_ queue: Int) {
    Thread { [self] in
      while let dataset = take(from: queue) { add(dataset, ask(dataset)) }
    }.start()
  }

  private func take(from queue: Int) -> DatasetManifest? {
    condition.withLock {
      guard !queues[queue].isEmpty else { return nil }
      let dataset = queues[queue].removeFirst()
      let own = SuspendingClock.now.advanced(by: .seconds(datasetSeconds) + Self.patience(after: datasetSeconds))
      underWay[dataset.name] = UnderWay(dataset: dataset, queue: queue, until: min(own, runEnd))
      // Whoever waits has one more end to look at.
      condition.signal()
      return dataset
    }
  }

  private func add(_ dataset: DatasetManifest, _ answer: DatasetAnswer) {
    let isAwaited = condition.withLock {
      guard underWay.removeValue(forKey: dataset.name) != nil else { return false }
      arrived.append((dataset, answer))
      condition.signal()
      return true
    }
    if !isAwaited { answer.discard() }
  }

  /// Waits for the next one.
  ///
  /// - Parameter givenUp: makes the answer of a dataset that is not waited for any longer.
  func next(givenUp: (DatasetManifest) -> DatasetAnswer) -> Arrival {
    condition.lock()
    defer { condition.unlock() }
    while arrived.isEmpty {
      let first = underWay.values.min { ($0.until, $0.dataset.name) < ($1.until, $1.dataset.name) }
      let left = first.map { SuspendingClock.now.duration(to: $0.until) / .seconds(1) } ?? 1
      if let first, left <= 0 {
        underWay[first.dataset.name] = nil
        // After the run's end each of the others is given up by its own request.
        start(first.queue)
        return (first.dataset, givenUp(first.dataset))
      }
      // The condition waits by the machine's clock, which may be set meanwhile.
      _ = condition.wait(until: Date(timeIntervalSinceNow: min(left, 1)))
    }
    return arrived.removeFirst()
  }
}
