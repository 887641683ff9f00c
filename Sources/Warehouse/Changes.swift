import Model

/// What one run changed in one dataset: its rows just before the run against its rows just after.
public struct DatasetChange: Equatable, Sendable {
  /// An edition that came or went with the run.
  public struct EditionChange: Equatable, Sendable {
    public enum Arrival: String, Sendable {
      /// Newer than all that were there.
      case new
      /// Older than one that was there.
      case late
      /// No longer in use: an excerpt that a newer Soundings does not bring any more.
      case gone
    }

    /// As people name it; of a curated dataset the day up to which its sources report.
    public var edition: String
    public var origin: String
    public var arrival: Arrival
    public var state: LoadedEdition.State
    public var heldBecause: String?

    public init(edition: String, origin: String, arrival: Arrival, state: LoadedEdition.State, heldBecause: String?) {
      self.edition = edition
      self.origin = origin
      self.arrival = arrival
      self.state = state
      self.heldBecause = heldBecause
    }
  }

  /// One value of ``DatasetChange/periodColumn`` (a month, say) in which rows differ.
  public struct Period: Equatable, Sendable {
    public var period: String
    public var rowsBefore: Int
    public var rowsAfter: Int
    public var added: Int
    public var removed: Int
    public var revised: Int
    /// The sum of ``DatasetChange/measure`` before and after; nil where there is no measure or no row.
    public var old: Int64?
    public var new: Int64?

    public init(
      period: String, rowsBefore: Int, rowsAfter: Int, added: Int, removed: Int, revised: Int, old: Int64?, new: Int64?
    ) {
      self.period = period
      self.rowsBefore = rowsBefore
      self.rowsAfter = rowsAfter
      self.added = added
      self.removed = removed
      self.revised = revised
      self.old = old
      self.new = new
    }
  }

  public var dataset: String
  /// It had no edition before.
  public var isFirst = false
  /// The manifest reads the same bytes otherwise than before.
  public var isReread = false
  /// False where the columns are other ones than before: the rows cannot be held against each other.
  public var isComparable = true
  public var rowsBefore = 0
  public var rowsAfter = 0
  public var added = 0
  public var removed = 0
  public var revised = 0
  /// Records in quarantine, of all editions.
  public var quarantinedBefore = 0
  public var quarantinedAfter = 0
  /// The column that tells the periods apart; nil where the dataset has none.
  public var periodColumn: String?
  /// The figure's measure, where it is counted by the period alone.
  public var measure: String?
  /// In their order.
  public var editions: [EditionChange] = []
  /// By name; empty for a first load, where all is new.
  public var periods: [Period] = []

  public init(dataset: String) { self.dataset = dataset }

  /// Rows are other ones than before.
  public var changesRows: Bool { added + removed + revised > 0 || !isComparable || isFirst && rowsAfter > 0 }
  /// Nothing that a reader could notice.
  public var isEmpty: Bool { editions.isEmpty && !changesRows && quarantinedBefore == quarantinedAfter }
}

/// What one run changed in one summary table.
public struct TableChange: Equatable, Sendable {
  /// One of the largest changes.
  public struct Cell: Equatable, Sendable {
    public enum Kind: String, Sendable { case new, gone, revised }

    public var kind: Kind
    /// The columns that name the row, with their values as text.
    public var key: [KeyValue]
    public var column: String
    public var unit: String?
    public var old: Value
    public var new: Value
    /// How large the change is, in millionths of the largest number of the column.
    public var weight: Int64

    public init(
      kind: Kind, key: [KeyValue], column: String, unit: String?, old: Value, new: Value, weight: Int64
    ) {
      self.kind = kind
      self.key = key
      self.column = column
      self.unit = unit
      self.old = old
      self.new = new
      self.weight = weight
    }
  }

  public struct KeyValue: Equatable, Sendable {
    public var column: String
    public var value: String

    public init(_ column: String, _ value: String) {
      self.column = column
      self.value = value
    }
  }

  public var table: String
  /// The datasets that it reads and that changed.
  public var datasets: [String]
  public var rowsBefore: Int
  public var rowsAfter: Int
  public var newRows = 0
  public var goneRows = 0
  /// Cells of rows that were there before and still are.
  public var changedCells = 0
  /// The largest, at most a few; largest first.
  public var cells: [Cell] = []

  public init(table: String, datasets: [String], rowsBefore: Int, rowsAfter: Int) {
    self.table = table
    self.datasets = datasets
    self.rowsBefore = rowsBefore
    self.rowsAfter = rowsAfter
  }

  public var isEmpty: Bool { newRows + goneRows + changedCells == 0 }
}
