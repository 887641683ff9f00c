import Model
import Words

/// Opens a CSV file with the first reading that fits it.
struct CSVOpener {
  let path: String
  let name: String
  let contentType: String?

  /// The first of the readings whose header is the file's; each is tried in its own dialect.
  ///
  /// - Throws: ``Problem`` that says how the header differs, or why the first reading cannot read the file.
  func open(_ readings: [Reading]) throws -> (reader: any DelimitedReader, reading: Reading) {
    var known: [(dialect: Dialect, result: Result<any DelimitedReader, any Error>)] = []
    for reading in readings {
      let result: Result<any DelimitedReader, any Error>
      // A file without a header is opened for the columns that the reading gives it.
      if reading.dialect.headerLines > 0, let tried = known.first(where: { $0.dialect == reading.dialect }) {
        result = tried.result
      } else {
        result = Result { try reader(reading) }
        known.append((reading.dialect, result))
      }
      guard case .success(let reader) = result else { continue }
      guard ColumnChoice(reader.header, reading).fits(reader.header, reading) else { continue }
      if reading.dialect.headerLines == 0, readings.count > 1, try !firstRecordFits(reading) { continue }
      return (reader, reading)
    }
    let first = try known[0].result.get()
    for reading in readings { if let problem = try misplaced(reading) { throw problem } }
    throw HeaderDrift(found: ColumnChoice(first.header, readings[0]).rest, readings: readings.map(\.header))
      .problem(at: name, of: readings[0], columns: first.header)
  }

  /// Where the header of a reading is, if it is in other lines, or behind another separator, than the reading says; nil where it is nowhere in
  /// the first lines.
  private func misplaced(_ reading: Reading) throws -> Problem? {
    let own = reading.dialect
    guard own.headerLines > 0 else { return nil }
    let separators = [own.separator] + ",;\t|".utf8.filter { $0 != own.separator }
    for title in 0...Self.mostTitleLines {
      for lines in 1...Self.mostHeaderLines {
        for separator in separators where title > 0 || lines > 1 || own.title != nil {
          var dialect = own
          (dialect.separator, dialect.headerLines, dialect.hasSeparatorLine) = (separator, lines, false)
          dialect.title = title == 0 ? nil : .lines(title)
          guard let reader = try? self.reader(reading, dialect, isSmall: true),
            ColumnChoice(reader.header, reading).fits(reader.header, reading)
          else { continue }
          var fields = title > 0 ? ["title_lines: \(title)"] : []
          if own.headerLines != lines { fields.append("header_lines: \(lines)") }
          if own.separator != separator {
            fields.append("separator: " + (separator == 9 ? "tab" : "'\(Unicode.Scalar(separator))'"))
          }
          return Problem(
            .badInput, at: name,
            title > 0
              ? "the header begins below line \(title) of the file, and read: says otherwise"
              : "the header is \(English.count(lines, "line")) from the first one on, and read: says otherwise",
            remedy: (fields.isEmpty
              ? "" : "write \(fields.joined(separator: ", ")) under read: in the dataset's dataset.yaml")
              + (own.title == nil || title > 0
                ? "" : "\(fields.isEmpty ? "" : ", and ")remove title_lines or header_starts_with there")
              + ", then: soundings check")
        }
      }
    }
    return nil
  }

  /// A header is not looked for further down.
  private static let mostTitleLines = 30
  private static let mostHeaderLines = 3

  /// The encoding in which a file is searched for text; nil for UTF-8.
  func encoding(of readings: [Reading]) throws -> TextEncoding? {
    guard let reading = readings.first(where: { $0.format == .csv }) else {
      let mark = TextEncoding(markAt: try start())
      return mark?.isWide == true && readings.contains { $0.format == .json } ? mark : nil
    }
    let file = try DecodedFile(path: path, name: name, declared: reading.dialect.encoding, sent: try sent(reading))
    return file.encoding == .utf8 ? nil : file.encoding
  }

  private func firstRecordFits(_ reading: Reading) throws -> Bool {
    let trial = try reader(reading)
    return try trial.advance() && trial.defect == nil
  }

  /// The usual reader for what needs no other: it is several times faster.
  ///
  /// - Parameters:
  ///   - dialect: another than the reading's.
  ///   - isSmall: the header alone is read.
  private func reader(
    _ reading: Reading, _ dialect: Dialect? = nil, isSmall: Bool = false
  ) throws -> any DelimitedReader {
    let dialect = dialect ?? reading.dialect
    let sent = try sent(reading)
    let mark = TextEncoding(markAt: try start())
    guard dialect != .plain || (sent ?? .utf8) != .utf8 || mark?.isWide == true else {
      return try CSVReader(path: path, name: name)
    }
    if let declared = reading.dialect.encoding, declared != .utf8, !declared.isWide, mark == nil,
      case .utf8(let place) = try Self.content(path: path, name: name)
    {
      throw place.problem(at: name, declared: declared)
    }
    return try DialectReader(
      path: path, name: name, dialect: dialect, declared: reading.header, sent: sent,
      bufferSize: isSmall ? 16 << 10 : 256 << 10)
  }

  private func start() throws -> [UInt8] { try InputFile.prefix(path: path, name: name, count: 3) }

  /// The encoding that the Content-Type names, where it counts: the manifest and the byte order mark come first.
  ///
  /// - Throws: ``Problem`` where the file is UTF-8 by its bytes: servers name an encoding that they do not know.
  private func sent(_ reading: Reading) throws -> TextEncoding? {
    guard reading.dialect.encoding == nil, let contentType, let sent = TextEncoding(contentType: contentType),
      sent != .utf8, TextEncoding(markAt: try start()) == nil
    else { return nil }
    guard !sent.isWide else { return sent }
    switch try Self.content(path: path, name: name) {
    case .ascii: return nil
    case .other: return sent
    case .utf8:
      throw UTF8Place.problem(at: name, sent: sent)
    }
  }

  private enum Content {
    case ascii, other
    case utf8(first: UTF8Place)
  }

  private static func content(path: String, name: String) throws -> Content {
    let file = try InputFile(path: path, name: name)
    let size = 1 << 20
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { memory.deallocate() }
    var content = Content.ascii
    var kept = 0
    var (passed, lines) = (0, 1)
    while true {
      let got = try file.read(into: memory + kept, count: size - kept)
      let count = kept + got
      let piece = UnsafeBufferPointer(start: memory, count: count)
      if case .ascii = content {
        let first = piece.firstIndex { $0 >= 0x80 }
        let before = piece[..<(first ?? count)].count { $0 == UInt8(ascii: "\n") }
        // One that the next piece continues is looked at there.
        if let first, let character = String(decoding: piece[first...].prefix(4), as: UTF8.self).first,
          character != "\u{FFFD}" || piece[first...].starts(with: [0xEF, 0xBF, 0xBD])
        {
          content = .utf8(first: UTF8Place(offset: passed + first, line: lines + before, character: character))
        }
        lines += before
      }
      passed += count
      kept = 0
      if let fault = TextCheck.fault(piece) {
        guard case .notUTF8(let offset) = fault, count == size, offset > count - 4 else { return .other }
        // A character that the next piece continues.
        kept = count - offset
        passed -= kept
        for i in 0..<kept { memory[i] = memory[offset + i] }
      }
      if count < size { return content }
    }
  }
}
