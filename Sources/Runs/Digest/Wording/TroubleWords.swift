import Model
import Warehouse
import Words

/// What did not go well, in words.
enum TroubleWords {
  /// The new troubles for the headline; nil if there are none.
  static func clause(_ digest: Digest) -> String? {
    let new = digest.troubles.filter { $0.isNew && !isReportedWithDataset($0, digest) }
    let parts = grouped(new).map { kind, names in
      guard names.count == 1 else {
        return English.count(names.count, kind == .pipeline ? "pipeline" : "dataset") + " \(phrase(kind, isOne: false))"
      }
      return "\(kind == .pipeline ? "the pipeline " : "")\(names[0]) \(phrase(kind, isOne: true))"
    }
    let all = parts + (digest.missing.isEmpty ? [] : ["the run did not reach \(English.list(digest.missing))"])
    return all.isEmpty ? nil : English.list(all)
  }

  private static func grouped(_ troubles: [Digest.Trouble]) -> [(kind: Digest.Trouble.Kind, names: [String])] {
    let kinds: [Digest.Trouble.Kind] = [.pipeline, .failed, .held, .unreachable, .stale]
    return kinds.map { kind in (kind, troubles.filter { $0.kind == kind }.map(\.name)) }.filter { !$0.names.isEmpty }
  }

  /// A sentence for each new trouble, then one paragraph with those of earlier runs.
  static func paragraphs(_ digest: Digest) -> [String] {
    let troubles = digest.troubles.filter { !isReportedWithDataset($0, digest) }
    var paragraphs: [String] = []
    let stale = troubles.filter { $0.kind == .stale && $0.isNew }
    for trouble in troubles where trouble.isNew && trouble.kind != .stale { paragraphs.append(sentence(trouble)) }
    if !stale.isEmpty {
      let names = stale.map { "\($0.name) (newest edition: \(DateWords.shortEdition($0.what)))" }
      paragraphs.append("Older than promised now: \(English.list(names)).")
    }
    let old = grouped(troubles.filter { !$0.isNew }).map { kind, names in
      "\(English.list(names)) \(phrase(kind, isOne: names.count == 1))"
    }
    if !old.isEmpty { paragraphs.append("As before: \(old.joined(separator: "; ")).") }
    if !digest.missing.isEmpty {
      paragraphs.append(
        "The run has no result for \(English.list(digest.missing)): it was stopped earlier, it is still running, or "
          + "the pipeline is newer than the run. To continue: soundings run")
    }
    return paragraphs
  }

  private static func sentence(_ trouble: Digest.Trouble) -> String {
    let because = trouble.what.isEmpty ? "" : ": \(English.withoutPeriod(trouble.what))"
    switch trouble.kind {
    case .pipeline: return "The pipeline \(trouble.name) failed\(because). Its tables are unchanged."
    case .unreachable: return "\(trouble.name): its publisher could not be reached\(because). The data is unchanged."
    case .failed: return "\(trouble.name) failed\(because). The data is unchanged."
    case .held: return "\(trouble.name): a new edition is held back\(because). It is not in use."
    case .stale: return "\(trouble.name) is older than promised."
    }
  }

  private static func phrase(_ kind: Digest.Trouble.Kind, isOne: Bool) -> String {
    switch kind {
    case .pipeline, .failed: "failed"
    case .unreachable: "could not be reached"
    case .held: isOne ? "has an edition that is held back" : "have an edition that is held back"
    case .stale: isOne ? "is older than promised" : "are older than promised"
    }
  }

  /// A held edition that arrived in the run is reported with the dataset's changes.
  private static func isReportedWithDataset(_ trouble: Digest.Trouble, _ digest: Digest) -> Bool {
    trouble.kind == .held
      && digest.datasets.contains { news in
        news.change.dataset == trouble.name
          && news.change.editions.contains { $0.state == .held && $0.arrival != .gone }
      }
  }
}
