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

  var all: [EditionMark] {
    let heavy = heavyChanges
    return [hole, mark(heavy), leap(closed: true, besides: heavy), leap(closed: false, besides: heavy)].compactMap(
      \.self)
  }

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

  private typealias Candidate = (share: Double, column: String, partition: String, change: Movements.HeavyChange)

  private var heavyChanges: [Candidate] {
    var found: [Candidate] = []
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
    return found
  }

  private func mark(_ heavy: [Candidate]) -> EditionMark? {
    guard let worst = heavy.max(by: { ($0.share, $1.change.key) < ($1.share, $0.change.key) }) else { return nil }
    return EditionMark(
      .heavyChange, records: 1,
      "\(words(worst)): "
        + "\(NumberText.decimal(worst.share, decimals: 1, grouped: true) ?? "?")% of all \(worst.column)"
        + (worst.partition.isEmpty ? "" : " of \(worst.partition)")
        + (heavy.count > 1 ? "; \(heavy.count - 1) more weigh over \(Int(Self.percent))%" : ""))
  }

  private func words(_ found: Candidate) -> String {
    let now = found.change.new.map { "is \(NumberText.integer($0, grouped: true))" } ?? "is gone"
    return
      "\(found.column) of \(found.change.key) was \(NumberText.integer(found.change.old, grouped: true)) and \(now)"
  }

  /// Smaller shares of a partition's sum are not worth a word: a few milligrams double from one weighing to the next.
  private static let leastPercent = 0.001

  /// Numbers that changed by far more than a revision does, but are too light for ``heavyChanges``.
  ///
  /// - Parameter heavy: where one is reported already.
  private func leap(closed: Bool, besides heavy: [Candidate]) -> EditionMark? {
    guard let bound = closed ? dataset.guards.values.leaps.closed : dataset.guards.values.leaps.open else { return nil }
    var found: [Candidate] = []
    var count = 0
    for (facts, earlier) in dataset.guards.values.known(coverage, before: before, closed: closed) {
      guard let movement = movements.partitions[facts.values] else { continue }
      for (i, column) in movements.columns.enumerated() where i < earlier.sums.count {
        guard let change = movement.leaps[i].most, dataset.guards.values.isWatched(column),
          !heavy.contains(where: { $0.column == column && $0.partition == facts.partition })
        else { continue }
        let larger = max(abs(Double(change.old)), abs(Double(change.new ?? 0)))
        let smaller = min(abs(Double(change.old)), abs(Double(change.new ?? 0)))
        let sum = abs(Double(earlier.sums[i]))
        guard 100 * (larger - smaller) > bound * smaller, 100 * larger >= Self.leastPercent * sum else { continue }
        count += movement.leaps[i].count
        found.append((change.distance / max(1, sum), column, facts.partition, change))
      }
    }
    guard let worst = found.max(by: { ($0.share, $1.change.key) < ($1.share, $0.change.key) }) else { return nil }
    return EditionMark(
      closed ? .leap : .openLeap, records: count,
      "\(English.count(count, "number")) of \(closed ? "closed periods" : "periods that are still open") changed by more than "
        + "\(NumberText.decimal(bound, decimals: nil) ?? "?")%: " + (count == 1 ? "" : "the heaviest is ")
        + words(worst))
  }
}
