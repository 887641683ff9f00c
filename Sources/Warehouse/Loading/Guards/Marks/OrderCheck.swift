import GRDB
import Manifest
import Model
import Words

/// Rows whose dates are not in the order of another column, as the contract expects (`ordered_with`).
struct OrderCheck {
  let table: HistoryTable
  /// The edition that was just loaded.
  let ordinal: Int
  let db: GRDB.Database

  /// The marks of the edition, one for each column that is out of order. Rows that were so before are not reported again.
  func marks() throws -> [EditionMark] {
    try table.dataset.columns.compactMap { column -> EditionMark? in
      try column.orderedWith.flatMap { try mark(column.name, $0) }
    }
  }

  private func mark(_ column: String, _ other: String) throws -> EditionMark? {
    let (date, runs) = (quoted(column), quoted(other))
    let rows = try Row.fetchAll(
      db,
      sql: """
        select \(date), \(runs), earlier, before, _page, _record from (
          select \(date), \(runs), _since, _page, _record,
            lag(\(date)) over w as earlier, lag(\(runs)) over w as before, lag(_since) over w as since_before
          from \(table.name) where \(HistoryTable.isInForce(after: nil)) and \(date) is not null and \(runs) is not null
          window w as (order by \(runs), \(date), _page, _record))
        where \(date) < earlier and \(runs) > before and (_since = \(ordinal) or since_before = \(ordinal))
        order by _page, _record
        """)
    guard let first = rows.first else { return nil }
    func text(_ i: Int) -> String { Value(first, i).plain }
    let count = rows.count
    return EditionMark(
      .outOfOrder, records: count,
      "\(English.count(count, "record")) \(English.form(count, "is", plural: "are")) out of order; "
        + (count == 1 ? "" : "the first is ")
        + "record \(first[5] as Int): \(column) \(text(0)) with \(other) \(text(1)), after \(text(2)) with \(other) \(text(3))"
    )
  }
}
