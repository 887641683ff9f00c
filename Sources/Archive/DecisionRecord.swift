import Model
import System

/// A decision as its JSON record has it.
struct DecisionRecord: Codable {
  var decision_kind: Decision.Kind
  var dataset: String
  var edition: String
  var published: String
  var hashes: [String]
  var reason: String
  var decided_at: String
  /// When it counts as made, where that is not the time of the decision: after those that were in the archive, although the clock that
  /// dated them was ahead of this one's.
  var counts_at: String?
  /// One more than that of any decision on the dataset that was in the archive.
  var number: Int
  var decided_by: String?

  /// - Parameter earlier: the decisions on the dataset that are in the archive.
  init(_ decision: Decision, after earlier: [DecisionRecord]) {
    decision_kind = decision.kind
    dataset = decision.dataset
    edition = decision.edition
    published = decision.published
    hashes = decision.hashes
    reason = decision.reason
    decided_at = decision.decidedAt
    number = 1 + (earlier.map(\.number).max() ?? 0)
    decided_by = decision.decidedBy
    if let last = earlier.map(\.countsAt).max(), decided_at < last {
      counts_at = WallClock(at: last).map { WallClock.text($0.secondsSince1970() + 1) } ?? last
    }
  }

  /// The time by which decisions are ordered.
  var countsAt: String { counts_at ?? decided_at }

  var decision: Decision {
    Decision(
      decision_kind, dataset: dataset, edition: edition, published: published, hashes: hashes, reason: reason,
      decidedAt: decided_at, decidedBy: decided_by)
  }
}
