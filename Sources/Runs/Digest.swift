import Figures
import Manifest
import Model
import Warehouse

/// What the last run changed, told against the state just before it.
public struct Digest: Sendable {
  /// A dataset that the run changed.
  public struct News: Sendable {
    public var change: DatasetChange
    /// As the manifest has them; the dataset's name where it has no folder any more.
    public var title: String
    public var publisher: String
    public var isCurated: Bool
    /// What an edition that came does to the excerpt of the same edition that came with Soundings; nil where there was none, or
    /// where several editions came.
    public var excerpt: Excerpt?
    /// The tables that changed with it, those of other datasets left out; the one with the largest change first.
    public var tables: [TableNews]

    public init(
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
  public enum Excerpt: String, Sendable {
    /// It has more rows, and those of the excerpt as they were.
    case completed
    case confirmed
    /// Rows of the excerpt are other ones in the file, or are not there.
    case overridden
  }

  public struct TableNews: Sendable {
    public var change: TableChange
    public var title: String

    public init(change: TableChange, title: String) {
      self.change = change
      self.title = title
    }
  }

  /// A figure of which the ledger of verdicts has a new line.
  public struct FigureNews: Sendable {
    public var article: String
    public var title: String
    /// Nil where it was judged for the first time.
    public var old: VerdictRecord?
    public var new: VerdictRecord

    public init(article: String, title: String, old: VerdictRecord?, new: VerdictRecord) {
      self.article = article
      self.title = title
      self.old = old
      self.new = new
    }

    public var changedVerdict: Bool { old.map { $0.verdict != new.verdict } ?? false }
    public var changedValue: Bool { old.map { $0.value != new.value || $0.valueNow != new.valueNow } ?? false }
    /// Worse, where both are verdicts that this Soundings knows.
    public var isWorse: Bool {
      guard let old, let was = Verdict(rawValue: old.verdict), let now = Verdict(rawValue: new.verdict) else {
        return false
      }
      return was < now
    }
  }

  /// Something that did not go well.
  public struct Trouble: Equatable, Sendable {
    public enum Kind: String, Sendable {
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

    public var kind: Kind
    /// The dataset or pipeline.
    public var name: String
    /// What happened, without a place and without a remedy; empty where the kind says it all.
    public var what: String
    /// It was not so in the run before.
    public var isNew: Bool

    public init(kind: Kind, name: String, what: String, isNew: Bool) {
      self.kind = kind
      self.name = name
      self.what = what
      self.isNew = isNew
    }
  }

  public var run: RunRecord
  /// The execution before it; nil where there was none.
  public var previous: RunRecord?
  /// The dataset that was asked for; nil for all.
  public var dataset: String?
  /// The run did not come to the dataset's pipeline.
  public var isUntouched = false
  /// An older Soundings made the run and did not write down what it changed.
  public var isUnrecorded = false
  /// Pipelines of which a run of all of them says nothing.
  public var missing: [String] = []
  /// By name.
  public var datasets: [News] = []
  /// There is an article whose figures could have changed.
  public var hasFigures = false
  public var figures: [FigureNews] = []
  public var troubles: [Trouble] = []
  /// When something last changed, where it was not now, and what.
  public var last: (run: RunRecord, summary: String)?

  public init(run: RunRecord) { self.run = run }

  /// Figures that were judged before and have another verdict or value now.
  public var changedFigures: [FigureNews] { figures.filter { $0.changedVerdict || $0.changedValue } }
  public var firstFigures: [FigureNews] { figures.filter { $0.old == nil } }
  /// Whether there is anything that was not so before the run.
  public var isNews: Bool {
    !datasets.isEmpty || !figures.isEmpty || troubles.contains(where: \.isNew) || !missing.isEmpty
  }
}
