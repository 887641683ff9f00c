import Model

extension English {
  /// `2 rows added, 1 removed, 12 revised`; empty where no row differs.
  ///
  /// - Parameter alwaysNaming: the kinds that are named with 0 too.
  package static func rows(_ counts: RowCounts, alwaysNaming: Set<RowChange.Kind> = []) -> String {
    let parts: [(kind: RowChange.Kind, rows: Int)] = [
      (.firstSeen, counts.firstSeen), (.added, counts.added), (.removed, counts.removed), (.revised, counts.revised),
    ]
    return parts.filter { $0.rows > 0 || alwaysNaming.contains($0.kind) }.enumerated().map { i, part in
      let number = i == 0 ? English.count(part.rows, "row") : NumberText.grouped(part.rows)
      return "\(number) \(part.kind == .firstSeen ? "first seen" : part.kind.rawValue)"
    }.joined(separator: ", ")
  }
}
