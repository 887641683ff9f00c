import Manifest
import Model
import Warehouse

extension DigestReader {
  /// What failed in a run, and what is held or stale after it.
  func troubles(
    _ run: RunRecord, _ news: [Digest.News], before runs: some BidirectionalCollection<RunRecord>
  ) throws -> [Digest.Trouble] {
    var troubles: [Digest.Trouble] = []
    for pipeline in run.pipelines where pipeline.outcome == .failed && isAsked(pipeline: pipeline.pipeline) {
      let previous = runs.reversed().lazy.compactMap { $0.pipelines.first { $0.pipeline == pipeline.pipeline } }.first
      troubles.append(
        Digest.Trouble(
          kind: .pipeline, name: pipeline.pipeline, what: pipeline.problem.map { "\($0.place): \($0.what)" } ?? "",
          isNew: previous?.outcome != .failed || previous?.problem != pipeline.problem))
    }
    for outcome in try session.outcomes(ofRun: run.run) where asked == nil || outcome.dataset == asked?.name {
      let previous = try previous(outcome.dataset, runs)
      if let kind = Self.kind(outcome.outcome) {
        troubles.append(
          Digest.Trouble(
            kind: kind, name: outcome.dataset, what: outcome.problem?.what ?? outcome.note,
            isNew: previous?.outcome.outcome != outcome.outcome))
      }
      guard let dataset = library.datasets.first(where: { $0.name == outcome.dataset }) else { continue }
      let isFirst = news.contains { $0.change.dataset == dataset.name && $0.change.isFirst }
      troubles += try age(dataset, run, after: isFirst ? nil : previous?.run, isHeldNow: outcome.outcome == .held)
    }
    return troubles
  }

  private static func kind(_ outcome: DatasetOutcomeKind) -> Digest.Trouble.Kind? {
    switch outcome {
    case .unreachable: .unreachable
    case .failed: .failed
    case .held: .held
    case .new, .unchanged, .kept, .added, .backfilled, .decided: nil
    }
  }

  private func isAsked(pipeline: String) -> Bool { asked.map { $0.pipeline == pipeline } ?? true }

  /// The last earlier run that included a dataset, with its outcome.
  private func previous(
    _ dataset: String, _ runs: some BidirectionalCollection<RunRecord>
  ) throws -> (run: RunRecord, outcome: RunRecord.Dataset)? {
    for run in runs.reversed() {
      if let outcome = try session.outcome(of: dataset, inRun: run.run) { return (run, outcome) }
    }
    return nil
  }

  /// An edition held since an earlier run, and data older than promised on the day of the run.
  private func age(
    _ dataset: DatasetManifest, _ run: RunRecord, after previous: RunRecord?, isHeldNow: Bool
  ) throws -> [Digest.Trouble] {
    guard let today = Day(run.startedAt.prefix(10)) else { return [] }
    var troubles: [Digest.Trouble] = []
    let freshness = try Freshness(dataset, session, today: today)
    if freshness.state == .held, !isHeldNow {
      troubles.append(
        Digest.Trouble(kind: .held, name: dataset.name, what: freshness.hold?.problem.what ?? "", isNew: false))
    }
    guard freshness.isPastGrace, let edition = freshness.edition else { return troubles }
    let wasStale =
      try previous.flatMap { Day($0.startedAt.prefix(10)) }
      .map { try Freshness(dataset, session, today: $0).isPastGrace } ?? false
    return troubles + [Digest.Trouble(kind: .stale, name: dataset.name, what: edition, isNew: !wasStale)]
  }
}
