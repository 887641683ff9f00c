/// Rows per partition of one edition, its coverage, and the sums of its numbers there.
struct PartitionCounts {
  /// The columns whose sums are kept, by index.
  private let measured: [Int]
  /// For each partition, the sums of `measured`, one after the other.
  private var sums: [Int64] = []
  /// For each partition, the largest absolute values of `measured` among the rows with known keys, and then those among the rows
  /// with new ones.
  private var largestValues: [UInt64] = []
  private var lastHash: UInt64 = 0
  private var lastSlot = -1
  private var slots: [UInt64: Int] = [:]
  private var values: [[String]] = []
  private var counts: [Int] = []
  private var added: [Int] = []

  init(measured: [Int] = []) {
    self.measured = measured
  }

  /// The largest absolute value of each of `measured`, over all partitions.
  var largest: [UInt64] {
    measured.indices.map { n in
      stride(from: n, to: largestValues.count, by: measured.count).reduce(0) { max($0, largestValues[$1]) }
    }
  }

  /// - Parameter isAdded: whether the row has a key that was not there before.
  @inline(__always)
  mutating func count(_ batch: RowBatch, row r: Int, columns: [Int], isAdded: Bool) {
    let cells = batch.row(r)
    let hash = batch.partitions[r]
    if hash != lastHash || lastSlot < 0 {
      lastHash = hash
      lastSlot = slot(hash, cells: cells, columns: columns, of: batch)
    }
    counts[lastSlot] += 1
    if isAdded { added[lastSlot] += 1 }
    let start = lastSlot &* measured.count
    let startOfLargest = start &+ start &+ (isAdded ? measured.count : 0)
    for n in measured.indices {
      let cell = cells[measured[n]]
      guard cell.kind == Cell.integer else { continue }
      // A sum beyond 64 bits is refused when it is published; here it must not stop the load.
      sums[start &+ n] = sums[start &+ n].addingClamped(cell.bits)
      if cell.bits.magnitude > largestValues[startOfLargest &+ n] {
        largestValues[startOfLargest &+ n] = cell.bits.magnitude
      }
    }
  }

  /// A partition that the edition covers without a row in it: it is empty.
  mutating func coverEmptied(_ texts: [String]) {
    guard !values.contains(texts) else { return }
    append(texts)
  }

  /// The values of the columns at `indices` in all partitions.
  func projected(_ indices: [Int]) -> Set<[String]> { Set(values.map { texts in indices.map { texts[$0] } }) }

  /// The rows with new keys in partitions that are not among `known`.
  func firstSeen(_ columns: [String], besides known: Set<String>) -> Int {
    zip(values, added).reduce(0) { $0 + (known.contains(PartitionCounts.name(columns, $1.0)) ? 0 : $1.1) }
  }

  private mutating func slot(
    _ hash: UInt64, cells: UnsafeMutablePointer<Cell>, columns: [Int], of batch: RowBatch
  ) -> Int {
    if let slot = slots[hash] { return slot }
    slots[hash] = counts.count
    append(columns.map { batch.value(cells[$0]) ?? "" })
    return counts.count - 1
  }

  private mutating func append(_ texts: [String]) {
    values.append(texts)
    counts.append(0)
    added.append(0)
    sums += measured.map { _ in 0 }
    largestValues += measured.map { _ in 0 } + measured.map { _ in 0 }
  }

  /// `fiscal_year=2023, drug=Cocaine`; "" if the dataset has no partitions.
  static func name(_ columns: [String], _ values: [String]) -> String {
    zip(columns, values).map { "\($0)=\($1)" }.joined(separator: ", ")
  }

  func named(_ columns: [String]) -> [PartitionFacts] {
    values.indices.map { n in
      PartitionFacts(
        partition: PartitionCounts.name(columns, values[n]), values: values[n], rows: counts[n], added: added[n],
        sums: Array(sums[n * measured.count..<(n + 1) * measured.count]),
        largestKnown: Array(largestValues[2 * n * measured.count..<(2 * n + 1) * measured.count]),
        largestAdded: Array(largestValues[(2 * n + 1) * measured.count..<(2 * n + 2) * measured.count]))
    }.sorted { $0.partition < $1.partition }
  }
}

extension Int64 {
  /// The sum, limited to the range of 64 bits.
  @inline(__always)
  fileprivate func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }
}
