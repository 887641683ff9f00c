import GRDB
import Manifest
import Model
import Words

/// A name that belonged to one code and is given to another (``Column/names``): two countries' names were exchanged, or a
/// column slipped by a row. Sums do not change, and every number is published under another name.
struct LabelCheck {
  let table: HistoryTable
  /// The edition that was just loaded.
  let ordinal: Int
  let db: GRDB.Database

  /// The first name that two codes have, in words; nil if there is none.
  func finding() throws -> String? {
    let columns = table.dataset.columns.map(\.name)
    for (label, code) in table.dataset.labels {
      if let finding = try finding(columns[label], columns[code]) { return finding }
    }
    return nil
  }

  /// The rows that the edition ended are compared as well: in a file that exchanges two names everywhere each name still has one code.
  private func finding(_ label: String, _ code: String) throws -> String? {
    let rows = "\(table.name) where (_until is null or _until = \(ordinal)) and trim(\(quoted(label))) <> ''"
    let shared = try Row.fetchAll(
      db,
      sql: """
        select \(quoted(label)), min(\(quoted(code))), max(\(quoted(code))) from \(rows)
        group by \(quoted(label)) having min(\(quoted(code))) <> max(\(quoted(code))) order by \(quoted(label))
        """)
    for row in shared {
      let name = Value(row, 0).plain
      let known = try Row.fetchAll(
        db, sql: "select distinct \(quoted(code)) from \(rows) and _since < \(ordinal) and \(quoted(label)) = ?",
        arguments: [name]
      ).map { Value($0, 0).plain }
      // A name that two codes shared before is nothing new.
      guard known.count < 2 else { continue }
      let brought = try Row.fetchAll(
        db,
        sql: """
          select \(quoted(code)), _page, _record from \(table.name)
          where _since = \(ordinal) and \(quoted(label)) = ? order by _page, _record
          """, arguments: [name])
      guard let example = brought.first(where: { !known.contains(Value($0, 0).plain) }) else { continue }
      let now = Value(example, 0).plain
      let other = known.first ?? [Value(row, 1).plain, Value(row, 2).plain].first { $0 != now } ?? ""
      return "record \(example[2] as Int), column \(label): \"\(name)\" is the name of \(code) \(other), and here of "
        + now + (shared.count > 1 ? "; \(English.count(shared.count - 1, "more name")) of two codes" : "")
    }
    return nil
  }

  /// Codes that the edition names otherwise than before, or not at all. Where the old name stays in use beside the new one it is reported: a
  /// consistent new name changes a text, a slip in some records splits a row of a table.
  func marks() throws -> [EditionMark] {
    let columns = table.dataset.columns.map(\.name)
    return try table.dataset.labels.flatMap { label, code in
      let gone = try nameless(columns[label], columns[code])
      let changed = try renamed(columns[label], columns[code])
      return [(EditionMark.Kind.twoNames, true), (.renamed, false)].compactMap { kind, stays -> EditionMark? in
        let renamed = changed.filter { $0.oldStays == stays }
        guard let first = renamed.first else { return nil }
        return EditionMark(
          kind, records: stays ? renamed.count : 0,
          "record \(first.record) calls \(columns[code]) \(first.code) \"\(first.new)\", "
            + (stays ? "others call it" : "the edition before called it") + " \"\(first.old)\""
            + (renamed.count > 1 ? " (\(English.count(renamed.count, "code")) in all)" : ""))
      } + [gone].compactMap(\.self)
    }
  }

  /// Records without a name for a code that had one: its numbers are published under no name.
  private func nameless(_ label: String, _ code: String) throws -> EditionMark? {
    let (name, id) = (quoted(label), quoted(code))
    let rows = try Row.fetchAll(
      db,
      sql: """
        select b._record, b.\(id), o.name
        from \(table.name) b
        join (
          select \(id) as code, max(\(name)) as name from \(table.name)
          where \(HistoryTable.isInForce(after: ordinal - 1)) and trim(\(name)) <> '' group by \(id)
        ) o on o.code = b.\(id)
        where b._since = \(ordinal) and coalesce(trim(b.\(name)), '') = '' order by b._page, b._record
        """)
    guard let first = rows.first else { return nil }
    let codes = Set(rows.map { Value($0, 1) }).count
    return EditionMark(
      .nameGone, records: rows.count,
      "record \(first[0] as Int) has no \(label) for \(code) \(Value(first, 1).plain), which the edition before called "
        + "\"\(Value(first, 2).plain)\""
        + (rows.count > 1
          ? " (\(English.count(rows.count, "record")) of \(English.count(codes, "code")) in all)" : ""))
  }

  private struct Renamed {
    var record: Int
    var code: String
    var old: String
    var new: String
    /// Whether rows with the old name stay in force.
    var oldStays: Bool
  }

  private func renamed(_ label: String, _ code: String) throws -> [Renamed] {
    let (name, id) = (quoted(label), quoted(code))
    return try Row.fetchAll(
      db,
      sql: """
        select b._record, b.\(id), o.name, b.\(name), s.code is not null, min(b._page * 4294967296 + b._record)
        from \(table.name) b
        join (
          select \(id) as code, min(\(name)) as name from \(table.name)
          where \(HistoryTable.isInForce(after: ordinal - 1)) and trim(\(name)) <> ''
          group by \(id) having min(\(name)) = max(\(name))
        ) o on o.code = b.\(id)
        left join (select distinct \(id) as code, \(name) as name from \(table.name) where \(HistoryTable.isInForce(after: nil))) s
          on s.code = b.\(id) and s.name = o.name
        where b._since = \(ordinal) and b.\(name) <> o.name and trim(b.\(name)) <> '' group by b.\(id) order by b.\(id)
        """
    ).map { row in
      Renamed(
        record: row[0], code: Value(row, 1).plain, old: Value(row, 2).plain, new: Value(row, 3).plain,
        oldStays: row[4])
    }
  }
}
