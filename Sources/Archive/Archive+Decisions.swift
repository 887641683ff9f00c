import FoundationEssentials
import Manifest
import Model
import System

/// What people decided on editions, as records beside them: `<dataset>/decisions/<decided>_<kind>_<hash>.json`.
///
/// The last decision on an edition counts, by the time of the decision and then by the record's name, so that two copies of an
/// archive that were merged agree.
extension Archive {
  /// The folder of a dataset's decisions.
  static let decisionsFolder = "decisions"

  /// Writes a decision. Two of the same second get names of their own.
  ///
  /// - Parameter by: who decided; nil where nobody said.
  package func record(_ decision: Decision, by person: String?) throws {
    let place = "\(folder)/\(decision.dataset)/\(Self.decisionsFolder)"
    try Files.makeFolder(place, mode: 0o755)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = Array(try encoder.encode(DecisionRecord(decision, by: person))) + [10]
    let stamp = decision.decidedAt.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    let name = "\(stamp)_\(decision.kind.rawValue)_\(Hash.sha256(bytes).prefix(12)).json"
    guard !Files.exists(place + "/" + name) else { return }
    try AtomicFile.write(bytes, to: place + "/" + name, isReadOnly: true)
  }

  /// All decisions on a dataset's editions, in the order in which they were made.
  ///
  /// - Throws: ``Problem`` where a record cannot be read.
  package func decisions(on dataset: String) throws -> [Decision] {
    let place = "\(folder)/\(dataset)/\(Self.decisionsFolder)"
    guard Files.isFolder(place) else { return [] }
    return try Files.names(in: place).filter { $0.hasSuffix(".json") }.map { name in
      (name: name, decision: try readDecision(place + "/" + name, dataset))
    }.sorted { ($0.decision.decidedAt, $0.name) < ($1.decision.decidedAt, $1.name) }.map(\.decision)
  }

  func readDecision(_ path: String, _ dataset: String) throws -> Decision {
    let bytes = try Files.bytes(of: path)
    guard let record = try? JSONDecoder().decode(DecisionRecord.self, from: Data(bytes)),
      record.decision.dataset == dataset, !record.hashes.isEmpty
    else {
      throw Problem(
        .badInput, at: path, "the record of a decision is damaged (\(bytes.count) bytes)",
        remedy: "put it back from a backup, or move it away and decide again: soundings accept, soundings withdraw")
    }
    return record.decision
  }

  /// The editions that may be used, each with the decision that accepted it, by what people decided last.
  package func decided(_ editions: [Edition], _ decisions: [Decision]) -> [Edition] {
    guard !decisions.isEmpty else { return editions }
    return editions.compactMap { edition in
      guard let last = decisions.last(where: { $0.concerns(edition) }) else { return edition }
      guard last.kind == .accept else { return nil }
      var accepted = edition
      accepted.acceptance = last
      return accepted
    }
  }
}

/// A decision as its JSON record has it.
private struct DecisionRecord: Codable {
  var decision_kind: Decision.Kind
  var dataset: String
  var edition: String
  var published: String
  var hashes: [String]
  var reason: String
  var decided_at: String
  var decided_by: String?

  init(_ decision: Decision, by person: String?) {
    decision_kind = decision.kind
    dataset = decision.dataset
    edition = decision.edition
    published = decision.published
    hashes = decision.hashes
    reason = decision.reason
    decided_at = decision.decidedAt
    decided_by = person
  }

  var decision: Decision {
    Decision(
      decision_kind, dataset: dataset, edition: edition, published: published, hashes: hashes, reason: reason,
      decidedAt: decided_at)
  }
}
