import Manifest
import Model
import Warehouse

/// What differs between the rows of a summary table in two states.
///
/// Rows are the same row where the columns that name them agree. A table does not say which these are; they are found: of its
/// texts, dates, months and years as few as tell all rows apart, the first ones before the later.
struct TableComparison {
  /// So many cells of each kind are kept; the rest is only counted.
  static let kept = 5

  private let manifest: TableManifest
  private let key: [Int]
  private let headline: Int?
  /// The largest number of each column in either state.
  private let scales: [Double]

  private init(_ manifest: TableManifest, _ before: [[Value]], _ after: [[Value]]) {
    self.manifest = manifest
    key = Self.key(manifest, [before, after])
    headline = Self.headline(manifest)
    scales = manifest.columns.indices.map { i in
      max(before.lazy.map { $0[i].magnitude }.max() ?? 0, after.lazy.map { $0[i].magnitude }.max() ?? 0)
    }
  }

  /// - Parameter datasets: the changed ones that the table reads.
  static func change(
    of manifest: TableManifest, datasets: [String], from before: [[Value]], to after: [[Value]]
  ) -> TableChange {
    var change = TableChange(
      table: manifest.name, datasets: datasets, rowsBefore: before.count, rowsAfter: after.count)
    guard before != after else { return change }
    let comparison = TableComparison(manifest, before, after)
    var old: [[Value]: [Value]] = [:]
    for row in before { old[comparison.key(row)] = row }
    var cells: [TableChange.Cell] = []
    var new: [(period: String, cell: TableChange.Cell)] = []
    for row in after {
      guard let was = old.removeValue(forKey: comparison.key(row)) else {
        change.newRows += 1
        if let cell = comparison.cell(.new, row) { new.append((comparison.period(row), cell)) }
        continue
      }
      let changed = row.indices.filter { row[$0] != was[$0] }
      change.changedCells += changed.count
      if let cell = comparison.cell(changed, was, row) { cells.append(cell) }
    }
    change.goneRows = old.count
    let gone = before.compactMap { row in
      old[comparison.key(row)] == nil ? nil : comparison.cell(.gone, row)
    }
    // Of new rows the newest count, of these the largest.
    let newest = new.map(\.period).max()
    change.cells = [cells, new.filter { $0.period == newest }.map(\.cell), gone].flatMap { largest($0) }
    return change
  }

  /// The largest first; what is equally large stays in the table's own order.
  private static func largest(_ cells: [TableChange.Cell]) -> [TableChange.Cell] {
    let sorted = cells.enumerated().sorted {
      $0.element.weight != $1.element.weight ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
    }
    return sorted.prefix(kept).map(\.element)
  }

  /// The one cell that stands for a row's changes: the table's headline number, else the largest change that no other brings
  /// about.
  private func cell(_ changed: [Int], _ was: [Value], _ row: [Value]) -> TableChange.Cell? {
    func weight(_ i: Int) -> Int64 { self.weight(was[i], row[i], i) }
    let direct = changed.filter { !manifest.isDerived($0) }
    let numbers = (direct.isEmpty ? changed : direct).filter { manifest.columns[$0].isNumber }
    let candidates = numbers.isEmpty ? changed : numbers
    let best =
      candidates.first { $0 == headline }
      ?? candidates.max { a, b in weight(a) != weight(b) ? weight(a) < weight(b) : a > b }
    guard let i = best else { return nil }
    return TableChange.Cell(
      kind: .revised, key: named(row), column: manifest.columns[i].name, unit: manifest.columns[i].unit, old: was[i],
      new: row[i], weight: weight(i))
  }

  /// A row that came or went, told by its headline number.
  private func cell(_ kind: TableChange.Cell.Kind, _ row: [Value]) -> TableChange.Cell? {
    guard let i = headline else { return nil }
    let (old, new) = kind == .new ? (Value.null, row[i]) : (row[i], .null)
    return TableChange.Cell(
      kind: kind, key: named(row), column: manifest.columns[i].name, unit: manifest.columns[i].unit, old: old, new: new,
      weight: weight(old, new, i))
  }

  /// A change in millionths of the column's largest number, so that encounters and milligrams can stand in one list.
  private func weight(_ old: Value, _ new: Value, _ i: Int) -> Int64 {
    guard manifest.columns[i].isNumber, scales[i] > 0 else { return 0 }
    return Int64(1e6 * min(2, abs(new.number - old.number) / scales[i]))
  }

  private func key(_ row: [Value]) -> [Value] { key.map { row[$0] } }

  /// What a row says of its time; dates, months and years sort as text.
  private func period(_ row: [Value]) -> String {
    key.first { Self.isTime(manifest.columns[$0]) }.map { row[$0].text } ?? ""
  }

  private static func isTime(_ column: TableColumn) -> Bool { [.date, .month, .year].contains(column.kind) }

  private func named(_ row: [Value]) -> [TableChange.KeyValue] {
    key.map { i in
      let shown = manifest.nameColumn(ofCode: i) ?? i
      return TableChange.KeyValue(manifest.columns[shown].name, row[shown] == .null ? "" : row[shown].text)
    }
  }

  private static func key(_ manifest: TableManifest, _ states: [[[Value]]]) -> [Int] {
    func isUnique(_ key: [Int]) -> Bool {
      states.allSatisfy { rows in
        var seen: Set<[Value]> = []
        return rows.allSatisfy { row in seen.insert(key.map { row[$0] }).inserted }
      }
    }
    var key = manifest.columns.indices.filter { !manifest.columns[$0].isNumber }
    // Where names alone do not tell the rows apart, every column does.
    guard isUnique(key) else { return Array(manifest.columns.indices) }
    // To look for a shorter one takes one pass over the rows for each column.
    guard states.reduce(0, { $0 + $1.count }) < 200_000 else { return key }
    // The time that a row is of is said even where the rest would do.
    let time = key.first { isTime(manifest.columns[$0]) }
    for i in key.reversed() where key.count > 1 && i != time && isUnique(key.filter { $0 != i }) {
      key.removeAll { $0 == i }
    }
    return key
  }

  /// The number that a table is about: the first whose name its title says, else the first that is counted.
  private static func headline(_ manifest: TableManifest) -> Int? {
    let title = Set(manifest.title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    let numbers = manifest.columns.indices.filter { manifest.columns[$0].isNumber && !manifest.isDerived($0) }
    let counted = numbers.filter { i in
      !manifest.traces(of: manifest.columns[i].name).contains {
        if case .records(let records) = $0.lineage, case .distinct = records.measure { true } else { false }
      }
    }
    return counted.first { i in manifest.columns[i].name.split(separator: "_").allSatisfy { title.contains(String($0)) }
    }
      ?? counted.first ?? numbers.first ?? manifest.columns.indices.first { manifest.columns[$0].isNumber }
  }
}

extension TableManifest {
  /// True for a column that follows from others of its row.
  fileprivate func isDerived(_ i: Int) -> Bool {
    traces(of: columns[i].name).contains { if case .derived = $0.lineage { true } else { false } }
  }

  /// The column with the name that `country_code` is the code of: `country` or `country_name`.
  fileprivate func nameColumn(ofCode i: Int) -> Int? {
    guard columns[i].name.hasSuffix("_code") else { return nil }
    let stem = columns[i].name.dropLast("_code".count)
    return columns.firstIndex { $0.kind == .text && ($0.name == stem || $0.name == stem + "_name") }
  }
}

extension TableColumn {
  fileprivate var isNumber: Bool { kind == .integer || kind == .decimal }
}

extension Value {
  fileprivate var number: Double {
    switch self {
    case .integer(let n): Double(n)
    case .real(let x): x
    case .null, .text: 0
    }
  }

  fileprivate var magnitude: Double { abs(number) }
}
