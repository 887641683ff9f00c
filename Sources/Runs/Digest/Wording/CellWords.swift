import Model
import Warehouse
import Words

/// What changed in the summary tables over a dataset, in words.
enum CellWords {
  /// At most so many tables are reported with their largest change.
  private static let shown = 3

  /// The largest change for the headline, `displaced abroad (2024, Peru) +120,885 people`; if no cell changed, the
  /// number in the one new row of a table.
  static func short(_ news: Digest.News) -> [String] {
    guard !news.change.isFirst else { return [] }
    if let cell = news.tables.lazy.compactMap({ revised($0.change) }).first {
      let quantity = quantity(cell)
      return [quantity.distance.map { "\(subject(cell)) \($0)" } ?? "\(subject(cell)) \(quantity.move)"]
    }
    let only = news.tables.lazy.compactMap { table in
      table.change.addedRows == 1 ? table.change.cells.first { $0.kind == .added && isNamed($0, by: table.title) } : nil
    }.first
    return only.map { [new($0)] } ?? []
  }

  /// Whether the number's name says what the table is about: the headline does not show the table's title.
  private static func isNamed(_ cell: TableChange.Cell, by title: String) -> Bool {
    let words = ColumnWords.words(cell.column, unit: cell.unit).split(separator: " ")
    let title = title.lowercased()
    return words.allSatisfy { title.contains($0) } && words.contains { $0.count > 3 }
  }

  /// The sentences of the dataset's paragraph, without their periods.
  static func sentences(_ news: Digest.News) -> [String] {
    // After a first load everything is new, and no table has changes.
    guard !news.change.isFirst, !news.tables.isEmpty else { return [] }
    let moved = news.tables.filter { revised($0.change) != nil }
    var sentences: [String] = []
    var reported: [Digest.TableNews] = []
    for table in moved
    where reported.count < shown && !reported.contains(where: { $0.change.table == table.change.table }) {
      guard let cell = revised(table.change) else { continue }
      sentences.append("in \"\(table.title)\", \(subject(cell)) went \(quantity(cell).move)")
      reported.append(table)
      let same = moved.filter { other in
        !reported.contains { $0.change.table == other.change.table } && isSameMove(cell, revised(other.change))
      }
      reported += same
      if !same.isEmpty, let distance = quantity(cell).distance {
        sentences.append("the same \(distance) in \(English.list(same.map(now)))")
      }
    }
    let rest = moved.reduce(0) { $0 + $1.change.changedCells } - reported.count
    if rest > 0 { sentences.append(more(rest, moved.count)) }
    return sentences + rows(news.tables.filter { revised($0.change) == nil })
  }

  /// Whether the same number changed by the same amount in a table that aggregates it differently.
  private static func isSameMove(_ cell: TableChange.Cell, _ other: TableChange.Cell?) -> Bool {
    guard let other, cell.column == other.column, cell.unit == other.unit else { return false }
    guard let distance = quantity(cell).distance else { return false }
    return distance == quantity(other).distance
  }

  /// `"Encounters by fiscal year" (fiscal year 2025: 66,956 now)`.
  private static func now(_ table: Digest.TableNews) -> String {
    guard let cell = revised(table.change) else { return "" }
    return "\"\(table.title)\" (\(RowName.words(cell.key).map { $0 + ": " } ?? "")\(quantity(cell).bare(cell.new)) now)"
  }

  private static func more(_ cells: Int, _ tables: Int) -> String {
    "\(English.count(cells, "more number")) in \(tables == 1 ? "this table" : "these \(tables) tables") changed"
  }

  /// Tables in which rows were only added or removed.
  private static func rows(_ tables: [Digest.TableNews]) -> [String] {
    tables.prefix(shown).map { table in
      let change = table.change
      var parts: [String] = []
      if change.addedRows > 0 {
        let first = change.cells.first { $0.kind == .added }.map {
          (change.addedRows == 1 ? ", " : ", among them ") + new($0)
        }
        parts.append("has \(English.count(change.addedRows, "new row"))\(first ?? "")")
      }
      if change.removedRows > 0 { parts.append("lost \(English.count(change.removedRows, "row"))") }
      return "\"\(table.title)\" \(English.list(parts))"
    }
  }

  private static func revised(_ table: TableChange) -> TableChange.Cell? { table.cells.first { $0.kind == .revised } }

  /// The number with its unit, unless the column's name already says it.
  private static func quantity(_ cell: TableChange.Cell) -> Quantity {
    let unit = cell.unit == ColumnWords.words(cell.column) ? nil : cell.unit
    return Quantity(from: cell.old, to: cell.new, unit: unit)
  }

  /// `venezuelan (fiscal year 2025): 66,944 encounters`; `3,958 events (Marijuana, fiscal year 2026)`.
  private static func new(_ cell: TableChange.Cell) -> String {
    let number = Quantity(from: .null, to: cell.new, unit: cell.unit).text(cell.new)
    guard cell.unit == ColumnWords.words(cell.column) else { return "\(subject(cell)): \(number)" }
    return number + (RowName.words(cell.key).map { " (\($0))" } ?? "")
  }

  /// `venezuelan (August 2025, Southwest Land Border)`.
  private static func subject(_ cell: TableChange.Cell) -> String {
    ColumnWords.words(cell.column, unit: cell.unit) + (RowName.words(cell.key).map { " (\($0))" } ?? "")
  }
}
