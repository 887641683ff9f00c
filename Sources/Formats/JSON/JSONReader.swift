import Model
import Words

/// Reads the objects of an array in a JSON document one by one, without keeping the document in memory.
package final class JSONReader: RecordReader {
  static let longestRecord = 1 << 20

  /// The keys of a record, from the reading.
  package let header: [String]
  /// The number of the current record, from 1; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``RecordReader``.
  package let fields: UnsafePointer<FieldBytes>
  /// Why the current item is not a record.
  package private(set) var defect: String?

  private let name: String
  private let reading: Reading
  private let cursor: JSONCursor
  private let walk: JSONWalk
  private let record: JSONRecord
  private var isInArray = false
  private var hasFoundArray = false

  /// Opens a file and moves to its array of records.
  ///
  /// - Throws: ``Problem`` when there is no such array, or when the body is the publisher's error message.
  package convenience init(path: String, name: String, reading: Reading) throws {
    try self.init(path: path, name: name, reading: reading, bufferSize: 256 << 10)
  }

  init(path: String, name: String, reading: Reading, bufferSize: Int) throws {
    self.name = name
    self.reading = reading
    header = reading.header
    cursor = try JSONCursor(path: path, name: name, limit: Self.longestRecord, bufferSize: bufferSize)
    walk = JSONWalk(cursor, to: [JSONPointer(reading.records)] + (reading.error.map { [JSONPointer($0)] } ?? []))
    record = JSONRecord(header: reading.header, ignore: reading.ignore)
    fields = UnsafePointer(record.slots)
    try explaining("before the array of records") { try walkOn() }
    guard hasFoundArray else {
      throw Problem(
        .badInput, at: name, "there is nothing at \(shown(reading.records)), where the records should be",
        remedy: "read the file: it is an error message of the publisher, or read.records in dataset.yaml needs editing")
    }
  }

  package var unnamedColumns: [Int] { record.unnamed.filter { !reading.optional.contains(header[$0]) } }

  /// The bytes of the current item in the file.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    isInArray && recordNumber > 0 ? cursor.marked : UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Moves to the next record.
  package func advance() throws -> Bool {
    guard isInArray else { return false }
    let isFirst = recordNumber == 0
    cursor.clearMark()
    let more = try explaining(isFirst ? "in the array of records" : "after record \(recordNumber)") {
      guard isFirst else { return try cursor.another(before: "]") }
      guard try cursor.token() == UInt8(ascii: "]") else { return true }
      cursor.take()
      return false
    }
    guard more else {
      isInArray = false
      defect = nil
      record.clear()
      try explaining("after the array of records") { try walkOn() }
      return false
    }
    recordNumber += 1
    try explaining("in the middle of record \(recordNumber)") {
      _ = try cursor.token()
      cursor.setMark()
      try cursor.skipValue()
      if cursor.marked.count > Self.longestRecord { throw JSONFault.tooLong(limit: Self.longestRecord) }
    }
    switch record.read(cursor.marked) {
    case .fields: defect = nil
    case .defect(let what): defect = what
    case .unknownKey(let key): throw drift(key)
    }
    return true
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
      case UInt8(ascii: "["):
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
          .badInput, at: name, "\(shown(reading.records)) is \(JSONText.kind(first)), expected an array of records",
          remedy:
            "read the file: it is an error message of the publisher, or read.records in dataset.yaml needs editing")
      }
    }
  }

  private func publishersError(_ message: String) -> Problem {
    let words = message.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    let cut = words.count > 200 ? words.prefix(200) + "…" : words[...]
    return Problem(
      .badInput, at: name, "the publisher sent an error message instead of data: \(cut)",
      remedy: "check the query under 'fetch:' in the dataset's dataset.yaml, or try again later")
  }

  private func drift(_ key: String) -> Problem {
    Problem(
      .badInput, at: name,
      "record \(recordNumber) has the unknown key '\(String(key.prefix(80)))'"
        + (LookAlike(key, among: header).map { "; \($0.words)" } ?? ""),
      remedy: "add it to read.header or to read.ignore in the dataset's dataset.yaml, then: soundings check")
  }

  private func shown(_ pointer: String) -> String { pointer.isEmpty ? "the root of the document" : pointer }

  private func explaining<T>(_ place: @autoclosure () -> String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let fault as JSONFault { throw fault.problem(at: name, during: place()) }
  }
}
