import Manifest
import Model
import Warehouse

/// What the last run changed, told against the state just before it.
package struct Digest: Sendable {
  /// A dataset that the run changed.
  package struct News: Sendable {
    package var change: DatasetChange
    /// As the manifest has them; the dataset's name where it has no folder any more.
    package var title: String
    package var publisher: String
    package var isCurated: Bool
    /// What an edition that came does to the excerpt of the same edition that came with Soundings; nil where there was none, or
    /// where several editions came.
    package var excerpt: Excerpt?
    /// The tables that changed with it, those of other datasets left out; the one with the largest change first.
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

  /// What the publisher's own file of an edition does to our excerpt of it.
  package enum Excerpt: String, Encodable, Sendable {
    /// It has more rows, and those of the excerpt as they were.
    case completed
    case confirmed
    /// Rows of the excerpt are other ones in the file, or are not there.
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

  /// A figure of which the ledger of verdicts has a new line.
  package struct FigureNews: Sendable {
    package var article: String
    package var title: String
    /// Nil where it was judged for the first time.
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
      /// Past what the cadence promises.
      case stale
      /// A pipeline that could not be brought forward.
      case pipeline
    }

    package var kind: Kind
    /// The dataset or pipeline.
    package var name: String
    /// What happened, without a place and without a remedy; empty where the kind says it all.
    package var what: String
    /// It was not so in the run before.
    package var isNew: Bool

    package init(kind: Kind, name: String, what: String, isNew: Bool) {
      self.kind = kind
      self.name = name
      self.what = what
      self.isNew = isNew
    }
  }

  package var run: RunRecord
  /// The execution before it; nil where there was none.
  package var previous: RunRecord?
  /// The dataset that was asked for; nil for all.
  package var dataset: String?
  /// The run did not come to the dataset's pipeline.
  package var isUntouched = false
  /// Pipelines of which a run of all of them says nothing.
  package var missing: [String] = []
  /// By name.
  package var datasets: [News] = []
  /// There is an article whose figures could have changed.
  package var hasFigures = false
  package var figures: [FigureNews] = []
  package var troubles: [Trouble] = []
  /// When something last changed, where it was not now, and what.
  package var last: (run: RunRecord, summary: String)?

  package init(run: RunRecord) { self.run = run }

  /// Figures that were judged before and have another verdict or value now.
  package var changedFigures: [FigureNews] { figures.filter { $0.changedVerdict || $0.changedValue } }
  package var firstFigures: [FigureNews] { figures.filter { $0.old == nil } }
  /// Whether there is anything that was not so before the run.
  package var isNews: Bool {
    !datasets.isEmpty || !figures.isEmpty || troubles.contains(where: \.isNew) || !missing.isEmpty
  }
}
