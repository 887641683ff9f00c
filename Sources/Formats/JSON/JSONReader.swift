import Model
import Words

/// Reads the records of a JSON document one by one, without keeping the document in memory: the objects or arrays of an array, the
/// members of an object, or an object on each line (``JSONShape``).
package final class JSONReader: RecordReader {
  /// The keys of a record, from the reading; of arrays, also the names of the columns that become records.
  package let header: [String]
  /// The number of the current record, from 1; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``RecordReader``.
  package let fields: UnsafePointer<FieldBytes>
  /// Why the current item is not a record.
  package private(set) var defect: String?

  private let path: String
  private let name: String
  private let reading: Reading
  private let cursor: JSONCursor
  private let walk: JSONWalk
  private let record: any JSONFields
  private let shape: JSONShape
  private let keySlot: Int?
  /// The one column beside that of the key: a member that is a plain value is its.
  private let plainSlot: Int?
  private var hasPlainValues = false
  private var plain = JSONSide()
  /// The key of the record, where records have one.
  private var keyMemory: UnsafeMutablePointer<UInt8>?
  /// True while the first item, which is the header, is still to come.
  private var hasHeaderItem = false
  private var isInArray = false
  private var hasFoundArray = false

  /// Opens a file and moves to its array of records.
  ///
  /// - Throws: ``Problem`` when there is no such array, or when the body is the publisher's error message.
  package convenience init(path: String, name: String, reading: Reading) throws {
    try self.init(path: path, name: name, reading: reading, pivot: nil)
  }

  /// - Parameter pivot: gets the keys of objects that become records.
  init(path: String, name: String, reading: Reading, pivot: JSONPivot? = nil, bufferSize: Int = 256 << 10) throws {
    (self.path, self.name) = (path, name)
    self.reading = reading
    let shape = reading.shape
    self.shape = shape
    cursor = try JSONCursor(
      path: path, name: name, limit: shape.recordSize, bufferSize: bufferSize, hasNotNumbers: shape.hasNotNumbers)
    walk = JSONWalk(cursor, to: [JSONPointer(reading.records)] + (reading.error.map { [JSONPointer($0)] } ?? []))
    keySlot = shape.keyColumn.flatMap { reading.header.firstIndex(of: $0) }
    plainSlot = shape.kind == .keyed && reading.header.count == 2 ? keySlot.map { 1 - $0 } : nil
    if shape.kind == .arrays {
      let columns = try Self.row(path: path, name: name, reading)
      record = JSONRow(header: columns.header, kept: columns.kept, count: columns.count, shape: shape)
      header = columns.header
      hasHeaderItem = shape.headerAt == reading.records + "/0"
    } else {
      // No object has a key of this name: what the key of the record becomes is not looked for in the record.
      let keys = reading.header.map { $0 == shape.keyColumn ? "\u{0}" : $0 }
      record = JSONRecord(header: keys, ignore: reading.ignore, shape: shape, pivot: pivot)
      header = reading.header
    }
    fields = UnsafePointer(record.slots)
    if shape.kind == .lines {
      (isInArray, hasFoundArray) = (true, true)
      return
    }
    try explaining("before the array of records") { try walkOn() }
    guard hasFoundArray else {
      throw Problem(
        .badInput, at: name, "there is nothing at \(shown(reading.records)), where the records should be",
        remedy: elsewhere)
    }
  }

  deinit { keyMemory?.deallocate() }

  package var unnamedColumns: [Int] {
    record.unnamed.filter {
      !reading.optional.contains(header[$0]) && $0 != keySlot && !(hasPlainValues && $0 == plainSlot)
    }
  }

  /// The bytes of the current item in the file.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    isInArray && recordNumber > 0 ? cursor.marked : UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Numbers are told from texts.
  package let hasNumbers = true

  /// What a field of the current record was: a number of JSON, or a text.
  package func origin(of field: Int) -> FieldOrigin { JSONRaw.origin(of: fields[field], in: verbatim) }

  /// Moves to the next record.
  package func advance() throws -> Bool {
    guard isInArray else { return false }
    let isFirst = recordNumber == 0
    cursor.clearMark()
    let more = try explaining(isFirst ? "in the array of records" : "after record \(recordNumber)") {
      if shape.kind == .lines { return try cursor.peek() != nil }
      let closing: Unicode.Scalar = shape.kind == .keyed ? "}" : "]"
      guard isFirst else { return try cursor.another(before: closing) }
      guard try cursor.token() == UInt8(ascii: closing) else { return try skipHeaderItem() }
      cursor.take()
      return false
    }
    guard more else {
      isInArray = false
      defect = nil
      record.clear()
      if shape.kind != .lines { try explaining("after the array of records") { try walkOn() } }
      return false
    }
    recordNumber += 1
    var start = 0
    try explaining("in the middle of record \(recordNumber)") {
      _ = try cursor.token()
      cursor.setMark()
      if shape.kind == .keyed {
        try cursor.skipKey()
        _ = try cursor.token()
        start = cursor.marked.count
      }
      try cursor.skipValue()
      if cursor.marked.count > shape.recordSize { throw JSONFault.tooLong(limit: shape.recordSize) }
    }
    defer { takeKey(upTo: start) }
    let value = UnsafeBufferPointer(rebasing: cursor.marked[start...])
    if let plainSlot, let first = value.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") {
      defect = takePlain(value, plainSlot)
      return true
    }
    switch record.read(value) {
    case .fields: defect = nil
    case .defect(let what): defect = what
    case .unknownKey(let key): throw drift(key)
    }
    return true
  }

  /// The names of the columns of arrays, those that become records last, and their places among the values.
  private static func row(
    path: String, name: String, _ reading: Reading
  ) throws -> (header: [String], kept: [Int], count: Int) {
    guard let pointer = reading.shape.headerAt else {
      return (reading.header, Array(reading.header.indices), reading.header.count)
    }
    let names = try JSONHeader.names(path: path, name: name, at: pointer, key: reading.shape.headerName)
    let choice = ColumnChoice(names, reading)
    guard choice.fits(names, reading) else {
      throw HeaderDrift(found: choice.rest, readings: [reading.header]).problem(at: name, of: reading, columns: names)
    }
    return (reading.header + choice.pivoted.map { names[$0] }, choice.kept + choice.pivoted, names.count)
  }

  /// Moves past the first item where it is the header; true if a record follows.
  private func skipHeaderItem() throws -> Bool {
    guard hasHeaderItem else { return true }
    hasHeaderItem = false
    try cursor.skipValue()
    return try cursor.another(before: "]")
  }

  /// Puts a member's plain value into its column: `{"2024": 12}`.
  ///
  /// - Returns: why it cannot be read; nil where it can.
  private func takePlain(_ value: UnsafeBufferPointer<UInt8>, _ slot: Int) -> String? {
    record.clear()
    hasPlainValues = true
    guard let start = value.baseAddress, value[0] != UInt8(ascii: "n") else { return nil }
    if let fault = TextCheck.fault(value) {
      return "'\(header[slot])' \(fault.isNUL ? "contains a NUL character" : "is not UTF-8")"
    }
    if value[0] == UInt8(ascii: "\"") {
      plain.begin(value)
      let text = plain.text(start + 1, value.count - 2)
      record.slots[slot] = text.field
      return text.flaw.map { "'\(header[slot])' contains \($0.words)" }
    }
    if !shape.hasNotNumbers || !JSONRaw.isNotANumber(start) {
      record.slots[slot] = FieldBytes(start: start, count: value.count)
    }
    return nil
  }

  /// Puts the key of a record into its column.
  private func takeKey(upTo end: Int) {
    guard let keySlot, end > 0 else { return }
    let marked = UnsafeBufferPointer(rebasing: cursor.marked[..<end])
    let close = marked.lastIndex(of: UInt8(ascii: "\"")) ?? 0
    let key = Array((JSONText.text(of: UnsafeBufferPointer(rebasing: marked[...close])) ?? "").utf8) + [0]
    keyMemory?.deallocate()
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: key.count)
    memory.initialize(from: key, count: key.count)
    keyMemory = memory
    record.slots[keySlot] = FieldBytes(start: memory, count: key.count - 1)
  }

  /// Walks to the array, or from its end to the end of the document, and stops at an error message wherever it is.
  private func walkOn() throws {
    while let target = try walk.next() {
      let first = try cursor.token()
      if target == 1 {
        guard first != UInt8(ascii: "n") else {
          try cursor.skipValue()
          continue
        }
        throw publishersError(try JSONLookup.text(at: cursor) ?? "")
      }
      guard !hasFoundArray else {
        throw cursor.syntax("a second array of records at \(shown(reading.records))")
      }
      switch first {
      case UInt8(ascii: "[") where shape.kind != .keyed, UInt8(ascii: "{") where shape.kind == .keyed:
        cursor.take()
        hasFoundArray = true
        isInArray = true
        return
      case UInt8(ascii: "n"):
        // Some publishers send null instead of the array when there is no data.
        hasFoundArray = true
        try cursor.skipValue()
      case UInt8(ascii: "{") where reading.error != nil:
        // An error body has an object instead of the array; if it contains no message, the array is missing.
        try walk.descend()
      default:
        throw Problem(
          .badInput, at: name,
          "\(shown(reading.records)) is \(JSONText.kind(first)), expected \(shape.kind == .keyed ? "an object" : "an array") of records",
          remedy: elsewhere)
      }
    }
  }

  /// Where the records may be instead.
  private var elsewhere: String {
    let advice = JSONSurvey.advice(path: path, name: name, reading).map {
      "\($0) under read: in the dataset's dataset.yaml"
    }
    return advice.map { "\($0), then: soundings check" }
      ?? "read the file: it is an error message of the publisher, or read.records in dataset.yaml needs editing"
  }

  private func publishersError(_ message: String) -> Problem {
    let words = message.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    let cut = words.count > 200 ? words.prefix(200) + "…" : words[...]
    return Problem(
      .badInput, at: name, "the publisher sent an error message instead of data: \(cut)",
      remedy: "check the query under 'fetch:' in the dataset's dataset.yaml, or try again later")
  }

  func drift(_ key: String, among header: [String]? = nil) -> Problem {
    let header = header ?? self.header
    if let column = shape.keyColumn, key == column {
      return Problem(
        .badInput, at: name,
        "record \(recordNumber) has a key '\(column)', and read.key_column gives its name to the key of the record",
        remedy:
          "give that another name, under read.key_column and in read.header in the dataset's dataset.yaml; then add '\(column)' to "
          + "read.header or to read.ignore there, and: soundings check")
    }
    return Problem(
      .badInput, at: name,
      "record \(recordNumber) has the unknown key '\(String(key.prefix(80)))'"
        + (LookAlike(key, among: header).map { "; \($0.words)" } ?? ""),
      remedy: "add it to read.header or to read.ignore in the dataset's dataset.yaml"
        + (reading.unpivot == nil ? "" : ", or make read.unpivot.columns match it") + ", then: soundings check")
  }

  private func shown(_ pointer: String) -> String { pointer.isEmpty ? "the root of the document" : pointer }

  private func explaining<T>(_ place: @autoclosure () -> String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let fault as JSONFault { throw fault.problem(at: name, during: place()) }
  }
}
