import Manifest

/// How an edition moves the rows that were in force, collected while it is loaded, at a cost proportional to the
/// changes.
struct Movements {
  /// One partition's.
  struct Partition {
    var revisedKeys = 0
    var removedKeys = 0
    /// For each measured column, the sum of |new - old|; a number that is gone counts as 0.
    var moved: [Double]
    /// For each measured column, the sum of new - old, with its sign.
    var net: [Double]
    /// For each measured column, the key that moved it most among those whose number was halved, doubled or removed.
    var heaviest: [HeavyChange?]
    /// For each measured column, the numbers that leapt (``ValueGuards/leaps``), and the one that moved it most.
    var leaps: [(count: Int, most: HeavyChange?)]
  }

  /// How one key changed a number.
  struct HeavyChange {
    var key: String
    var old: Int64
    /// Nil if the number is no longer stated, or the key is gone.
    var new: Int64?

    var distance: Double { abs(Double(new ?? 0) - Double(old)) }
  }

  /// The measured columns' names (``DatasetManifest/summedIndices``).
  let columns: [String]
  private(set) var partitions: [[String]: Partition] = [:]
  /// For each measured column, the factors by which its numbers changed.
  private(set) var factors: [Factors]
  /// For each measured column, its revised numbers.
  private(set) var revised: [RevisedNumbers]
  /// How many keys are of another partition than before.
  private(set) var movedKeys = 0
  /// For each text column of the key, the values of the removed rows.
  private(set) var removedValues: [String: Set<String>] = [:]
  private(set) var removedKeys = 0
  /// The largest absolute value of each measured column among the rows that were revised or removed.
  private(set) var largestOld: [UInt64]
  /// From this factor on a number leapt.
  private let leaps: Double
  private let keyTexts: [(name: String, index: Int)]
  private var last: [String] = []

  init(_ dataset: DatasetManifest) {
    columns = dataset.summedIndices.map { dataset.columns[$0].name }
    factors = columns.map { _ in Factors() }
    revised = columns.map { _ in RevisedNumbers() }
    largestOld = columns.map { _ in 0 }
    let least = [dataset.guards.values.leaps.closed, dataset.guards.values.leaps.open].compactMap(\.self).min()
    leaps = least.map { 1 + $0 / 100 } ?? .infinity
    keyTexts = dataset.columns.enumerated()
      .filter { $1.kind == .text && dataset.key.contains($1.name) && !dataset.partition.contains($1.name) }
      .map { (name: $1.name, index: $0) }
  }

  /// A row in force of the partition gets other values.
  ///
  /// - Parameter isMoved: whether the row that takes its place is of another partition.
  mutating func revise(_ partition: [String], isMoved: Bool) {
    enter(partition)
    if isMoved { movedKeys += 1 }
    partitions[partition]!.revisedKeys += 1
  }

  /// A row in force of the partition goes.
  mutating func remove(_ partition: [String], key: (Int) -> String?) {
    enter(partition)
    partitions[partition]!.removedKeys += 1
    removedKeys += 1
    for (name, index) in keyTexts where removedValues[name, default: []].count < Self.rememberedValues {
      if let value = key(index) { removedValues[name, default: []].insert(value) }
    }
  }

  /// A number of the row that was revised or removed last.
  ///
  /// - Parameter key: the row's name; called only if it moved most.
  mutating func move(_ column: Int, from old: Int64?, to new: Int64?, key: () -> String) {
    // A number that was not stated before moves nothing that anyone relied on.
    guard let old else { return }
    largestOld[column] = max(largestOld[column], old.magnitude)
    guard old != new else { return }
    partitions[last]!.moved[column] += abs(Double(new ?? 0) - Double(old))
    partitions[last]!.net[column] += Double(new ?? 0) - Double(old)
    let (before, after) = (abs(Double(old)), abs(Double(new ?? 0)))
    if after <= before / 2 || after >= before * 2 {
      let change = HeavyChange(key: "", old: old, new: new)
      if change.distance > partitions[last]!.heaviest[column]?.distance ?? 0 {
        partitions[last]!.heaviest[column] = HeavyChange(key: key(), old: old, new: new)
      }
    }
    guard let new else { return }
    factors[column].add(old, new)
    revised[column].add(old, new)
    guard max(before, after) >= Self.fewest, max(before, after) > leaps * min(before, after) else { return }
    partitions[last]!.leaps[column].count += 1
    let leap = HeavyChange(key: "", old: old, new: new)
    if leap.distance > partitions[last]!.leaps[column].most?.distance ?? 0 {
      partitions[last]!.leaps[column].most = HeavyChange(key: key(), old: old, new: new)
    }
  }

  /// How many rows the edition before had in the partitions in which something moved; the others would hide what happened to these.
  func knownRows(_ coverage: [PartitionFacts], before: [String: CoveredPartition]) -> Int {
    coverage.reduce(0) { $0 + (partitions[$1.values] == nil ? 0 : before[$1.partition]?.rows ?? 0) }
  }

  private mutating func enter(_ partition: [String]) {
    last = partition
    if partitions[partition] == nil {
      partitions[partition] = Partition(
        moved: columns.map { _ in 0 }, net: columns.map { _ in 0 }, heaviest: columns.map { _ in nil },
        leaps: columns.map { _ in (0, nil) })
    }
  }

  /// Smaller counts double by chance.
  private static let fewest = 20.0

  /// A key column with more different values than this is an identifier; only the guards on keys judge its values.
  private static let rememberedValues = 10_000
}
