import Model

/// What a backfill did.
package struct BackfillReport: Sendable {
  package enum Result: Sendable {
    case fetched(edition: String)
    /// The answer is an edition already in the archive; nil if the publisher only answered "not modified".
    case repeated(edition: String?)
    /// There was no revision yet on that day.
    case nothingYet
    case failed(Problem)
    /// The link leads nowhere, as an earlier backfill reported.
    case dead(Problem)
  }

  package var plan: BackfillPlan
  /// The result of each request, in order.
  package var results: [(item: BackfillPlan.Item, result: Result)] = []
  /// Requests left over because the backfill ended early.
  package var notAsked = 0
  package var wasStopped = false
  /// The command that continues where this one ended.
  package var goOn: String
  /// What loading did; nil for a dry run, or if nothing was loaded.
  package var run: RunReport?

  package var fetched: Int { results.count { if case .fetched = $0.result { true } else { false } } }
  package var problems: [Problem] {
    results.compactMap { if case .failed(let problem) = $0.result { problem } else { nil } }
  }
}
