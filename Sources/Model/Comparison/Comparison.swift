/// What differs between two states of the same rows, the changes that matter most first.
///
/// There is one order of changes in all of Soundings, so that the same row leads in `diff`, in the digest and on the pages:
///
/// 1. A publisher who changes what it said is the news: what was revised comes first, then rows that were removed, then rows
///    that were added, and last the rows of partitions seen for the first time. Of rows that came, the newest period is first.
/// 2. The number that the rows are about leads, however far others moved: a reader of "displaced abroad by country" asks
///    for those first, and another number may be loosely counted and leap.
/// 3. Then all numbers of its unit together, then those of each other unit by itself: 500 milligrams are not more than 3
///    seizures. A column without a unit is compared with itself only. Numbers that follow from others of their row come
///    last, for they say the same again.
/// 4. Within one unit the absolute difference counts. The relative change of a cell would lead with Malta, where 13 people
///    became 65, before Peru, where 120,885 came to 1,542,004; the smallest rows would lead always. The share of a column's
///    total or of its largest number gives the order of the absolute difference within a column, and across columns of one
///    unit prefers the smaller column. A share or a rate is compared in percentage points for the same reason: they are
///    its absolute difference, and 0.1 percent that becomes 0.2 has not doubled the news.
/// 5. What is equally large is in the order of the rows and columns, so that the order is total.
package struct Comparison: Sendable {
  package let columns: ComparedColumns
  package let key: RowKey
  /// The rows that differ, in their own order.
  package let rows: [RowChange]
  /// Every value that differs, in the order of changes; of rows that came or went one for each number.
  package let cells: [CellChange]

  /// - Parameter rows: in an order that depends on nothing but the rows.
  package init(_ rows: [RowChange], columns: ComparedColumns, key: RowKey) {
    self.columns = columns
    self.key = key
    self.rows = rows
    let named = Set(key.indices)
    let compared = columns.columns.indices.filter { !named.contains($0) }
    var cells: [CellChange] = []
    for (i, change) in rows.enumerated() {
      for column in compared {
        let isNumber = columns.columns[column].isNumber
        let differs =
          change.kind == .revised
          ? change.old[column] != change.new[column] : isNumber && change.row[column] != .null
        if differs { cells.append(CellChange(change, row: i, column: column, isNumber: isNumber)) }
      }
    }
    self.cells = Self.sorted(cells, rows, columns, key)
  }

  /// What differs between the rows of a table in two states; the key is found.
  package init(of columns: ComparedColumns, from before: [[Value]], to after: [[Value]]) {
    let key = RowKey(finding: columns.columns, in: [before, after])
    self.init(RowChange.all(from: before, to: after, by: key), columns: columns, key: key)
  }

  /// For each row that differs the one change that tells it, in the order of changes: of a revised row the first of its
  /// own, of one that came or went the headline number, said or not. Rows without such a number are left out.
  package var leads: [CellChange] {
    var isTaken = Array(repeating: false, count: rows.count)
    var leads: [CellChange] = []
    for cell in cells where cell.kind == .revised && !isTaken[cell.row] {
      isTaken[cell.row] = true
      leads.append(cell)
    }
    guard let headline = columns.headline else { return leads }
    let moved = rows.indices.filter { rows[$0].kind != .revised }.map {
      CellChange(rows[$0], row: $0, column: headline, isNumber: true)
    }
    return leads + Self.sorted(moved, rows, columns, key)
  }

  /// The number of rows of a kind.
  package func count(_ kind: RowChange.Kind) -> Int { rows.count { $0.kind == kind } }

  private static func sorted(
    _ cells: [CellChange], _ rows: [RowChange], _ columns: ComparedColumns, _ key: RowKey
  ) -> [CellChange] {
    let periods = rows.map { $0.kind == .added || $0.kind == .firstSeen ? key.period($0.row) : "" }
    return cells.sorted { a, b in
      if a.kind != b.kind { return a.kind.place < b.kind.place }
      let (x, y) = (columns.group(of: a.column), columns.group(of: b.column))
      if x != y { return x < y }
      if periods[a.row] != periods[b.row] { return periods[a.row] > periods[b.row] }
      if a.distance != b.distance { return a.distance > b.distance }
      return (a.row, a.column) < (b.row, b.column)
    }
  }
}
