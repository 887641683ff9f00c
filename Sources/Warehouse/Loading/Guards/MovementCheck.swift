import GRDB
import Manifest
import Model
import Words

/// The guards on values and keys: they compare what an edition states for the keys of the edition before it with what
/// that one stated.
///
/// Row counts do not reveal kilograms under a header in pounds, a third of a citizenship left out of closed years, or
/// two swapped categories; these guards do. A period is closed where it had ended, and its provisional months had
/// passed, before the earlier edition was published: what the publisher counted after the end should be final.
struct MovementCheck {
  let dataset: DatasetManifest
  let edition: Edition
  let coverage: [PartitionFacts]
  let before: [String: CoveredPartition]
  let movements: Movements
  /// What new keys bring to periods that the edition before had; nil where nobody can tell.
  let gain: (PartitionFacts) throws -> NewRows.Gain?

  private var guards: ValueGuards { dataset.guards.values }

  /// What holds the edition, with the remedy; nil if nothing does.
  func finding(vanished: (_ column: String, _ removed: Set<String>) throws -> (gone: [String], known: Int)?) throws
    -> (what: String, remedy: String)?
  {
    if let excess = newestPeriodLost() { return excess }
    let excesses = try coverage.flatMap(self.excesses)
    if let worst = excesses.max(by: { ($0.times, $1.what) < ($1.times, $0.what) }) {
      let others = Set(excesses.map(\.partition)).count - 1
      return (
        worst.what + (others > 0 ? "; \(others) more \(English.form(others, "partition")) moved too far" : "")
          + (factorText().map { "; " + $0 } ?? ""),
        remedy(worst.field)
      )
    }
    if let factor = factorText(wide: true) { return (factor, remedy("moved_pct")) }
    return try vanishedValues(vanished)
  }

  // MARK: - partition by partition

  private struct Excess {
    var partition: String
    var what: String
    /// The field of `guards` that was exceeded.
    var field: String
    /// How many times the bound was reached; the worst is reported first.
    var times: Double
  }

  private func excesses(_ facts: PartitionFacts) throws -> [Excess] {
    guard let earlier = before[facts.partition], earlier.rows > 0 else { return [] }
    let isClosed = guards.isClosed(earlier)
    let movement = movements.partitions[facts.values]
    let place = facts.partition.isEmpty ? "" : " of \(facts.partition)"
    let period = facts.partition.isEmpty ? "" : isClosed ? " for a closed period" : " for an open period"
    let changes =
      "\(movement?.revisedKeys ?? 0) keys revised, \(movement?.removedKeys ?? 0) removed, \(facts.added) added"
    var found: [Excess] = []
    func check(_ bound: ValueGuards.Bound, share: Double, field: String, what: (String) -> String) {
      guard let limit = isClosed ? bound.closed : bound.open, share > limit else { return }
      let text = what("\(Self.percent(share))%, more than \(Self.percent(limit))%\(period)")
      found.append(Excess(partition: facts.partition, what: text, field: field, times: share / max(limit, 0.001)))
    }
    for (i, column) in movements.columns.enumerated() where i < earlier.sums.count {
      let moved = movement?.moved[i] ?? 0
      let sum = abs(Double(earlier.sums[i]))
      // In an open period the first numbers of a column that was all zeros are expected.
      guard moved > 0, sum > 0 || isClosed else { continue }
      check(
        guards.movedByColumn[column] ?? guards.moved, share: sum > 0 ? 100 * moved / sum : 100, field: "moved_pct"
      ) {
        "\(column)\(place) moved by \($0): \(NumberText.integer(earlier.sums[i], grouped: true)) -> "
          + "\(NumberText.integer(facts.sums[i], grouped: true)) in all (\(changes))"
      }
    }
    let gained = try gained(facts, earlier, movement, isClosed: isClosed)
    for (i, column) in movements.columns.enumerated() where i < gained.sums.count {
      let sum = abs(Double(earlier.sums[i]))
      guard gained.sums[i] > 0, sum > 0 else { continue }
      check(guards.movedByColumn[column] ?? guards.moved, share: 100 * gained.sums[i] / sum, field: "moved_pct") {
        "new rows add \($0) to \(column)\(place): \(NumberText.integer(earlier.sums[i], grouped: true)) -> "
          + "\(NumberText.integer(facts.sums[i], grouped: true)) in all (\(changes))"
      }
    }
    check(
      guards.removedKeys, share: 100 * Double(movement?.removedKeys ?? 0) / Double(earlier.rows),
      field: "removed_keys_pct"
    ) {
      "the keys\(place) lost \($0): \(earlier.rows) -> \(facts.rows) (\(changes))"
    }
    check(guards.addedKeys, share: 100 * Double(gained.rows) / Double(earlier.rows), field: "added_keys_pct") {
      "the keys\(place) gained \($0): \(earlier.rows) -> \(facts.rows) (\(changes))"
    }
    return found
  }

  /// What counts as gained: in a closed period all that is new; in an open one what is new of months that the edition before had,
  /// because the others are what everybody waits for. It is looked up only if all that is new would be too much.
  ///
  /// The number of a new key, or one where none was stated before, is not a movement; it still changes the sum. A dataset
  /// that expects new keys (`added_keys_pct: off`) expects their sums as well.
  private func gained(
    _ facts: PartitionFacts, _ earlier: CoveredPartition, _ movement: Movements.Partition?, isClosed: Bool
  ) throws -> NewRows.Gain {
    let sums = movements.columns.indices.filter { $0 < earlier.sums.count }.map {
      Double(facts.sums[$0]) - Double(earlier.sums[$0]) - (movement?.net[$0] ?? 0)
    }
    if isClosed { return NewRows.Gain(rows: facts.added, sums: guards.addedKeys.closed == nil ? [] : sums) }
    let none = NewRows.Gain(rows: 0, sums: [])
    guard guards.addedKeys != .off else { return none }
    let isMuch = zip(movements.columns, sums).enumerated().contains { i, gained in
      guard let limit = (guards.movedByColumn[gained.0] ?? guards.moved).open else { return false }
      return 100 * gained.1 > limit * abs(Double(earlier.sums[i]))
    }
    let areMany = guards.addedKeys.open.map { 100 * Double(facts.added) > $0 * Double(earlier.rows) } ?? false
    guard isMuch || areMany else { return none }
    return try gain(facts) ?? NewRows.Gain(rows: facts.added, sums: [])
  }

  // MARK: - over all partitions

  /// The edition lacks the newest period of the edition before it.
  private func newestPeriodLost() -> (what: String, remedy: String)? {
    // Our own excerpts may leave out periods.
    guard edition.origin != .bundled, !guards.mayLoseNewestPeriod, let last = before.values.map(\.ordinal).max() else {
      return nil
    }
    let newest = before.filter { $0.value.ordinal == last }.max {
      (period($0.value), $0.key) < (period($1.value), $1.key)
    }
    guard let newest, let lost = newest.value.ends else { return nil }
    if let reaches = coverage.compactMap({ $0.ends(in: dataset) }).max(), reaches >= lost { return nil }
    return (
      "it has no rows for \(newest.key), the newest period of the edition before it (\(newest.value.rows) rows)",
      remedy("may_lose_newest")
    )
  }

  private func period(_ earlier: CoveredPartition) -> Int { earlier.ends?.daysSince1970 ?? .min }

  /// - Parameter wide: only if the factor affects a tenth of all keys: then it alone holds the edition.
  private func factorText(wide: Bool = false) -> String? {
    let known = movements.knownRows(coverage, before: before)
    for (column, factors) in zip(movements.columns, movements.factors) {
      guard let (factor, count) = factors.common(fewest: wide ? 20 : 2), !wide || count * 2 >= known else { continue }
      if wide, guards.moved == .off { continue }
      return
        "most revised values of \(column) (\(count) of \(factors.revisions)) are \(Self.factor(factor)) times what "
        + "they were: another unit?"
    }
    return nil
  }

  private func vanishedValues(
    _ vanished: (_ column: String, _ removed: Set<String>) throws -> (gone: [String], known: Int)?
  ) throws -> (what: String, remedy: String)? {
    guard let limit = guards.vanishedValues else { return nil }
    for (column, removed) in movements.removedValues.sorted(by: { $0.key < $1.key }) {
      guard let (gone, known) = try vanished(column, removed), known > 0, let first = gone.first else { continue }
      let share = 100 * Double(gone.count) / Double(known)
      guard share > limit else { continue }
      return (
        "\(gone.count) of \(known) values of \(column) are gone, more than \(Self.percent(limit))%; the first is "
          + "\"\(first)\"",
        remedy("vanished_values_pct")
      )
    }
    return nil
  }

  private func remedy(_ field: String) -> String {
    "\(edition.compareOrAccept); if this will happen again, set "
      + "guards.\(field) in \(dataset.manifestPath)"
  }

  private static func percent(_ share: Double) -> String {
    NumberText.decimal(share, decimals: share < 10 ? 2 : 1, grouped: true) ?? "?"
  }

  private static func factor(_ factor: Double) -> String {
    NumberText.decimal(factor, decimals: factor < 0.1 ? 6 : factor < 10 ? 4 : 1, grouped: true) ?? "?"
  }
}
