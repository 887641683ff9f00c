import Manifest
import Model
import Words

/// Movements that may be right, but that nobody should first notice in a figure: they are reported until a person accepts the
/// edition.
struct MovementMarks {
  let dataset: DatasetManifest
  let edition: Edition
  let coverage: [PartitionFacts]
  let before: [String: CoveredPartition]
  let movements: Movements

  var all: [EditionMark] { [hole, heavyChange].compactMap(\.self) }

  /// A period that was known before and lies between those that the edition has: its old rows stay in use beside newer
  /// ones.
  private var hole: EditionMark? {
    // Our own excerpts may leave out periods.
    guard edition.origin != .bundled else { return nil }
    let periods = Set(coverage.compactMap { $0.ends(in: dataset) })
    guard let first = periods.min(), let last = periods.max() else { return nil }
    let holes = before.filter { _, known in
      known.rows > 0 && known.ends.map { $0 > first && $0 < last && !periods.contains($0) } ?? false
    }
    guard let example = holes.keys.min() else { return nil }
    return EditionMark(
      .hole, records: 0,
      "it has nothing of \(example)\(holes.count > 1 ? " and \(holes.count - 1) more" : ""), which lies between the periods that it "
        + "has; the older edition's rows stay in use there")
  }

  /// Smaller shares are not worth reporting.
  private static let percent = 10.0
  /// In a partition with few rows, each has a large share.
  private static let fewestRows = 10

  private var heavyChange: EditionMark? {
    var found: [(share: Double, column: String, partition: String, change: Movements.HeavyChange)] = []
    for facts in coverage {
      guard let earlier = before[facts.partition], earlier.rows >= Self.fewestRows,
        let movement = movements.partitions[facts.values]
      else { continue }
      for (i, column) in movements.columns.enumerated() where i < earlier.sums.count {
        guard let change = movement.heaviest[i], earlier.sums[i] != 0, dataset.guards.values.isWatched(column) else {
          continue
        }
        let share = 100 * change.distance / abs(Double(earlier.sums[i]))
        if share > Self.percent { found.append((share, column, facts.partition, change)) }
      }
    }
    guard let worst = found.max(by: { ($0.share, $1.change.key) < ($1.share, $0.change.key) }) else { return nil }
    let now = worst.change.new.map { "is \(NumberText.integer($0, grouped: true))" } ?? "is gone"
    return EditionMark(
      .heavyChange, records: 1,
      "\(worst.column) of \(worst.change.key) was \(NumberText.integer(worst.change.old, grouped: true)) and \(now): "
        + "\(NumberText.decimal(worst.share, decimals: 1, grouped: true) ?? "?")% of all \(worst.column)"
        + (worst.partition.isEmpty ? "" : " of \(worst.partition)")
        + (found.count > 1 ? "; \(found.count - 1) more weigh over \(Int(Self.percent))%" : ""))
  }
}
