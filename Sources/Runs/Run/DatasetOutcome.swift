import Fetching
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
  /// What a person must hear of besides the outcome: links that look like the next edition. Each is news once.
  package var news: [Problem] = []
  /// All such links on the landing page; nil if it was not read.
  var lookalikes: [Lookalike]?
  /// That the publisher offers past editions that are not here, a line for people; said once.
  var offer: String?
  package var loaded: [LoadedFacts] = []
  /// Files that the archive had lost and that are restored, byte for byte.
  package var restored: [String] = []
  /// True where nothing was loaded because an edition in use would be held: everything is as it was, until a person does something.
  var isKept = false
  /// True if the process was asked to stop during the fetch.
  package var wasStopped = false
  /// The editions that this is about (`add`): others that are held do not affect the outcome.
  var editions: [Edition] = []
  /// Past editions count as well as the newest (`backfill`).
  var judgesAll = false

  package init(_ dataset: DatasetManifest, _ kind: DatasetOutcomeKind, note: String, problem: Problem? = nil) {
    self.dataset = dataset.name
    pipeline = dataset.pipeline
    self.kind = kind
    self.note = note
    self.problem = problem
  }

  /// What the ledger records: the problem, or else the first news.
  var recorded: Problem? { problem ?? news.first }

  /// The note, and what was restored in the archive, for people.
  package var summary: String { ([note] + [restoration].compactMap { $0 }).joined(separator: "; ") }

  /// What was restored in the archive, for people; nil if nothing was.
  package var restoration: String? {
    restored.isEmpty ? nil : "restored in the archive, byte for byte: \(restored.joined(separator: ", "))"
  }
}
