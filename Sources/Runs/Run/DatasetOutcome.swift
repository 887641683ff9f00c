import Manifest
import Model

/// What happened to one dataset in a run.
package struct DatasetOutcome: Sendable {
  package var dataset: String
  package var pipeline: String
  package var kind: DatasetOutcomeKind
  /// One phrase for people about what the publisher or the command brought.
  package var note: String
  package var problem: Problem?
  package var loaded: [LoadedFacts] = []
  /// Files of the archive that came back on the way, byte for byte.
  package var restored: [String] = []
  /// True where the process was asked to stop while the publisher was asked.
  package var wasStopped = false
  /// The editions that this is about (`add`): others that are held back do not count against them.
  var editions: [Edition] = []
  /// Past editions count as well as the newest (`backfill`).
  var judgesAll = false

  package init(_ dataset: DatasetManifest, _ kind: DatasetOutcomeKind, _ note: String, problem: Problem? = nil) {
    self.dataset = dataset.name
    pipeline = dataset.pipeline
    self.kind = kind
    self.note = note
    self.problem = problem
  }

  /// The note, and what came back into the archive, for people.
  package var summary: String { ([note] + [restoration].compactMap { $0 }).joined(separator: "; ") }

  /// What came back into the archive, for people; nil where nothing did.
  package var restoration: String? {
    restored.isEmpty ? nil : "restored in the archive, byte for byte: \(restored.joined(separator: ", "))"
  }
}
