import Model
import Words

/// Reads a document that has an array for each column, or an object with a value for each key of the records (pandas writes so): all of them at
/// once, each from its own place in the file, so that none is kept in memory. A record's text is put together from its values as they are written.
final class JSONColumnsReader: RecordReader {
  let header: [String]
  let fields: UnsafePointer<FieldBytes>
  private(set) var recordNumber = 0
  private(set) var defect: String?
  let unnamedColumns: [Int]

  private struct Column {
    var name: String
    var cursor: JSONCursor
    var slot: Int
    /// Of an array, or of an object whose keys are those of the records.
    var opening: Unicode.Scalar

    var closing: Unicode.Scalar { opening == "[" ? "]" : "}" }
  }

  private let name: String
  private let shape: JSONShape
  private var columns: [Column] = []
  private let record: JSONRow
  /// The field that gets the key of a record.
  private let keySlot: Int?
  private var text: [UInt8] = []
  private let memory: UnsafeMutablePointer<UInt8>
  private var isAtEnd = false

  init(path: String, name: String, reading: Reading) throws {
    self.name = name
    shape = reading.shape
    let keyColumn = reading.shape.keyColumn
    let found = try Self.names(path: path, name: name, reading)
    if let keyColumn, found.contains(keyColumn) {
      throw Problem(
        .badInput, at: name,
        "the document has a column '\(keyColumn)', and read.key_column gives its name to the keys of the records",
        remedy:
          "give the keys another name, under read.key_column and in read.header in the dataset's dataset.yaml (the column '\(keyColumn)' "
          + "stays there, or goes under read.ignore), then: soundings check")
    }
    let choice = ColumnChoice(found, reading)
    guard reading.unpivot == nil || !choice.pivoted.isEmpty else {
      throw HeaderDrift(found: reading.header, readings: [reading.header])
        .problem(at: name, of: reading, columns: found)
    }
    let header = reading.header + choice.pivoted.map { found[$0] }
    self.header = header
    keySlot = keyColumn.flatMap(header.firstIndex)
    unnamedColumns = header.indices.filter {
      !found.contains(header[$0]) && !reading.optional.contains(header[$0]) && header[$0] != keyColumn
    }
    let present = header.indices.filter { found.contains(header[$0]) && header[$0] != keyColumn }
    record = JSONRow(header: header, kept: Array(header.indices), count: header.count, shape: shape)
    fields = UnsafePointer(record.slots)
    memory = .allocate(capacity: Self.longest(shape) + 1)
    for slot in present {
      let cursor = try JSONCursor(
        path: path, name: name, limit: shape.recordSize, bufferSize: 32 << 10, hasNotNumbers: shape.hasNotNumbers)
      let key = JSONPointer.step(header[slot])
      let walk = JSONWalk(cursor, to: [JSONPointer(reading.records + "/" + key)])
      let opening: Unicode.Scalar
      do {
        guard try walk.next() != nil else { continue }
        let first = try cursor.token()
        opening = columns.first?.opening ?? (keyColumn == nil && first != UInt8(ascii: "{") ? "[" : "{")
        guard first == UInt8(ascii: opening) else {
          throw Problem(
            .badInput, at: name,
            "the column '\(header[slot])' is \(JSONText.kind(first)), expected \(opening == "[" ? "an array" : "an object")",
            remedy:
              "read the file; if it is a single value of all records, add it to read.ignore in the dataset's dataset.yaml"
          )
        }
        cursor.take()
      } catch let fault as JSONFault {
        throw fault.problem(at: name, during: "before the column '\(header[slot])'")
      }
      columns.append(Column(name: header[slot], cursor: cursor, slot: slot, opening: opening))
    }
  }

  deinit { memory.deallocate() }

  private static func longest(_ shape: JSONShape) -> Int { shape.recordSize }

  var verbatim: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: text.count) }

  let hasNumbers = true

  func origin(of field: Int) -> FieldOrigin { JSONRaw.origin(of: fields[field], in: verbatim) }

  func advance() throws -> Bool {
    guard !isAtEnd, !columns.isEmpty else { return false }
    var more: [Bool] = []
    for column in columns {
      do {
        let isFirst = recordNumber == 0
        if isFirst, try column.cursor.token() == UInt8(ascii: column.closing) {
          more.append(false)
        } else {
          more.append(try isFirst ? true : column.cursor.another(before: column.closing))
        }
      } catch let fault as JSONFault {
        throw fault.problem(at: name, during: "in the column '\(column.name)' after record \(recordNumber)")
      }
    }
    guard let goesOn = more.first, more.allSatisfy({ $0 == goesOn }) else {
      let short = columns[more.firstIndex(of: false) ?? 0].name
      let long = columns[more.firstIndex(of: true) ?? 0].name
      throw Problem(
        .badInput, at: name,
        "the column '\(short)' has \(English.count(recordNumber, "value")), and '\(long)' has more",
        remedy: "the publisher's columns do not belong together: fetch it again, or tell them")
    }
    guard goesOn else {
      isAtEnd = true
      text = []
      record.clear()
      return false
    }
    recordNumber += 1
    try readRecord()
    return true
  }

  private func readRecord() throws {
    // The values as one array, in the order of the header, for the reader of arrays.
    var values = [[UInt8]](repeating: Array("null".utf8), count: header.count)
    var recordKey: [UInt8]?
    for column in columns {
      do {
        _ = try column.cursor.token()
        if column.opening == "{" {
          let key = try column.cursor.writtenKey()
          guard recordKey == nil || recordKey == key else { throw otherKey(key, recordKey ?? [], column) }
          recordKey = key
        }
        column.cursor.setMark()
        try column.cursor.skipValue()
        values[column.slot] = Array(column.cursor.marked)
        column.cursor.clearMark()
      } catch let fault as JSONFault {
        throw fault.problem(at: name, during: "in the column '\(column.name)', record \(recordNumber)")
      }
    }
    if let keySlot, let recordKey { values[keySlot] = recordKey }
    text = Array("[".utf8) + values.joined(separator: [UInt8(ascii: ","), 32]) + Array("]".utf8)
    guard text.count <= Self.longest(shape) else {
      throw JSONFault.tooLong(limit: shape.recordSize).problem(at: name, during: "in record \(recordNumber)")
    }
    memory.update(from: text, count: text.count)
    switch record.read(verbatim) {
    case .fields, .unknownKey: defect = nil
    case .defect(let what): defect = what
    }
  }

  private func otherKey(_ key: [UInt8], _ other: [UInt8], _ column: Column) -> Problem {
    Problem(
      .badInput, at: name,
      "value \(recordNumber) of the column '\(column.name)' has the key \(String(decoding: key.prefix(80), as: UTF8.self)), and that of the "
        + "one before it \(String(decoding: other.prefix(80), as: UTF8.self))",
      remedy: "the publisher's columns do not belong together: fetch it again, or tell them")
  }

  /// The keys of the object of columns, in their order; all that are not known must be ignored.
  private static func names(path: String, name: String, _ reading: Reading) throws -> [String] {
    let cursor = try JSONCursor(
      path: path, name: name, limit: 1 << 20, hasNotNumbers: reading.shape.hasNotNumbers)
    let walk = JSONWalk(cursor, to: [JSONPointer(reading.records)])
    let shown = reading.records.isEmpty ? "the root of the document" : reading.records
    do {
      guard try walk.next() != nil, try cursor.token() == UInt8(ascii: "{") else {
        throw Problem(
          .badInput, at: name, "\(shown) is not an object with an array or an object for each column",
          remedy:
            "read the file: it is an error message of the publisher, or read.records in dataset.yaml needs editing")
      }
      cursor.take()
      var names: [String] = []
      var seen: Set<String> = []
      let pattern = try reading.unpivot.map { try Regex($0.columns) }
      if try cursor.token() == UInt8(ascii: "}") { return names }
      repeat {
        let key = try cursor.key()
        try cursor.skipValue()
        let isPivoted = try pattern?.wholeMatch(in: key) != nil
        guard reading.header.contains(key) || reading.ignore.contains(key) || isPivoted else {
          throw Problem(
            .badInput, at: name,
            "the document has the unknown column '\(key.prefix(80))'"
              + (LookAlike(key, among: reading.header).map { "; \($0.words)" } ?? ""),
            remedy: "add it to read.header or to read.ignore in the dataset's dataset.yaml, then: soundings check")
        }
        guard seen.insert(key).inserted else { throw cursor.syntax("a second column '\(key.prefix(80))'") }
        names.append(key)
      } while try cursor.another(before: "}")
      while try walk.next() != nil { try cursor.skipValue() }
      return names
    } catch let fault as JSONFault {
      throw fault.problem(at: name, during: "in the columns at \(shown)")
    }
  }
}
