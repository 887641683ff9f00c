/// A column with what it says of one row, as text.
package struct KeyValue: Equatable, Sendable {
  package var column: String
  /// Empty where the row says nothing.
  package var value: String

  package init(_ column: String, _ value: String) {
    self.column = column
    self.value = value
  }
}

/// The columns that tell rows apart: rows of two states are the same row where these agree.
package struct RowKey: Sendable {
  package let indices: [Int]
  /// Beside each of ``indices`` the column that says the same to people: a code's name.
  private let shown: [Int]
  private let columns: [TableColumn]
  private let time: Int?

  /// A declared key.
  ///
  /// - Parameter states: the rows that are to be named; a name that two codes share names none of them.
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

  /// Finds the key of a table, which declares none: of its texts, dates, months and years as few as tell all rows of each
  /// state apart, the first ones before the later.
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
      // Where names alone do not tell the rows apart, every column does.
      self.init(Array(columns.indices), of: columns, in: states)
      return
    }
    // To look for a shorter one takes one pass over the rows for each column.
    if states.reduce(0, { $0 + $1.count }) < 200_000 {
      // The time that a row is of belongs to its name even where the rest would do.
      let time = key.first { columns[$0].isTime }
      for i in key.reversed() where key.count > 1 && i != time && isUnique(key.filter { $0 != i }) {
        key.removeAll { $0 == i }
      }
    }
    self.init(key, of: columns, in: states)
  }

  package func values(_ row: [Value]) -> [Value] { indices.map { row[$0] } }

  /// What names the row for people: the key's columns with their values, a code's name in the code's place.
  package func name(_ row: [Value]) -> [KeyValue] {
    zip(indices, shown).map { code, name in
      let i = row[name].plain.isEmpty ? code : name
      return KeyValue(columns[i].name, row[i].plain)
    }
  }

  /// What the row says of its time; dates, months and years sort as text. Empty where the key has none.
  package func period(_ row: [Value]) -> String { time.map { row[$0].plain } ?? "" }

  /// The column with the name that `country_code` is the code of: `country` or `country_name`.
  private static func nameColumn(ofCode i: Int, _ columns: [TableColumn]) -> Int? {
    guard columns[i].name.hasSuffix("_code") else { return nil }
    let stem = columns[i].name.dropLast("_code".count)
    return columns.firstIndex { $0.kind == .text && ($0.name == stem || $0.name == stem + "_name") }
  }

  /// False where two codes have one name.
  private static func isName(_ name: Int, ofCode code: Int, in states: [[[Value]]]) -> Bool {
    var codes: [Value: Value] = [:]
    for row in states.joined() where row[name] != .null {
      if let other = codes.updateValue(row[code], forKey: row[name]), other != row[code] { return false }
    }
    return true
  }
}

extension Value {
  /// The value without any adornment; NULL is empty.
  package var plain: String {
    switch self {
    case .null: ""
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
