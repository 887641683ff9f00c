import Glibc
import Model

/// Reads the records of a CSV file (RFC 4180, any line end) from a buffer that it reuses; the fields point into that
/// buffer.
///
/// Blank lines are not records and are not counted. A defective record (missing fields, text after a closing quote,
/// bytes that are not text) is returned with its ``defect``. Only a problem that makes the rest of the file unreadable
/// is thrown.
package final class CSVReader: DelimitedReader {
  /// The maximum length of a record; a file with a longer one is not CSV.
  static let longestRecord = 1 << 20
  static let mostColumns = 4096
  static let usualBufferSize = 256 << 10

  /// The header line of the file.
  package private(set) var header: [String] = []
  /// See ``RecordReader``: one slot per column.
  package let fields: UnsafePointer<FieldBytes>

  let name: String
  let slots: UnsafeMutablePointer<FieldBytes>
  /// All state that changes, kept outside of the object: Swift checks every access to a class's variables at run time.
  let state: UnsafeMutablePointer<CSVState>
  private let file: InputFile

  /// Opens a file and reads its header line.
  package convenience init(path: String, name: String) throws {
    try self.init(path: path, name: name, bufferSize: Self.usualBufferSize)
  }

  init(path: String, name: String, bufferSize: Int) throws {
    self.name = name
    file = try InputFile(path: path, name: name)
    // One more slot than columns, for the fields that a record has too many.
    slots = .allocate(capacity: Self.mostColumns + 1)
    slots.initialize(repeating: .absent, count: Self.mostColumns + 1)
    fields = UnsafePointer(slots)
    state = .allocate(capacity: 1)
    state.initialize(to: CSVState(capacity: max(bufferSize, 4), columns: Self.mostColumns))
    try fill()
    skipByteOrderMark()
    try readHeader()
  }

  deinit {
    state.pointee.deallocate()
    state.deallocate()
    slots.deallocate()
  }

  /// The number of the current record, from 1; 0 before the first.
  package var recordNumber: Int { state.pointee.record }

  package var linesSpanned: Int { state.pointee.innerLineEnds + 1 }

  /// The largest number of lines in a quoted field of the records read so far; 1 if no field contains a line end.
  package var mostLinesInField: Int { state.pointee.widest }

  /// Sets the maximum number of lines in a quoted field from here on: a stray quote would swallow records.
  package func allowLines(_ count: Int) { state.pointee.allowedLines = count }

  /// The current record without its line end.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: state.pointee.base + state.pointee.start, count: state.pointee.length)
  }

  /// Moves to the next record.
  package func advance() throws -> Bool {
    while true {
      switch scan() {
      case .record:
        state.pointee.record += 1
        if state.pointee.isDefective { settleDefect() }
        return true
      case .blank: continue
      case .end:
        state.pointee.length = 0
        return false
      case .tooLong: throw tooLong()
      case .openQuote: throw openQuote()
      case .tooWide: throw tooWide()
      case .moreNeeded: try fill()
      }
    }
  }

  private func readHeader() throws {
    guard try advance() else {
      throw Problem(
        .badInput, at: name, "the file is empty",
        remedy: "fetch it again; if nothing changes, the publisher has withdrawn it")
    }
    if let defect {
      throw Problem(
        .badInput, at: name, "the header line cannot be read: \(defect)",
        remedy: "look at the first line of the file; it must be CSV in UTF-8")
    }
    let columns = state.pointee.found
    header = (0..<columns).map { slots[$0].text ?? "" }
    state.pointee.columns = columns
    state.pointee.record = 0
    state.pointee.length = 0
    // The header is compared name by name; the lines in its fields do not matter for the records.
    state.pointee.widest = 1
    for i in 0...columns { slots[i] = .absent }
  }

  private func skipByteOrderMark() {
    let s = state.pointee
    if s.end >= 3, s.base[0] == 0xEF, s.base[1] == 0xBB, s.base[2] == 0xBF {
      state.pointee.next = 3
      state.pointee.rewindBlocks()
    }
  }

  /// Moves the unfinished record to the front of the buffer and reads more after it; doubles the buffer if one record
  /// fills it.
  private func fill() throws {
    let s = state
    if s.pointee.next > 0 {
      s.pointee.end -= s.pointee.next
      memmove(s.pointee.base, s.pointee.base + s.pointee.next, s.pointee.end)
      s.pointee.next = 0
    } else if s.pointee.end == s.pointee.capacity {
      s.pointee.grow()
    }
    let room = s.pointee.capacity - s.pointee.end
    let got = try file.read(into: s.pointee.base + s.pointee.end, count: room)
    s.pointee.end += got
    if got < room { s.pointee.isAtEnd = true }
    s.pointee.rewindBlocks()
  }

  private func tooWide() -> Problem {
    let s = state.pointee
    return s.tooWide?.problem(at: name, record: s.record + 1, header: header, allowed: s.allowedLines) ?? openQuote()
  }

  private func tooLong() -> Problem {
    let s = state.pointee
    let quote = s.quoteLine > 0 ? "; the quote that opens on line \(s.quoteLine) does not close before that" : ""
    return Problem(
      .badInput, at: name,
      "record \(s.record + 1) (line \(s.nextLine)) is longer than \(Self.longestRecord >> 20) MiB\(quote)",
      remedy:
        "look at that line of the file: line ends or a quote are missing, or it is not CSV; if records are that long, set "
        + "read.record_mib in the dataset's dataset.yaml (at most 64)")
  }

  private func openQuote() -> Problem {
    let s = state.pointee
    return Problem(
      .badInput, at: name,
      "record \(s.record + 1): a quote opened on line \(s.quoteLine) and the file ends before it closes",
      remedy: "the file is probably cut off: fetch it again, or compare its size with the publisher's")
  }
}
