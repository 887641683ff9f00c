/// The largest number of each column in any of the states.
///
/// Different tables have no unit in common (encounters, milligrams). To list their changes together, each change is
/// measured as a share of its column's largest number. Within one table, ``Comparison`` defines the order.
package struct ColumnScales: Sendable {
  private let largest: [Double]

  package init(_ columns: [TableColumn], in states: [[[Value]]]) {
    largest = columns.indices.map { i in
      columns[i].isNumber ? states.joined().lazy.map { abs($0[i].number) }.max() ?? 0 : 0
    }
  }

  /// How far a number moved, in millionths of its column's largest number: 0 to 2,000,000, and 0 for texts.
  package func millionths(_ change: CellChange) -> Int64 {
    let scale = largest[change.column]
    return scale > 0 ? Int64(1e6 * min(2, abs(change.new.number - change.old.number) / scale)) : 0
  }
}

extension Value {
  fileprivate var number: Double {
    switch self {
    case .integer(let n): Double(n)
    case .real(let x): x
    case .null, .text: 0
    }
  }
}
