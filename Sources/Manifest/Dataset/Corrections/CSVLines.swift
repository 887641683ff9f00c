/// The rows of a small CSV file of ours, read strictly (RFC 4180). Publishers' files are read by Formats.
struct CSVLines {
  struct Row {
    /// The line on which it begins, from 1.
    var line: Int
    var fields: [String]
  }

  private static let quote = UInt8(ascii: "\"")
  private static let ends = [UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")]

  private let bytes: [UInt8]
  private let file: SourceFile
  private var i = 0
  private var line = 1

  private init(_ text: String, _ file: SourceFile) {
    bytes = Array(text.utf8)
    self.file = file
  }

  /// The rows that have anything in them; a mistake in the quotes is reported, and ends them.
  static func rows(of text: String, in file: SourceFile) -> [Row] {
    var lines = CSVLines(text, file)
    var rows: [Row] = []
    while lines.i < lines.bytes.count {
      let start = lines.line
      guard let fields = lines.row() else { break }
      if fields != [""] { rows.append(Row(line: start, fields: fields)) }
    }
    return rows
  }

  private mutating func row() -> [String]? {
    var fields: [String] = []
    while true {
      guard let field = i < bytes.count && bytes[i] == Self.quote ? quoted() : plain() else { return nil }
      fields.append(field)
      guard i < bytes.count, bytes[i] == UInt8(ascii: ",") else { break }
      i += 1
    }
    if i < bytes.count, bytes[i] == UInt8(ascii: "\r") { i += 1 }
    if i < bytes.count, bytes[i] == UInt8(ascii: "\n") { i += 1 }
    line += 1
    return fields
  }

  private mutating func plain() -> String? {
    let start = i
    while i < bytes.count, !Self.ends.contains(bytes[i]) {
      if bytes[i] == Self.quote {
        file.report(
          line: line, "has a quote inside a field that does not begin with one",
          remedy: "put the whole field in quotes, and write each quote inside it twice: \"a \"\"b\"\" c\"")
        return nil
      }
      i += 1
    }
    return String(decoding: bytes[start..<i], as: UTF8.self)
  }

  private mutating func quoted() -> String? {
    let start = line
    var field: [UInt8] = []
    i += 1
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == Self.quote else {
        field.append(byte)
        continue
      }
      if i < bytes.count, bytes[i] == Self.quote {
        field.append(byte)
        i += 1
        continue
      }
      if i == bytes.count || Self.ends.contains(bytes[i]) { return String(decoding: field, as: UTF8.self) }
      file.report(
        line: line, "has text after the closing quote of a field",
        remedy: "write each quote inside a field twice: \"a \"\"b\"\" c\"")
      return nil
    }
    file.report(line: start, "has a quote that is never closed", remedy: "close the field with a quote")
    return nil
  }
}
