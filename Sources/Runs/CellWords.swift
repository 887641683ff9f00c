import Model
import Warehouse

/// What changed in the summary tables over a dataset, in words.
enum CellWords {
  /// So many tables are told with their largest change.
  private static let shown = 3

  /// The largest change for the headline, `displaced abroad (2024, Peru) +120,885 people`; else the number of the one new row
  /// of a table.
  static func short(_ news: Digest.News) -> [String] {
    guard !news.change.isFirst else { return [] }
    if let cell = news.tables.lazy.compactMap({ revised($0.change) }).first {
      let quantity = Quantity(from: cell.old, to: cell.new, unit: cell.unit)
      return [quantity.distance.map { "\(subject(cell)) \($0)" } ?? "\(subject(cell)) \(quantity.move)"]
    }
    let only = news.tables.lazy.compactMap { table in
      table.change.newRows == 1 ? table.change.cells.first { $0.kind == .new } : nil
    }.first
    return only.map { ["\(subject($0)) \(Quantity(from: .null, to: $0.new, unit: $0.unit).text($0.new))"] } ?? []
  }

  /// The sentences of the dataset's paragraph, without their periods.
  static func sentences(_ news: Digest.News) -> [String] {
    // Where all is new, no table has a change to tell.
    guard !news.change.isFirst, !news.tables.isEmpty else { return [] }
    var sentences: [String] = []
    let moved = news.tables.filter { revised($0.change) != nil }
    for table in moved.prefix(shown) {
      guard let cell = revised(table.change) else { continue }
      sentences.append("in \"\(table.title)\", \(subject(cell)) went \(move(cell))")
    }
    let told = moved.prefix(shown).count
    let rest = moved.reduce(0) { $0 + $1.change.changedCells } - told
    if rest > 0 { sentences.append(more(rest, moved.count)) }
    return sentences + rows(news.tables.filter { revised($0.change) == nil })
  }

  private static func more(_ cells: Int, _ tables: Int) -> String {
    "\(Wording.count(cells, "more number")) in \(tables == 1 ? "this table" : "these \(tables) tables") changed"
  }

  /// Tables that only have new rows, or fewer.
  private static func rows(_ tables: [Digest.TableNews]) -> [String] {
    tables.prefix(shown).map { table in
      let change = table.change
      var parts: [String] = []
      if change.newRows > 0 {
        let first = change.cells.first { $0.kind == .new }.map { cell in
          let number = Quantity(from: .null, to: cell.new, unit: cell.unit).text(cell.new)
          return (change.newRows == 1 ? ": " : ", among them ") + "\(subject(cell)), \(number)"
        }
        parts.append("has \(Wording.count(change.newRows, "new row"))\(first ?? "")")
      }
      if change.goneRows > 0 { parts.append("lost \(Wording.count(change.goneRows, "row"))") }
      return "\"\(table.title)\" \(Wording.list(parts))"
    }
  }

  private static func revised(_ table: TableChange) -> TableChange.Cell? { table.cells.first { $0.kind == .revised } }

  private static func move(_ cell: TableChange.Cell) -> String {
    Quantity(from: cell.old, to: cell.new, unit: cell.unit).move
  }

  /// `venezuelan (August 2025, Southwest Land Border)`.
  private static func subject(_ cell: TableChange.Cell) -> String {
    let names = cell.key.filter { !$0.value.isEmpty }.map { Wording.name($0.value, of: $0.column) }
    let column = Wording.column(cell.column, unit: cell.unit)
    return names.isEmpty ? column : "\(column) (\(names.joined(separator: ", ")))"
  }
}
