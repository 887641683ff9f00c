import GRDBSQLite
import Glibc
import Model

/// The snapshot(s) of one edition as the table `raw` that `normalize.sql` selects from: the publisher's columns as text, and
/// `_record`, `_page`, `_published`. An eponymous virtual table on the normalizer's own in-memory connection.
final class RawTable {
  /// A record that its reader could not split into fields.
  struct Defect {
    var page: Int
    var record: Int
    var reason: String
    /// The name of the column at fault, as in `raw`; nil if it is not one alone.
    var column: String?
  }

  let names: [String]
  /// Columns that only other readings of the dataset have: NULL in each record.
  private let absent: [String]
  let published: String
  /// Opens the snapshot of a page (from 1); nil after the last one.
  private let openPage: (Int) throws -> (any RecordReader)?
  private let shouldStop: () -> Bool

  private(set) var reader: (any RecordReader)?
  private(set) var page = 0
  private(set) var record = 0
  private(set) var records = 0
  /// The rows that the records became.
  fileprivate var rows = 0
  private(set) var defects: [Defect] = []
  private(set) var defectCount = 0
  /// The last record of a page, if no line end follows it.
  private(set) var openEnd: (page: Int, record: Int, isDefective: Bool)?
  /// The lines that defective records take up beyond their first: other records may be buried in them.
  private(set) var buriedLines = 0
  /// The columns that no record of any page names, as the publisher calls them; nil before the first readable record.
  private(set) var unnamed: [(column: Int, name: String)]?
  private(set) var failure: (any Error)?
  private var fields: UnsafePointer<FieldBytes>?
  /// Whether the format of a page distinguishes numbers from texts.
  private(set) var hasNumbers = false
  /// Set where each row that SQLite returns is made of the record that was read last.
  var isInStep = false
  /// Why the current record is none if the statement makes a row of it.
  private var repeated: String?
  /// The names of the page's columns.
  private var head: [[UInt8]] = []
  /// Of the first of at least two names.
  private var firstNameLength = -1
  /// Which lengths below 64 the names have: few texts have that of one, so that little is compared.
  private var nameLengths: UInt64 = 0
  /// Why the records below a header in another order are defective.
  private var otherHeader: String?
  private var isBelowOtherHeader = false
  /// Why the current record cannot be calculated with; see ``note(_:remedy:)``.
  private var fault: String?
  /// Set where SQLite keeps fields beyond the current record (a sort, a window): it must then copy them.
  var copiesFields = false

  /// - Parameter readings: all of the dataset; the records are of one of them, which has `names`.
  init(
    names: [String], readings: [Reading], published: String, shouldStop: @escaping () -> Bool,
    openPage: @escaping (Int) throws -> (any RecordReader)?
  ) {
    self.names = names
    var known = Set(names.map { $0.lowercased() })
    absent = readings.flatMap(\.rawNames).filter { known.insert($0.lowercased()).inserted }
    self.published = published
    self.shouldStop = shouldStop
    self.openPage = openPage
  }

  /// A field of the current record.
  @inline(__always)
  func field(_ i: Int) -> FieldBytes { fields.unsafelyUnwrapped[i] }

  /// What a field of the current record was in the file.
  func origin(of field: Int) -> FieldOrigin { reader?.origin(of: field) ?? .text }

  /// What a text that `normalize.sql` gives was in the file: the number of the record that has the same digits, or a text. Nil where the
  /// record has both.
  func origin(of text: UnsafeBufferPointer<UInt8>) -> FieldOrigin? {
    guard let start = text.baseAddress else { return .text }
    var found: FieldOrigin?
    for i in names.indices {
      guard let own = field(i).start, field(i).count == text.count, memcmp(own, start, text.count) == 0 else {
        continue
      }
      let origin = origin(of: i)
      if let found, found != origin { return nil }
      found = origin
    }
    return found ?? .text
  }

  /// The same where it may be asked at any time: nil where there is no record, and nobody knows.
  func originNow(of text: UnsafeBufferPointer<UInt8>) -> FieldOrigin? {
    guard hasNumbers else { return .text }
    return reader == nil || fields == nil ? nil : origin(of: text)
  }

  /// Notes that the statement does with a text of the current record what would give a number that nobody wrote. The record is then
  /// defective, also where the statement leaves it out.
  ///
  /// - Returns: false where the text may be another record's: then the statement ends with an error.
  func note(_ what: String, remedy: String) -> Bool {
    guard isInStep else {
      failure = failure ?? Problem(.badInput, at: "normalize.sql", what, remedy: remedy)
      return false
    }
    fault = fault ?? "normalize.sql \(what); \(remedy)"
    return true
  }

  /// Makes the current record defective where something was noted of it.
  func isFaulty() -> Bool {
    guard let fault = fault ?? repeated else { return false }
    (self.fault, repeated) = (nil, nil)
    add(fault, column: nil)
    return true
  }

  private func add(_ reason: String, column: String?) {
    defectCount += 1
    guard defects.count < Normalizer.quarantineLimit else { return }
    defects.append(Defect(page: page, record: record, reason: reason, column: column))
  }

  /// Registers this table as `raw` on a connection, which must not outlive it.
  func register(on connection: OpaquePointer) -> Int32 {
    sqlite3_create_module_v2(connection, "raw", Self.module, Unmanaged.passUnretained(self).toOpaque(), nil)
  }

  fileprivate func rewind() -> Int32 {
    guard page == 0 else {
      failure = Problem(
        .badInput, at: "normalize.sql", "reads raw more than once",
        remedy: "select from raw once; use window functions instead of joins with raw")
      return SQLITE_ERROR
    }
    return next()
  }

  /// Moves on to the next readable record; at the end `reader` is nil.
  fileprivate func next() -> Int32 {
    repeated = nil
    // The statement left the record out by what it calculated.
    if fault != nil { _ = isFaulty() }
    do {
      while true {
        if let reader {
          if try reader.advance() {
            // A record that becomes several rows is one record.
            let number = reader.recordNumber
            if number != record { records += 1 }
            record = number
            rows += 1
            if rows & 0x3FFF == 0, shouldStop() { throw Stopped() }
            if let reason = reader.defect {
              // Its cells are no numbers, perhaps: a defect of its own, which says nothing of the records below it.
              fields = reader.fields
              _ = misplaced
              buriedLines += reader.linesSpanned - 1
              add(reason, column: reader.defectiveField.map { names[$0] })
              if reader.endsWithoutLineEnd { openEnd = (page, record, true) }
              continue
            }
            fields = reader.fields
            if let reason = misplaced {
              // Where the statement leaves the record out, it is lost to nobody.
              if isInStep, reason == Self.repeats {
                repeated = reason
              } else {
                buriedLines += reader.linesSpanned - 1
                add(reason, column: nil)
                continue
              }
            }
            return SQLITE_OK
          }
          if records > defectCount { noteUnnamed(by: reader) }
          if openEnd?.page != page, record > 0, reader.endsWithoutLineEnd { openEnd = (page, record, false) }
        }
        page += 1
        record = 0
        reader = try openPage(page)
        guard let reader else { return SQLITE_OK }
        if reader.hasNumbers { hasNumbers = true }
        head = reader.header.map { Array($0.utf8) }
        firstNameLength = head.count > 1 ? head[0].count : -1
        (otherHeader, isBelowOtherHeader) = (nil, false)
        nameLengths = head.count > 1 ? head.reduce(0) { $1.count < 64 ? $0 | 1 << UInt64($1.count) : $0 } : 0
      }
    } catch {
      failure = error
      return SQLITE_ERROR
    }
  }

  /// Why the current record is none of the publisher's: files were put together.
  @inline(__always)
  private var misplaced: String? {
    if isBelowOtherHeader { return otherHeader }
    let first = field(0)
    guard let start = first.start, first.count > 0 else { return nil }
    if start[0] == 0xEF, first.count >= 3, start[1] == 0xBB, start[2] == 0xBF {
      return
        "the record begins with a byte order mark, as a file does: files were put together, and it may be another's"
    }
    // This is asked of each record: what takes longer is not inlined here.
    guard first.count < 64 ? nameLengths & (1 << UInt64(first.count)) != 0 : first.count == firstNameLength else {
      return nil
    }
    return misplacedHeader
  }

  @inline(never)
  private var misplacedHeader: String? {
    if isHeader { return Self.repeats }
    guard isHeaderInOtherOrder else { return nil }
    isBelowOtherHeader = true
    otherHeader =
      "it is below a header with the columns in another order (record \(record)), and would be read as if they were not"
    return "the record is the header with its columns in another order: so are the records below it"
  }

  /// Whether the fields of the record are the names of all columns, in another order.
  private var isHeaderInOtherOrder: Bool {
    let first = field(0)
    guard head.count <= names.count, let start = first.start else { return false }
    let isName = head.contains { name in
      name.count == first.count
        && name.withUnsafeBufferPointer { memcmp($0.baseAddress ?? start, start, first.count) == 0 }
    }
    guard isName, Set(head).count == head.count else { return false }
    var left = Set(head)
    for i in head.indices {
      let own = field(i)
      guard let start = own.start, left.remove(Array(UnsafeBufferPointer(start: start, count: own.count))) != nil else {
        return false
      }
    }
    return true
  }

  private static let repeats = "the record repeats the header"

  /// Whether each field of the record is the name of its column, of two at least.
  private var isHeader: Bool {
    guard head.count <= names.count else { return false }
    return head.indices.allSatisfy { i in
      let own = field(i)
      // The page lacks the column.
      if own.start == nil, head[i].isEmpty { return true }
      guard let start = own.start, own.count == head[i].count else { return false }
      return head[i].withUnsafeBufferPointer { memcmp($0.baseAddress ?? start, start, own.count) == 0 }
    }
  }

  /// At the end of a page: a column that it does not name may be named on another.
  private func noteUnnamed(by reader: any RecordReader) {
    let columns = reader.unnamedColumns
    unnamed =
      unnamed.map { known in known.filter { columns.contains($0.column) } }
      ?? columns.map { ($0, reader.header[$0]) }
  }

  fileprivate func column(_ i: Int, _ context: OpaquePointer?) {
    if i < names.count {
      let field = fields.unsafelyUnwrapped[i]
      if let start = field.start {
        start.withMemoryRebound(to: CChar.self, capacity: field.count) {
          sqlite3_result_text(context, $0, Int32(truncatingIfNeeded: field.count), copiesFields ? transientText : nil)
        }
      } else {
        sqlite3_result_null(context)
      }
    } else if i == names.count {
      sqlite3_result_int64(context, Int64(record))
    } else if i == names.count + 1 {
      sqlite3_result_int64(context, Int64(page))
    } else if i == names.count + 2 {
      sqlite3_result_text(context, published, -1, transientText)
    } else {
      sqlite3_result_null(context)
    }
  }

  fileprivate var declaration: String {
    // What is absent comes last: a column in front of `_record` is a field of the record.
    let columns =
      names.map { quoted($0) + " text" } + ["_record integer", "_page integer", "_published text"]
      + absent.map { quoted($0) + " text" }
    return "create table raw (" + columns.joined(separator: ", ") + ")"
  }

  /// The C side; allocated once and never freed, since connections keep its address.
  nonisolated(unsafe) private static let module: UnsafeMutablePointer<sqlite3_module> = {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: sqlite3_module())
    module.pointee.xConnect = { connection, aux, _, _, table, _ in
      let raw = Unmanaged<RawTable>.fromOpaque(aux!).takeUnretainedValue()
      let code = sqlite3_declare_vtab(connection, raw.declaration)
      guard code == SQLITE_OK else { return code }
      let memory = UnsafeMutablePointer<VirtualTable>.allocate(capacity: 1)
      memory.initialize(to: VirtualTable(base: sqlite3_vtab(), raw: .passUnretained(raw)))
      table!.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.pointee.xDisconnect = { table in
      UnsafeMutableRawPointer(table!).assumingMemoryBound(to: VirtualTable.self).deallocate()
      return SQLITE_OK
    }
    module.pointee.xBestIndex = { _, plan in
      plan!.pointee.estimatedCost = 1e6
      plan!.pointee.estimatedRows = 1_000_000
      return SQLITE_OK
    }
    module.pointee.xOpen = { table, cursor in
      let raw = UnsafeMutableRawPointer(table!).assumingMemoryBound(to: VirtualTable.self).pointee.raw
      let memory = UnsafeMutablePointer<VirtualCursor>.allocate(capacity: 1)
      memory.initialize(to: VirtualCursor(base: sqlite3_vtab_cursor(), raw: raw))
      cursor!.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.pointee.xClose = { cursor in
      UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: VirtualCursor.self).deallocate()
      return SQLITE_OK
    }
    module.pointee.xFilter = { cursor, _, _, _, _ in rawTable(cursor).rewind() }
    module.pointee.xNext = { cursor in rawTable(cursor).next() }
    module.pointee.xEof = { cursor in rawTable(cursor).reader == nil ? 1 : 0 }
    module.pointee.xColumn = { cursor, context, i in
      rawTable(cursor).column(Int(i), context)
      return SQLITE_OK
    }
    module.pointee.xRowid = { cursor, rowid in
      rowid!.pointee = Int64(rawTable(cursor).rows)
      return SQLITE_OK
    }
    return module
  }()
}

// SQLite hands back pointers to its own structs; ours begin with them, so that both views of the memory agree.
private struct VirtualTable {
  var base: sqlite3_vtab
  var raw: Unmanaged<RawTable>
}

private struct VirtualCursor {
  var base: sqlite3_vtab_cursor
  var raw: Unmanaged<RawTable>
}

@inline(__always)
private func rawTable(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> RawTable {
  UnsafeMutableRawPointer(cursor.unsafelyUnwrapped).assumingMemoryBound(to: VirtualCursor.self).pointee.raw
    ._withUnsafeGuaranteedRef { $0 }
}

/// SQLITE_TRANSIENT, a macro that Swift cannot import: SQLite copies the bytes at once.
let transientText = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// An SQL identifier in double quotes.
func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
