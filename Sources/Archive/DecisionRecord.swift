import Model

/// A decision as its JSON record has it.
struct DecisionRecord: Codable {
  var decision_kind: Decision.Kind
  var dataset: String
  var edition: String
  var published: String
  var hashes: [String]
  var reason: String
  var decided_at: String
  /// One more than the decisions on the dataset that were in the archive.
  var number: Int
  var decided_by: String?

  init(_ decision: Decision, number: Int) {
    decision_kind = decision.kind
    dataset = decision.dataset
    edition = decision.edition
    published = decision.published
    hashes = decision.hashes
    reason = decision.reason
    decided_at = decision.decidedAt
    self.number = number
    decided_by = decision.decidedBy
  }

  var decision: Decision {
    Decision(
      decision_kind, dataset: dataset, edition: edition, published: published, hashes: hashes, reason: reason,
      decidedAt: decided_at, decidedBy: decided_by)
  }
}
