import FoundationEssentials
import Manifest
import Model
import System
import Words

/// What people decided on editions, as records beside them: `<dataset>/decisions/<decided>_<kind>_<hash>.json`.
///
/// The last decision on an edition counts: by the time of the decision, then by its number among those in the archive when it was made,
/// then by the record's name, so that two copies of an archive that were merged agree. Where the clock is behind a decision that is in the
/// archive, the next one counts as made a second after it: a clock that was wrong once decides nothing.
extension Archive {
  /// The folder of a dataset's decisions.
  static let decisionsFolder = "decisions"

  /// Writes a decision. Two of the same second get names of their own.
  package func record(_ decision: Decision) throws {
    let place = "\(folder)/\(decision.dataset)/\(Self.decisionsFolder)"
    try Files.makeFolder(place, mode: 0o755)
    let earlier = try records(on: decision.dataset).map(\.record)
    let bytes = try StoredJSON.file(DecisionRecord(decision, after: earlier))
    let stamp = Self.stamp(decision.decidedAt)
    let name = "\(stamp)_\(decision.kind.rawValue)_\(Hash.sha256(bytes).prefix(12)).json"
    guard !Files.exists(place + "/" + name) else { return }
    try AtomicFile.write(bytes, to: place + "/" + name, isReadOnly: true)
  }

  /// All decisions on a dataset's editions, in the order in which they were made.
  ///
  /// - Throws: ``Problem`` where a record cannot be read.
  package func decisions(on dataset: String) throws -> [Decision] {
    try namedDecisions(on: dataset).map(\.decision)
  }

  /// The same with the names of their records.
  package func namedDecisions(on dataset: String) throws -> [(name: String, decision: Decision)] {
    try records(on: dataset).sorted {
      ($0.record.countsAt, $0.record.number, $0.name) < ($1.record.countsAt, $1.record.number, $1.name)
    }.map { ($0.name, $0.record.decision) }
  }

  private func records(on dataset: String) throws -> [(name: String, record: DecisionRecord)] {
    let place = "\(folder)/\(dataset)/\(Self.decisionsFolder)"
    guard Files.isFolder(place) else { return [] }
    return try Files.names(in: place).filter { $0.hasSuffix(".json") }
      .map { ($0, try readDecision(place + "/" + $0, dataset)) }
  }

  func readDecision(_ path: String, _ dataset: String) throws -> DecisionRecord {
    let bytes = try Files.bytes(of: path)
    // The name ends with the hash of the bytes: an edited decision does not count.
    guard path.hasSuffix("_\(Hash.sha256(bytes).prefix(12)).json"),
      let record = try? JSONDecoder().decode(DecisionRecord.self, from: Data(bytes)),
      record.decision.dataset == dataset, !record.hashes.isEmpty
    else {
      throw Problem(
        .badInput, at: path, "the record of a decision is damaged or was edited (\(bytes.count) bytes)",
        remedy: "put it back from a backup, or move it away and decide again: soundings accept, soundings withdraw")
    }
    return record
  }

  /// Whether the archive has an edition of the dataset that nobody withdrew. A record that cannot be read may be one.
  package func hasUsableEditions(of dataset: String) throws -> Bool {
    guard try hasRecords(of: dataset) else { return false }
    guard let all = try? editions(of: dataset), let decisions = try? decisions(on: dataset) else { return true }
    return !decided(all, decisions).isEmpty
  }

  /// The editions that may be used, each with the decision that accepted it, by what people decided last. One that was taken back dates
  /// no other any more: a mistake under a published day must not make a second version of the right file.
  package func decided(_ editions: [Edition], _ decisions: [Decision]) -> [Edition] {
    guard !decisions.isEmpty else { return editions }
    let used = editions.compactMap { edition -> Edition? in
      guard let last = decisions.last(where: { $0.concerns(edition) }) else { return edition }
      guard last.kind == .accept else { return nil }
      var accepted = edition
      accepted.acceptance = last
      return accepted
    }
    return used.count < editions.count ? used.dated : used
  }
}
