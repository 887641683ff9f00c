/// What a comparison knows about the columns: which number is the headline, and which numbers may be compared.
package struct ComparedColumns: Sendable {
  package let columns: [TableColumn]
  /// The headline number: the one that the rows are about; nil if there is none.
  package let headline: Int?
  private let groups: [Int]

  /// - Parameter derived: the numbers that are computed from others of their row, such as a share or a sum.
  package init(_ columns: [TableColumn], headline: Int?, derived: Set<Int> = []) {
    self.columns = columns
    self.headline = headline
    var ranks: [String: Int] = [:]
    // A number without a unit cannot be compared with any other column.
    func unit(_ i: Int) -> String { columns[i].unit.map { "unit " + $0 } ?? "column " + columns[i].name }
    for i in [headline].compactMap({ $0 }) + columns.indices where columns[i].isNumber && ranks[unit(i)] == nil {
      ranks[unit(i)] = ranks.count
    }
    let unitRanks = columns.indices.map { columns[$0].isNumber ? ranks[unit($0)] ?? ranks.count : ranks.count }
    groups = columns.indices.map { i in
      guard columns[i].isNumber else { return 1 + 2 * ranks.count }
      return i == headline ? 0 : 1 + unitRanks[i] + (derived.contains(i) ? ranks.count : 0)
    }
  }

  /// The rank of the column's group: the headline number, the other numbers of its unit, the numbers of each other
  /// unit, derived numbers in the same order, and last the columns that are not numbers.
  package func group(of column: Int) -> Int { groups[column] }
}

extension TableColumn {
  package var isNumber: Bool { kind == .integer || kind == .decimal }
  package var isTime: Bool { kind == .date || kind == .month || kind == .year }
}
