import Manifest
import Model
import Warehouse

/// What the last run changed, compared with the state just before it.
package struct Digest: Sendable {
  /// A dataset that the run changed.
  package struct News: Sendable {
    package var change: DatasetChange
    /// Title and publisher from the manifest; the dataset's name if it no longer has a folder.
    package var title: String
    package var publisher: String
    package var isCurated: Bool
    /// How the new edition relates to the bundled excerpt of the same edition; nil if there is no excerpt, or if
    /// several editions arrived.
    package var excerpt: Excerpt?
    /// The tables over it that changed, the one with the largest change first. A table over several datasets belongs to
    /// the first one that changed.
    package var tables: [TableNews]

    package init(
      change: DatasetChange, title: String, publisher: String, isCurated: Bool = false, excerpt: Excerpt? = nil,
      tables: [TableNews] = []
    ) {
      self.change = change
      self.title = title
      self.publisher = publisher
      self.isCurated = isCurated
      self.excerpt = excerpt
      self.tables = tables
    }
  }

  /// How the publisher's own file of an edition relates to the bundled excerpt of it.
  package enum Excerpt: String, Encodable, Sendable {
    /// It has the rows of the excerpt, unchanged, and more.
    case completed
    case confirmed
    /// Rows of the excerpt differ in the file or are missing from it.
    case overridden
  }

  package struct TableNews: Sendable {
    package var change: TableChange
    package var title: String

    package init(change: TableChange, title: String) {
      self.change = change
      self.title = title
    }
  }

  /// A figure with a new line in the ledger of verdicts.
  package struct FigureNews: Sendable {
    package var article: String
    package var title: String
    /// Nil if it was judged for the first time.
    package var old: VerdictRecord?
    package var new: VerdictRecord

    package init(article: String, title: String, old: VerdictRecord?, new: VerdictRecord) {
      self.article = article
      self.title = title
      self.old = old
      self.new = new
    }

    package var changedVerdict: Bool { old.map { $0.verdict != new.verdict } ?? false }
    package var changedValue: Bool { old.map { $0.value != new.value || $0.valueNow != new.valueNow } ?? false }
    package var isWorse: Bool { old.map { $0.verdict < new.verdict } ?? false }
  }

  /// Something that did not go well.
  package struct Trouble: Encodable, Equatable, Sendable {
    package enum Kind: String, Encodable, Sendable {
      /// The publisher could not be reached.
      case unreachable
      case failed
      /// A new edition is held back.
      case held
      /// Older than the cadence promises.
      case stale
      /// A pipeline that could not be updated.
      case pipeline
    }

    package var kind: Kind
    /// The dataset or pipeline.
    package var name: String
    /// What happened, without the place and the remedy; empty if there is nothing to add to the kind.
    package var what: String
    /// False if the previous run had it too.
    package var isNew: Bool

    package init(kind: Kind, name: String, what: String, isNew: Bool) {
      self.kind = kind
      self.name = name
      self.what = what
      self.isNew = isNew
    }
  }

  package var run: RunRecord
  /// The execution before it; nil if there was none.
  package var previous: RunRecord?
  /// The dataset that was named; nil for all.
  package var dataset: String?
  /// The run did not include the dataset's pipeline.
  package var isUntouched = false
  /// Pipelines for which a run of all pipelines has no result.
  package var missing: [String] = []
  /// By name.
  package var datasets: [News] = []
  /// True if there are figures whose verdicts could have changed.
  package var hasFigures = false
  package var figures: [FigureNews] = []
  package var troubles: [Trouble] = []
  /// The last run that changed something, with a summary; nil if that is this run.
  package var last: (run: RunRecord, summary: String)?

  package init(run: RunRecord) { self.run = run }

  /// Figures that were judged before and now have a different verdict or value.
  package var changedFigures: [FigureNews] { figures.filter { $0.changedVerdict || $0.changedValue } }
  package var firstFigures: [FigureNews] { figures.filter { $0.old == nil } }
  /// Whether anything is different from before the run that a reader of the numbers would notice. A new edition with the rows of the one
  /// before is not: a page that is edited every day would send a mail every day.
  package var isNews: Bool {
    datasets.contains {
      $0.change.changesRows || $0.change.quarantinedBefore != $0.change.quarantinedAfter || !$0.tables.isEmpty
    }
      || !changedFigures.isEmpty || !firstFigures.isEmpty || troubles.contains(where: \.isNew) || !missing.isEmpty
  }
}
