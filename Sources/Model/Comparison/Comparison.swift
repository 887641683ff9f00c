/// What differs between two states of the same rows, the most important changes first.
///
/// All of Soundings uses this one order of changes, so that the same row leads in `diff`, in the digest and on the
/// pages:
///
/// 1. Revised rows come first, because a publisher who changes a published number is news; then removed rows, then
///    added rows, and last the rows of partitions seen for the first time. Among added rows, the newest period comes
///    first.
/// 2. The headline number comes before all others, however far those moved: a reader of "displaced abroad by country"
///    wants that number first, and a loosely counted number may jump.
/// 3. Then come the other numbers of its unit together, then those of each other unit separately: 500 milligrams are
///    not more than 3 seizures. A column without a unit is compared only with itself. Numbers derived from others in
///    their row come last, because they repeat the same news.
/// 4. Within one unit, the absolute difference decides. By relative change, Malta (from 13 people to 65) would come
///    before Peru (from 1,542,004 to 1,662,889), and the smallest rows would always lead. By share of the column's
///    total or of its largest number, the order within a column would be that of the absolute difference, and across
///    columns of one unit the smaller column would win. Shares and rates are compared in percentage points for the same
///    reason: that is their absolute difference, and going from 0.1 to 0.2 percent is not a doubling of the news.
/// 5. Ties are broken by the order of the rows and columns, so that the order is total.
package struct Comparison: Sendable {
  package let columns: ComparedColumns
  package let key: RowKey
  /// The rows that differ, in their own order.
  package let rows: [RowChange]
  /// Every value that differs, in the order of changes; for added and removed rows, one for each number.
  package let cells: [CellChange]

  /// - Parameter rows: in an order that depends on the rows alone.
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
    self.cells = Self.sorted(cells, of: rows, columns: columns, key: key)
  }

  /// What differs between two states of a table's rows; the key is derived from the rows.
  package init(of columns: ComparedColumns, from before: [[Value]], to after: [[Value]]) {
    let key = RowKey(finding: columns.columns, in: [before, after])
    self.init(RowChange.all(from: before, to: after, by: key), columns: columns, key: key)
  }

  /// One change for each row that differs, in the order of changes: for a revised row its first change; for an added or
  /// removed row the change of the headline number, NULL or not. Rows without a headline number are left out.
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
    return leads + Self.sorted(moved, of: rows, columns: columns, key: key)
  }

  /// The changes of some columns, so that each row that differs is among them: a row that came or went and has no number
  /// there is named by another of these values, or by its key. Revised rows that differ in other columns only are left out.
  ///
  /// Whoever asks what moved a figure wants what moved it most, be it new, gone or revised: within a unit the largest comes first, whatever
  /// its kind, and rule 1 breaks ties.
  package func cells(of columns: Set<Int>) -> [CellChange] {
    let numbers = cells.filter { columns.contains($0.column) }.enumerated().sorted { a, b in
      func rank(_ cell: CellChange) -> ChangeRank<ExactNumber> {
        ChangeRank(group: self.columns.group(of: cell.column), distance: cell.distance)
      }
      let (x, y) = (rank(a.element), rank(b.element))
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
    let named = Set(numbers.map(\.row))
    let others = rows.indices.filter { rows[$0].kind != .revised && !named.contains($0) }.compactMap { i in
      let texts = columns.subtracting(key.indices).sorted().filter { rows[i].row[$0] != .null }
      return (texts.first ?? key.indices.last).map { CellChange(rows[i], row: i, column: $0, isNumber: false) }
    }
    return numbers + Self.sorted(others, of: rows, columns: self.columns, key: key)
  }

  /// The number of rows of a kind.
  package func count(_ kind: RowChange.Kind) -> Int { rows.count { $0.kind == kind } }

  private static func sorted(
    _ cells: [CellChange], of rows: [RowChange], columns: ComparedColumns, key: RowKey
  ) -> [CellChange] {
    let periods = rows.map { $0.kind == .added || $0.kind == .firstSeen ? key.period($0.row) : "" }
    func rank(_ cell: CellChange) -> ChangeRank<ExactNumber> {
      ChangeRank(group: columns.group(of: cell.column), distance: cell.distance)
    }
    return cells.sorted { a, b in
      if a.kind != b.kind { return a.kind.place < b.kind.place }
      let (x, y) = (rank(a), rank(b))
      if x.group == y.group, periods[a.row] != periods[b.row] { return periods[a.row] > periods[b.row] }
      return x != y ? x < y : (a.row, a.column) < (b.row, b.column)
    }
  }
}
