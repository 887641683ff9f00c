import GRDBSQLite
import Glibc
import Manifest
import Model
import Words

/// Records -> typed rows: runs `normalize.sql` over the snapshots of one edition on a connection of its own and checks
/// each row against the contract.
final class Normalizer {
  /// Beyond this many, quarantined records are counted but no longer kept one by one: the edition is held anyway.
  static let quarantineLimit = 10_000

  private let dataset: DatasetManifest
  private let contract: Contract
  private let columns: HashedColumns

  private let published: Day

  /// - Parameter published: the day of the edition.
  init(_ dataset: DatasetManifest, published: Day) {
    self.dataset = dataset
    self.published = published
    contract = Contract(dataset.columns, published: published)
    columns = HashedColumns(dataset)
  }

  /// Normalizes the pages that `openPage` yields and hands the rows to `queue` in batches. Does not close the queue.
  func run(
    rawNames: [String], into queue: BatchQueue, shouldStop: @escaping () -> Bool,
    openPage: @escaping (Int) throws -> (any RecordReader)?
  ) throws -> NormalizingReport {
    let raw = RawTable(
      names: rawNames, readings: dataset.readings, published: published.description, shouldStop: shouldStop,
      openPage: openPage)
    let connection = try RawSQLite.inMemory(for: dataset.name)
    defer { sqlite3_close_v2(connection) }
    NormalizingFunctions.register(on: connection)
    ShapeFunctions.register(on: connection)
    NumericFunctions.register(on: connection, raw: raw, columns: dataset.columns)
    _ = raw.register(on: connection)

    let written = try prepare(dataset.normalizeSQL, on: connection)
    defer { sqlite3_finalize(written) }
    let namesRecord = try checkColumns(of: written)
    let sql = NumericUses.checked(dataset.normalizeSQL)
    let whole = try prepare(sql, on: connection)
    defer { sqlite3_finalize(whole) }
    let plan = try plan(of: sql, fields: rawNames.count, on: connection)
    guard plan.isStreaming || namesRecord else {
      throw Problem(
        .badInput, at: dataset.normalizePath, "sorts or numbers the records, so that their record numbers are lost",
        remedy: "add _page, _record as the last two columns of the select")
    }
    (raw.copiesFields, raw.isInStep) = (!plan.isStreaming, plan.isInStep)
    let names = dataset.columns.map(\.name) + (namesRecord ? ["_page", "_record"] : [])
    let narrow = narrowed(plan, sql, names, fields: rawNames.count, on: connection)
    defer { sqlite3_finalize(narrow) }
    let statement = narrow ?? whole
    let row = RowReader(
      contract: contract, statement: statement, raw: raw, copied: narrow == nil ? [] : plan.copied,
      isInStep: plan.isInStep)

    var report = NormalizingReport()
    guard var batch = queue.takeEmpty() else { throw Stopped() }
    let pageColumn = sqlite3_column_count(statement) - 2
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else {
        if var problem = raw.failure as? Problem, problem.place == "normalize.sql" {
          problem.place = dataset.normalizePath
          throw problem
        }
        if let failure = raw.failure { throw failure }
        throw sqlProblem(on: connection)
      }
      let breach = row.read(into: batch.row(batch.count), of: batch)
      let page = namesRecord ? Int(sqlite3_column_int64(statement, pageColumn)) : raw.page
      let record = namesRecord ? Int(sqlite3_column_int64(statement, pageColumn + 1)) : raw.record
      if raw.isFaulty() { continue }
      if let breach {
        report.quarantinedCount += 1
        if report.quarantined.count < Self.quarantineLimit {
          var item = quarantined(breach, text: row.text(breach.column), page: page, record: record)
          item.cells = readableCells(row, batch)
          report.quarantined.append(item)
        }
        continue
      }
      batch.records[batch.count] = Int32(truncatingIfNeeded: record)
      batch.pages[batch.count] = Int32(truncatingIfNeeded: page)
      batch.count += 1
      if batch.count == RowBatch.capacity {
        // Whoever of both threads waits for the other hashes.
        if queue.isAhead { batch.hash(by: columns) }
        queue.putFull(batch)
        guard let next = queue.takeEmpty() else { throw Stopped() }
        batch = next
      }
    }
    if let failure = raw.failure { throw failure }
    queue.putFull(batch)
    report.records = raw.records
    report.openEnd = raw.openEnd
    report.buriedLines = raw.buriedLines
    report.unnamedColumns = raw.unnamed?.map(\.name) ?? []
    report.pages = raw.page - 1
    report.quarantinedCount += raw.defectCount
    for defect in raw.defects.prefix(max(0, Self.quarantineLimit - report.quarantined.count)) {
      report.quarantined.append(
        Quarantined(
          page: defect.page, record: defect.record, column: nil, value: nil, reason: defect.reason, isUnread: true,
          unreadColumn: defect.column))
    }
    return report
  }

  /// The values of the columns that keep their contract although the row does not.
  private func readableCells(_ row: RowReader, _ batch: RowBatch) -> [String: Value] {
    var cells: [String: Value] = [:]
    var cell = Cell(kind: 0, length: 0, bits: 0)
    for (i, column) in dataset.columns.enumerated() {
      guard row.read(i, into: &cell, of: batch) == nil else { continue }
      cells[column.name] = batch.typed(cell)
    }
    return cells
  }

  private func quarantined(
    _ breach: (column: Int, breach: Contract.Breach), text: String?, page: Int, record: Int
  ) -> Quarantined {
    let column = dataset.columns[breach.column]
    var quarantined = Quarantined(
      page: page, record: record, column: column.name, value: text, reason: breach.breach.reason,
      isNewCategory: breach.breach == .unknownCategory)
    if quarantined.isNewCategory, let text, let twin = LookAlike(text, among: column.oneOf) {
      quarantined.reason += "; " + twin.words
      quarantined.isOtherForm = twin.isOtherForm
    }
    return quarantined
  }

  /// The statement without the columns that are fields as they are; nil where there are none, or where it would not go through the
  /// records one by one.
  private func narrowed(
    _ plan: NormalizingPlan, _ whole: String, _ names: [String], fields: Int, on connection: OpaquePointer
  ) -> OpaquePointer? {
    guard plan.copied.count == names.count, plan.copied.contains(where: { $0 != nil }) else { return nil }
    let sql = plan.narrowed(whole, names)
    guard let own = try? self.plan(of: sql, fields: fields, on: connection), !own.copied.isEmpty else { return nil }
    return try? prepare(sql, on: connection)
  }

  private func prepare(_ sql: String, on connection: OpaquePointer) throws -> OpaquePointer {
    var statement: OpaquePointer?
    var tail: UnsafePointer<CChar>?
    let code = sql.withCString { sqlite3_prepare_v3(connection, $0, -1, 0, &statement, &tail) }
    guard code == SQLITE_OK, let statement else { throw sqlProblem(on: connection) }
    return statement
  }

  /// True if the select ends in `_page, _record`.
  private func checkColumns(of statement: OpaquePointer) throws -> Bool {
    let found = (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
    let wanted = dataset.columns.map(\.name)
    if found == wanted { return false }
    if found == wanted + ["_page", "_record"] { return true }
    let missing = wanted.filter { !found.contains($0) }
    let extra = found.filter { !wanted.contains($0) && $0 != "_page" && $0 != "_record" }
    let what =
      missing.isEmpty && extra.isEmpty
      ? "has its columns in another order than the contract"
      : [
        missing.isEmpty ? nil : "lacks the column \(missing.joined(separator: ", "))",
        extra.isEmpty ? nil : "has the column \(extra.joined(separator: ", ")), which the contract does not know",
      ].compactMap { $0 }.joined(separator: " and ")
    throw Problem(
      .badInput, at: dataset.normalizePath, what,
      remedy: "make it select exactly \(wanted.joined(separator: ", ")), as in \(dataset.manifestPath)")
  }

  private func plan(of sql: String, fields: Int, on connection: OpaquePointer) throws -> NormalizingPlan {
    var (statement, raw): (OpaquePointer?, OpaquePointer?)
    defer { sqlite3_finalize(raw) }
    guard sqlite3_prepare_v2(connection, "explain select 1 from raw", -1, &raw, nil) == SQLITE_OK, let raw else {
      throw sqlProblem(on: connection)
    }
    guard sqlite3_prepare_v2(connection, "explain " + sql, -1, &statement, nil) == SQLITE_OK,
      let statement
    else { throw sqlProblem(on: connection) }
    defer { sqlite3_finalize(statement) }
    return NormalizingPlan(listing: statement, raw: raw, fields: fields)
  }

  private func sqlProblem(on connection: OpaquePointer) -> Problem {
    SQLText.problem(
      connection, sql: dataset.normalizeSQL, path: dataset.normalizePath,
      remedy: "fix the statement, then: soundings check")
  }
}
