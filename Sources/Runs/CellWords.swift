import Model
import Warehouse

/// What changed in the summary tables over a dataset, in words.
enum CellWords {
  /// So many tables are told with their largest change.
  private static let shown = 3

  /// The largest change for the headline: `2024, Peru: displaced abroad +120,885`.
  static func short(_ news: Digest.News) -> [String] {
    guard !news.change.isFirst, let cell = news.tables.lazy.compactMap({ revised($0.change) }).first,
      let moved = Quantity(from: cell.old, to: cell.new, unit: cell.unit).difference
    else { return [] }
    let number = String(moved.prefix { $0 != "%" }.split(separator: ", ", maxSplits: 1)[0])
    return ["\(subject(cell)) \(number)"]
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
    "\(Wording.count(cells, "more cell")) of \(tables == 1 ? "this table" : "\(tables) tables") changed"
  }

  /// Tables that only have new rows, or fewer.
  private static func rows(_ tables: [Digest.TableNews]) -> [String] {
    tables.prefix(shown).map { table in
      let change = table.change
      var parts: [String] = []
      if change.newRows > 0 {
        let first = change.cells.first { $0.kind == .new }.map { cell in
          let only = change.newRows == 1 ? "" : ", the largest "
          return
            "\(only.isEmpty ? ": " : only)\(subject(cell)), \(Quantity(from: .null, to: cell.new, unit: cell.unit).text(cell.new))"
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

  /// `venezuelan of August 2025, Southwest Land Border`.
  private static func subject(_ cell: TableChange.Cell) -> String {
    let names = cell.key.filter { !$0.value.isEmpty }.map { Wording.name($0.value, of: $0.column) }
    let column = Wording.column(cell.column, unit: cell.unit)
    return names.isEmpty ? column : "\(column) of \(names.joined(separator: ", "))"
  }
}
