import FoundationEssentials
import GRDB
import GRDBSQLite
import Model
import Synchronization
import System

extension Session {
  /// The rows of a SELECT in the state that the session shows: those that are remembered, if its basis is the same.
  func rows(of statement: SelectStatement, limit: Int = .max) throws -> [[Value]] {
    guard let memory, let basis = try basis(of: statement, limit: limit) else {
      memory?.content.withLock { $0.counts.ran += 1 }
      return try statement.rows(limit: limit)
    }
    if let known = try remembered(basis, memory) {
      memory.content.withLock { $0.counts.remembered += 1 }
      return known.rows
    }
    let rows = try statement.rows(limit: limit)
    memory.content.withLock {
      $0.rows[basis] = SelectMemory.Rows(rows: rows)
      $0.counts.ran += 1
    }
    return rows
  }

  /// Whether the rows on this basis are known not to depend on the order in which SQLite reads.
  func isSteady(_ basis: String?) -> Bool {
    guard let memory, let basis else { return false }
    return memory.content.withLock { $0.rows[basis]?.isSteady ?? false }
  }

  /// Remembers that these rows, which were just read, do not depend on that order.
  func noteSteady(_ basis: String?) {
    guard let memory, let basis else { return }
    memory.content.withLock { content in
      content.rows[basis]?.isSteady = true
      content.rows[basis]?.isNew = true
    }
  }

  /// All that the rows of a SELECT rest on, as one hash: the program, its text, and what it reads in the state that the session
  /// shows. Nil without a memory, and where it reads anything but datasets and editions in one of the usual states.
  func basis(of statement: SelectStatement, limit: Int = .max) throws -> String? {
    guard let memory, !shown.isReversed, !shown.isLoading else { return nil }
    // It would go past the views that show the state.
    let words = statement.sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
    guard !words.contains(where: { $0 == "main" || $0 == "temp" || $0.hasPrefix("_") }) else { return nil }
    var parts: Set<BasisStamps.Part> = []
    for (table, readers) in statement.readers where !Self.isCounted(table) {
      guard let own = self.parts(of: table, through: readers) else { return nil }
      parts.formUnion(own)
    }
    var text = ValueBytes()
    text.add(memory.program)
    text.add(statement.sql)
    text.add(.integer(Int64(limit)))
    for column in statement.columns { text.add(column) }
    for stamp in try parts.map(stamp).sorted() { text.add(stamp) }
    return Hash.sha256(text.bytes)
  }

  /// Whether what is read there is a dataset, a view or the SELECT's own: it is counted by the engine's tables beneath.
  private static func isCounted(_ table: String) -> Bool {
    !["_", "sqlite_", "pragma_", "dbstat"].contains(where: table.hasPrefix)
  }

  /// What a SELECT sees of one of the engine's tables; nil if it does not read it through a view that shows a usual state.
  private func parts(of table: String, through readers: Set<String>) -> [BasisStamps.Part]? {
    let prefix = Schema.historyTable("")
    if table.hasPrefix(prefix) {
      let dataset = String(table.dropFirst(prefix.count))
      guard readers == [dataset] else { return nil }
      switch shown.laid[dataset]?.content {
      case nil: return [.rows(dataset: dataset, after: nil)]
      case .rows(let ordinal): return [.rows(dataset: dataset, after: ordinal)]
      case .editions, .other: return nil
      }
    }
    guard ["_editions", "_figures", "_coverage"].contains(table) else { return nil }
    var parts: [BasisStamps.Part] = []
    for reader in readers {
      guard Schema.relations.contains(reader) else { return nil }
      switch shown.laid[reader]?.content {
      case nil: parts.append(.editions(by: nil))
      case .editions(let day): parts.append(.editions(by: day.description))
      case .rows, .other: return nil
      }
    }
    return parts
  }

  /// A hash of all that the rows of a dataset, now and in any past state, follow from.
  ///
  /// It changes with every edition that is loaded, left out or read otherwise, though the editions' dates stay the same.
  package func basis(ofRows dataset: String) throws -> String { try stamp(of: .rows(dataset: dataset, after: nil)) }

  /// A hash of the ledger's facts that a part of the warehouse follows from: history is a fold over the ordered editions and
  /// the manifest that they were read with. The counts and sums of what was loaded are among them, so that it would not go
  /// unnoticed if the same editions had been read otherwise.
  private func stamp(of part: BasisStamps.Part) throws -> String {
    let changes = Int(sqlite3_total_changes(connection))
    if shown.stamps.changes != changes {
      shown.stamps = BasisStamps()
      shown.stamps.changes = changes
    }
    if let known = shown.stamps.known[part] { return known }
    let condition: String
    let limit: any DatabaseValueConvertible
    var text = ValueBytes()
    switch part {
    case .rows(let dataset, let ordinal):
      (condition, limit) = ("e.dataset = '\(dataset)' and e.ordinal <= ?", ordinal ?? .max)
      text.add(dataset)
      text.add(try fingerprint(of: dataset) ?? "")
      text.add(try readings(where: "dataset = '\(dataset)'"))
    case .editions(let day):
      // Without a day, every day comes before this text.
      (condition, limit) = ("e.published <= ?", day ?? "~")
      for row in try Row.fetchAll(db, sql: "select dataset, fingerprint from _datasets order by dataset") {
        text.add(row[0])
        text.add(row[1])
      }
      text.add(try readings(where: "true"))
    }
    let facts = try [
      "select e.* from _editions e where \(condition) order by e.dataset, e.ordinal",
      """
      select c.* from _editions e join _coverage c on c.dataset = e.dataset and c.ordinal = e.ordinal
      where \(condition) order by c.dataset, c.ordinal, c.partition
      """,
    ].map { sql in
      var facts = ValueBytes()
      let rows = try Row.fetchCursor(db, sql: sql, arguments: [limit])
      while let row = try rows.next() { for i in 0..<row.count { facts.add(Value(row, i)) } }
      return Hash.sha256(facts.bytes)
    }
    for fact in facts { text.add(fact) }
    let stamp = Hash.sha256(text.bytes)
    shown.stamps.known[part] = stamp
    return stamp
  }
}

// MARK: - in the warehouse

extension Session {
  /// A dataset's history is about to be read again, perhaps by another program: rows that rest on what it was are not found again.
  func noteReading(of dataset: String) throws {
    try db.execute(sql: Schema.derivedStatements)
    try db.execute(
      sql: "insert into _readings values (?, 1) on conflict (dataset) do update set number = number + 1",
      arguments: [dataset])
  }

  private func readings(where condition: String) throws -> String {
    guard try db.tableExists("_readings", in: "main") else { return "" }
    return try Row.fetchAll(db, sql: "select dataset, number from main._readings where \(condition) order by dataset")
      .map { "\($0[0] as String) \($0[1] as Int)" }.joined(separator: "\n")
  }

  /// Rows that take more room than this are made again each time.
  private static let mostBytes = 4 << 20
  /// Rows that were not needed for so many times are removed.
  private static let mostTimes = 10

  private func remembered(_ basis: String, _ memory: SelectMemory) throws -> SelectMemory.Rows? {
    let (known, isUnknown) = memory.content.withLock { ($0.rows[basis], $0.unknown.contains(basis)) }
    if known != nil || isUnknown { return known }
    let found = try storedRows(basis, memory)
    memory.content.withLock { content in
      if let found { content.rows[basis] = found } else { content.unknown.insert(basis) }
    }
    return found
  }

  private func storedRows(_ basis: String, _ memory: SelectMemory) throws -> SelectMemory.Rows? {
    guard try hasStoredRows(memory) else { return nil }
    let row = try Row.fetchOne(
      db, sql: "select rows, is_steady from main._remembered where basis = ?", arguments: [basis])
    guard let row, let rows = ValueBytes.rows([UInt8](row[0] as Data)) else { return nil }
    return SelectMemory.Rows(rows: rows, isSteady: row[1], isNew: false)
  }

  /// Whether the warehouse has a table for them; one of an older Soundings has not.
  private func hasStoredRows(_ memory: SelectMemory) throws -> Bool {
    if let known = memory.content.withLock({ $0.isStored }) { return known }
    let isStored = try Bool.fetchOne(
      db, sql: "select exists (select 1 from main.sqlite_schema where name = '_remembered')")
    memory.content.withLock { $0.isStored = isStored }
    return isStored ?? false
  }

  /// Stores what a run found or needed, and removes what no run has needed for long.
  package func store(_ memory: SelectMemory) throws {
    try db.execute(sql: Schema.derivedStatements)
    let now = try Int.fetchOne(db, sql: "select coalesce(max(used), 0) + 1 from _remembered") ?? 1
    let use = try db.makeStatement(sql: "update _remembered set used = ? where basis = ?")
    let insert = try db.makeStatement(
      sql: "insert or replace into _remembered (basis, used, is_steady, rows) values (?, ?, ?, ?)")
    for (basis, known) in memory.content.withLock({ $0.rows }) {
      guard known.isNew else {
        try use.execute(arguments: [now, basis])
        continue
      }
      let bytes = ValueBytes(known.rows).bytes
      guard bytes.count <= Self.mostBytes else { continue }
      try insert.execute(arguments: [basis, now, known.isSteady, Data(bytes)])
    }
    try db.execute(sql: "delete from _remembered where used < ?", arguments: [now - Self.mostTimes])
  }
}
