import Words

/// Some rows of a period, or of several, as a share of those that were known before.
struct RowShare {
  var rows: Int
  var of: Int

  var percent: Double { 100 * Double(rows) / Double(max(1, of)) }

  /// In a period with fewer rows, each of them is a large share.
  private static let fewestRows = 10

  /// The share of all periods together, in percent, or that of one of them where it is larger. Under a bound that one row of a small
  /// period exceeds anyway, only all together count.
  static func most(_ periods: [RowShare], under bound: Double) -> Double {
    let all = RowShare(rows: periods.reduce(0) { $0 + $1.rows }, of: periods.reduce(0) { $0 + $1.of })
    guard bound * Double(fewestRows) >= 100 else { return all.percent }
    return (periods + [all]).filter { $0.of >= fewestRows }.map(\.percent).max() ?? 0
  }

  static func percent(_ share: Double) -> String {
    NumberText.decimal(share, decimals: share < 0.1 ? 4 : share < 10 ? 2 : 1, grouped: true) ?? "?"
  }
}
