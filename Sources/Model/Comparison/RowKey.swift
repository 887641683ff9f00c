/// The columns that identify a row: rows of two states are the same row if these agree.
package struct RowKey: Sendable {
  package let indices: [Int]
  /// For each of ``indices``, the column to show instead: the name column of a code.
  private let shown: [Int]
  private let columns: [TableColumn]
  private let time: Int?

  /// A declared key.
  ///
  /// - Parameter states: the rows to be named; a name that two codes share is not used.
  package init(_ indices: [Int], of columns: [TableColumn], in states: [[[Value]]]) {
    self.indices = indices
    self.columns = columns
    shown = indices.map { code in
      guard let name = Self.nameColumn(ofCode: code, columns), Self.isName(name, ofCode: code, in: states) else {
        return code
      }
      return name
    }
    time = indices.first { columns[$0].isTime }
  }

  /// Derives the key of a table that declares none: as few of its text, date, month and year columns as identify all
  /// rows of each state, preferring the leftmost.
  package init(finding columns: [TableColumn], in states: [[[Value]]]) {
    func isUnique(_ key: [Int]) -> Bool {
      states.allSatisfy { rows in
        var seen: Set<[Value]> = []
        return rows.allSatisfy { row in seen.insert(key.map { row[$0] }).inserted }
      }
    }
    let names = columns.indices.filter { columns[$0].namesRows }
    let candidates = [names, columns.indices.filter { !columns[$0].isNumber }]
    guard var key = candidates.first(where: isUnique) else {
      // When these columns do not identify the rows, use every column.
      self.init(Array(columns.indices), of: columns, in: states)
      return
    }
    // Looking for a shorter key takes one pass over the rows for each column.
    if states.reduce(0, { $0 + $1.count }) < 200_000 {
      // A row's time belongs to its name even when the other columns are enough.
      let time = key.first { columns[$0].isTime }
      for i in key.reversed() where key.count > 1 && i != time && isUnique(key.filter { $0 != i }) {
        key.removeAll { $0 == i }
      }
    }
    self.init(key, of: columns, in: states)
  }

  package func values(_ row: [Value]) -> [Value] { indices.map { row[$0] } }

  /// The row's name for people: the key's columns with their values, with a code replaced by its name.
  package func name(_ row: [Value]) -> [KeyValue] {
    zip(indices, shown).map { code, name in
      let i = row[name].plain.isEmpty ? code : name
      return KeyValue(columns[i].name, row[i].plain)
    }
  }

  /// The row's period as text; dates, months and years sort as text. Empty when the key has none.
  package func period(_ row: [Value]) -> String { time.map { row[$0].plain } ?? "" }

  /// The column that names a code: `country` or `country_name` for `country_code`.
  private static func nameColumn(ofCode i: Int, _ columns: [TableColumn]) -> Int? {
    guard columns[i].name.hasSuffix("_code") else { return nil }
    let stem = columns[i].name.dropLast("_code".count)
    return columns.firstIndex { $0.kind == .text && ($0.name == stem || $0.name == stem + "_name") }
  }

  /// False if two codes share a name.
  private static func isName(_ name: Int, ofCode code: Int, in states: [[[Value]]]) -> Bool {
    var codes: [Value: Value] = [:]
    for row in states.joined() where row[name] != .null {
      if let other = codes.updateValue(row[code], forKey: row[name]), other != row[code] { return false }
    }
    return true
  }
}
