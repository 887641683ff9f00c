import Archive
import Manifest
import Model
import Warehouse

/// What people decided on the editions behind a figure, and which of the publisher's values are ours there.
struct FigureDecisions {
  let project: Project
  let session: Session
  /// The states that the figure is shown in; nil is the newest.
  let states: [Day?]
  /// Withdrawn editions of later days are left out; nil leaves out none.
  let limit: Day?

  /// A loaded edition that the figure rests on.
  private struct Used {
    var facts: EditionFacts
    var hashes: [String]

    func isMeant(by decision: Decision) -> Bool {
      decision.hashes == hashes
        && (decision.edition == facts.edition || decision.published == facts.dated.description)
    }
  }

  /// All decisions on the editions that the figure's rows came with, on those in force for its datasets (a record that is
  /// not there is evidence, too), and on withdrawn ones, which would count otherwise; in the order of the datasets, then in
  /// that of the decisions.
  ///
  /// - Parameters:
  ///   - datasets: those that the figure reads.
  ///   - records: those that it rests on, as far as they are known.
  func decisions(on datasets: [String], behind records: [TracedRecord]) throws -> [FigureDecision] {
    try datasets.flatMap { name -> [FigureDecision] in
      let applied = try session.appliedDecisions(of: name).map(\.decision)
      guard !applied.isEmpty else { return [] }
      let used = try used(name, records)
      let archived = try project.archive.editions(of: name)
      return applied.enumerated().compactMap { n, decision in
        let last = applied.last { Self.isSameEdition($0, decision) } ?? decision
        let isReplaced = applied[(n + 1)...].contains { Self.isSameEdition($0, decision) }
        if let edition = used.first(where: { $0.isMeant(by: decision) }) {
          return FigureDecision(
            decision, day: edition.facts.published, quarantined: edition.facts.quarantined, isReplaced: isReplaced)
        }
        guard last.kind == .withdraw else { return nil }
        // The record of a withdrawn edition may be lost.
        let day =
          archived.first { decision.concerns($0) }?.day
          ?? PublishedDate(decision.published)?.day ?? Day(daysSince1970: 0)
        if let limit, day > limit { return nil }
        return FigureDecision(decision, day: day, quarantined: 0, isReplaced: isReplaced)
      }
    }
  }

  /// The values of the publisher that are replaced by ours in the records behind the figure, in words; where no record of a
  /// dataset is known, in all that its editions in force say.
  func corrections(on datasets: [String], behind records: [TracedRecord]) throws -> [String] {
    try datasets.flatMap { name -> [String] in
      let corrected = try session.correctedCells(of: name)
      guard !corrected.isEmpty else { return [] }
      let known = Set(
        records.lazy.filter { $0.dataset == name }
          .map { RecordAddress(ordinal: $0.ordinal, page: $0.page, record: $0.record) })
      let used = Dictionary(uniqueKeysWithValues: try used(name, records).map { ($0.facts.ordinal, $0.facts.edition) })
      return corrected.filter { known.isEmpty ? used[$0.key.ordinal] != nil : known.contains($0.key) }
        .sorted { ($0.key.ordinal, $0.key.page, $0.key.record) < ($1.key.ordinal, $1.key.page, $1.key.record) }
        .flatMap { address, cells in
          cells.map { cell in
            "\(name), edition of \(used[address.ordinal] ?? ""), record \(address.record): \(cell.words)"
          }
        }
    }
  }

  private func used(_ name: String, _ records: [TracedRecord]) throws -> [Used] {
    let dataset = try project.library.dataset(named: name)
    let inForce = try states.flatMap { try session.sources(dataset, asOf: $0) }
      .map { [$0.edition, $0.published.description] + $0.snapshots.map(\.sha256) }
    let ordinals = Set(records.lazy.filter { $0.dataset == name }.map(\.ordinal))
    return try session.editions(of: name).filter { $0.state == .loaded }.compactMap { facts in
      let hashes = try session.snapshots(of: name, ordinal: facts.ordinal).map(\.sha256)
      guard ordinals.contains(facts.ordinal) || inForce.contains([facts.edition, facts.published.description] + hashes)
      else { return nil }
      return Used(facts: facts, hashes: hashes)
    }
  }

  static func isSameEdition(_ a: Decision, _ b: Decision) -> Bool {
    a.dataset == b.dataset && a.published == b.published && a.hashes == b.hashes
  }
}

extension FigureEvidence {
  /// The records behind the figure, as far as they are traced or declared.
  var records: [TracedRecord] { cells.flatMap(\.records) + declared.flatMap(\.records) }
}
