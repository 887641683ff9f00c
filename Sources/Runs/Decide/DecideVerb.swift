import Archive
import Manifest
import Model
import System
import Warehouse

/// `soundings accept` and `soundings withdraw`: a person's decision on one edition, kept in the archive, with its consequences
/// brought into the warehouse and the exports at once.
package struct DecideVerb {
  package var kind: Decision.Kind
  package var dataset: String
  /// The edition's published date, its name, or the first characters (8 or more) of a snapshot's SHA-256.
  package var edition: String
  package var reason: String
  /// Who decided; nil if unknown.
  package var person: String?

  package init(_ kind: Decision.Kind, dataset: String, edition: String, reason: String, person: String?) {
    self.kind = kind
    self.dataset = dataset
    self.edition = edition
    // One line, wherever it is shown.
    self.reason = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let name = person.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
    self.person = name.isEmpty ? nil : name
  }

  /// - Throws: ``Problem`` if the edition is unknown or ambiguous, the decision changes nothing or is not possible, the
  ///   reason is empty, or another process has the lock.
  package func run(_ project: Project) throws -> RunReport {
    let manifest = try project.library.dataset(named: dataset)
    guard !manifest.isCurated else {
      throw Problem(
        .usage, at: dataset, "is curated: its rows are keyed by hand in the repository",
        remedy: "correct \(manifest.folder)/curated.csv, then: soundings run --offline \(dataset)")
    }
    guard !reason.isEmpty else {
      throw Problem(
        .usage, at: "--reason", "is empty",
        remedy: "say why, for those who read it later: --reason \"confirmed by the publisher on the phone\"")
    }
    // The ledger of another archive's warehouse knows other editions.
    try project.requireOwnArchive()
    // An unknown edition must not make folders or take the lock.
    _ = try EditionChoice(project, manifest, for: kind).edition(named: edition)
    return try project.writing(RunCommand(kind == .accept ? .accept : .withdraw, [dataset])) { run in
      let choice = EditionChoice(project, manifest, for: kind)
      let chosen = try choice.edition(named: edition)
      let remarks = try clockRemarks(project)
      if try !choice.isWaiting(chosen, run.warehouse) {
        try choice.requireSense(chosen, run)
        let decision = Decision(kind, on: chosen, reason: reason, decidedAt: run.startedAt, decidedBy: person)
        try project.archive.record(decision)
      }
      var outcome = DatasetOutcome(manifest, .decided, note: "edition of \(chosen.name) \(kind.participle)")
      outcome.editions = [chosen]
      var loop = RunLoop(run, outcomes: [dataset: outcome], usesBundled: false, remarks: remarks)
      return try loop.finish(project.library.pipelinesInOrder { $0.name == manifest.pipeline })
    }
  }

  /// What a person should know where the clock was ahead at the last decision, or is behind now: the new one counts all the same.
  private func clockRemarks(_ project: Project) throws -> [String] {
    let now = project.clock.now()
    guard let last = try project.archive.decisions(on: dataset).map(\.decidedAt).max(), last > now else { return [] }
    return [
      "\(ClockCheck.place) is at \(now), before the last decision on \(dataset) (\(last)): check it; the new one counts"
    ]
  }
}
