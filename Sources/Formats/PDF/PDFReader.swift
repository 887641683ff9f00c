import Model
import System

/// Reads the rows of one table of a PDF, found by its header's words or by the places of its columns.
///
/// What it reads is a pure function of the words and boxes that Poppler gives. It holds the words of one page at a time.
package final class PDFReader: KeptRecordReader {
  /// The names of the fields: the columns, then the sections.
  package let header: [String]
  /// The number of the current row, from 1; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``KeptRecordReader``.
  package let record: RecordFields
  /// Where the current row is, and its words: `page 3, x 20 y 245: VENEZUELA 1 3`. A PDF has no bytes of a row that a person could read.
  package var verbatim: UnsafeBufferPointer<UInt8> { record.text { Array(address.utf8) } }

  private let columns: [String]
  private let prose: [String]
  private let marks: Set<String>
  private let pages: PDFPages
  private var tables: PDFTables
  private var records: [PDFRecord] = []
  private var next = 0
  private var isAtEnd = false
  private var address = ""

  /// Opens a PDF and finds its table.
  ///
  /// - Throws: ``Problem`` where pdftotext is not installed or cannot read the file, and where there is no such table.
  package convenience init(path: String, name: String, reading: Reading) throws {
    let pages = try PDFProgram(for: name).pages(of: path, name: name, allowsFaults: reading.pdf.allowsFaults)
    try self.init(pages, name: name, reading: reading)
  }

  init(_ pages: PDFPages, name: String, reading: Reading) throws {
    self.pages = pages
    columns = reading.header
    prose = reading.prose
    marks = Set(reading.marks)
    header = reading.header + reading.pdf.sections.map(\.name)
    tables = try PDFTables(reading, name: name)
    record = RecordFields(header.count)
    while records.isEmpty, !isAtEnd { try fill() }
  }

  /// Whether the bytes are a PDF: its mark may come after some others.
  static func isPDF(path: String, name: String) throws -> Bool {
    try InputFile.prefix(path: path, name: name, count: 1024).offset(of: "%PDF-", from: 0) != nil
  }

  /// The lines of all pages; nil where they take more than `limit` bytes.
  static func text(path: String, name: String, allowsFaults: Bool, limit: Int) throws -> String? {
    let pages = try PDFProgram(for: name).pages(of: path, name: name, allowsFaults: allowsFaults)
    var text = ""
    while let page = try pages.next() {
      for row in page.rows(gap: nil) { text += row.texts.joined(separator: "\n") + "\n" }
      if text.utf8.count > limit { return nil }
    }
    return text
  }

  /// Moves to the next row.
  package func advance() throws -> Bool {
    while next == records.count, !isAtEnd { try fill() }
    guard next < records.count else { return false }
    let found = records[next]
    next += 1
    recordNumber += 1
    record.begin()
    let content = found.content(columns, prose: prose, marks: marks)
    if let defect = content.defect { record.flag(content.defectiveField, defect) }
    record.set((content.cells + found.sections).map { $0.map { Array($0.utf8) } })
    address = content.address
    return true
  }

  /// Reads one page.
  private func fill() throws {
    records = []
    next = 0
    guard let page = try pages.next() else {
      isAtEnd = true
      if let problem = tables.problemAtEnd(pages) { throw problem }
      return
    }
    records = try tables.records(of: page)
  }
}
