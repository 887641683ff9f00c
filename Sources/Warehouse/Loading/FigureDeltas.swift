import GRDB
import Manifest
import Model

/// How an edition moves the dataset's figures (say, encounters by month), collected while its rows are loaded. Only
/// figures that moved are written, so the cost is proportional to the changes.
struct FigureDeltas {
  private let measure: Int
  private let by: [Int]
  private let names: [String]
  private let partition: [String]
  private let partitionColumns: [Int]
  private var lastHash: UInt64 = 0
  private var lastSlot = -1
  private var slots: [UInt64: Int] = [:]
  private var slotsByName: [String: Int] = [:]
  private var figures: [(name: String, partition: String, delta: Int64)] = []

  /// Nil if the manifest declares no figure.
  init?(_ dataset: DatasetManifest) {
    guard let figure = dataset.figure else { return nil }
    func index(_ name: String) -> Int { dataset.columns.firstIndex { $0.name == name }! }
    measure = index(figure.measure)
    by = figure.by.map(index)
    names = figure.by
    partition = dataset.partition
    partitionColumns = dataset.partition.map(index)
  }

  /// A row begins to count.
  @inline(__always)
  mutating func add(_ cells: UnsafeMutablePointer<Cell>, _ batch: RowBatch) {
    guard cells[measure].kind == Cell.integer else { return }
    var hash = CellHash()
    for i in by { hash.add(cells[i], arena: batch.arena) }
    let value = hash.value
    if value != lastHash || lastSlot < 0 {
      lastHash = value
      if let slot = slots[value] {
        lastSlot = slot
      } else {
        lastSlot = slot { batch.value(cells[$0]) }
        slots[value] = lastSlot
      }
    }
    figures[lastSlot].delta += cells[measure].bits
  }

  /// A row no longer counts.
  mutating func subtract(text: (Int) -> String?, integer: (Int) -> Int64?) {
    guard let value = integer(measure) else { return }
    figures[slot(text)].delta -= value
  }

  private mutating func slot(_ text: (Int) -> String?) -> Int {
    let name = PartitionCounts.name(names, by.map { text($0) ?? "" })
    if let slot = slotsByName[name] { return slot }
    // A figure lies within one partition: the editions that cover it show how long the figure was observed.
    let partition = PartitionCounts.name(self.partition, partitionColumns.map { text($0) ?? "" })
    figures.append((name, partition, 0))
    slotsByName[name] = figures.count - 1
    return figures.count - 1
  }

  /// Writes the new value of each figure that is new or has moved.
  ///
  /// - Parameter closed: the partitions that were closed when the edition was published.
  func write(_ table: HistoryTable, ordinal: Int, closed: Set<String>, _ db: GRDB.Database) throws {
    let dataset = table.dataset.name
    let last = try db.makeStatement(
      sql: "select value from _figures where dataset = ? and figure = ? order by ordinal desc limit 1")
    let insert = try db.makeStatement(
      sql: "insert into _figures (dataset, figure, ordinal, partition, is_closed, value) values (?, ?, ?, ?, ?, ?)")
    for (name, partition, delta) in figures {
      let before = try Int64.fetchOne(last, arguments: [dataset, name])
      guard delta != 0 || before == nil else { continue }
      try insert.execute(arguments: [
        dataset, name, ordinal, partition, closed.contains(partition), (before ?? 0) + delta,
      ])
    }
  }
}
