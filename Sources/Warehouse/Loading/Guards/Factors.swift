import Glibc

/// Finds out whether most numbers of a column were multiplied by one factor, as they are when a file changes its unit.
struct Factors {
  /// The revisions seen, those from or to 0 included.
  private(set) var revisions = 0
  /// The sum of the old numbers of all revisions, without signs.
  private var sum = 0.0
  private var byStep: [Int: (count: Int, old: Double, new: Double)] = [:]

  mutating func add(_ old: Int64, _ new: Int64) {
    revisions += 1
    sum += abs(Double(old))
    guard old > 0, new > 0 else { return }
    // Steps of 2%: rounding in the new unit stays within a step or its neighbors.
    let step = Int((log2(Double(new) / Double(old)) / Self.step).rounded())
    byStep[step, default: (0, 0, 0)].count += 1
    byStep[step]!.old += Double(old)
    byStep[step]!.new += Double(new)
  }

  /// The factor that most revisions share, with their number; nil if there is none, or it is 1.
  ///
  /// Four of five revisions share it, or half of them with 95% of the revised sum: small numbers are rounded away in a larger unit.
  ///
  /// - Parameter fewest: fewer revisions may agree by chance.
  func common(fewest: Int) -> (factor: Double, count: Int)? {
    guard revisions >= fewest, let best = byStep.max(by: { ($0.value.old, $1.key) < ($1.value.old, $0.key) })
    else { return nil }
    let near = (best.key - 1...best.key + 1).compactMap { byStep[$0] }
    let count = near.reduce(0) { $0 + $1.count }
    let old = near.reduce(0) { $0 + $1.old }
    let factor = near.reduce(0) { $0 + $1.new } / old
    let isMost = count * 5 >= revisions * 4 || (count * 2 >= revisions && old >= 0.95 * sum)
    guard isMost, abs(log2(factor)) > 3 * Self.step else { return nil }
    return (factor, count)
  }

  private static let step = 0.0286
}
