import Model
import TestTools

@testable import Formats

/// CSV in a random dialect, of everything that can be declared together.
enum FuzzCSV {
  private static let pieces = [
    "", "a", "7.5", "longer words", "é", "ü", " ", ",", ";", "\t", "|", "'", "\"", "\\", "\n", "\r\n", "1 000",
  ]

  static func input(_ random: inout SeededRandom) -> FuzzInput {
    var reading = Reading(format: .csv, header: [])
    let dialect = dialect(&random)
    reading.dialect = dialect
    let columns = Int.random(in: 1...6, using: &random)
    let end = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
    var lines: [String] = []
    if dialect.hasSeparatorLine { lines.append("sep=" + String(Unicode.Scalar(dialect.separator))) }
    switch dialect.title {
    case .lines(let count)?: for i in 0..<count { lines.append("Title \(i)") }
    case .until?: lines.append("Anything")
    case nil: break
    }
    let names = (0..<columns).map { i in (0..<max(dialect.headerLines, 1)).map { "Name\(i)-\($0)" } }
    for line in 0..<dialect.headerLines { lines.append(row(names.map { $0[line] }, dialect, &random)) }
    reading.header = names.map { $0.joined(separator: " ") }
    var expected: [[String?]] = []
    // A file without anything in it is no CSV.
    for _ in 0..<Int.random(in: lines.isEmpty ? 1...20 : 0...20, using: &random) {
      if let comment = dialect.comment, Int.random(in: 0..<6, using: &random) == 0 { lines.append(comment + "x\";,") }
      var fields = (0..<columns).map { _ in value(dialect, &random) }
      // The first field says that the line is neither blank nor a comment.
      fields[0] = "v" + fields[0]
      var written = fields
      if dialect.allowsShortRecords, !dialect.hasTrailingSeparator, Bool.random(using: &random) {
        written.removeLast(Int.random(in: 0..<columns, using: &random))
      }
      lines.append(row(written, dialect, &random))
      expected.append(fields.indices.map { $0 < written.count ? fields[$0] : nil })
    }
    if !dialect.footer.isEmpty { lines += ["Source: an office", "made on a day"] }
    let text = lines.map { $0 + end }.joined()
    // A record that a declared footer or comment takes is none; what a value may begin with excludes that.
    return FuzzInput(kind: "csv", encoded(text, &reading.dialect, &random), [reading], expected: expected)
  }

  private static func dialect(_ random: inout SeededRandom) -> Dialect {
    func rarely() -> Bool { Int.random(in: 0..<4, using: &random) == 0 }
    var dialect = Dialect()
    dialect.separator = Array(",;\t|".utf8).randomElement(using: &random) ?? 44
    dialect.quote = rarely() ? (Bool.random(using: &random) ? UInt8(ascii: "'") : nil) : UInt8(ascii: "\"")
    dialect.escape = Dialect.Escape.allCases.randomElement(using: &random) ?? .doubled
    dialect.hasBlanksAroundQuotes = dialect.quote != nil && rarely()
    dialect.hasSeparatorLine = rarely()
    if rarely() { dialect.title = Bool.random(using: &random) ? .lines(Int.random(in: 1...3, using: &random)) : nil }
    dialect.headerLines = rarely() ? Int.random(in: 0...3, using: &random) : 1
    if dialect.title == nil, dialect.headerLines > 0, rarely() { dialect.title = .until("Name0") }
    dialect.comment = rarely() ? "#" : nil
    dialect.footer = rarely() ? ["Source"] : []
    dialect.hasTrailingSeparator = rarely()
    dialect.allowsShortRecords = rarely()
    dialect.encoding = TextEncoding.allCases.randomElement(using: &random)
    return dialect
  }

  private static func value(_ dialect: Dialect, _ random: inout SeededRandom) -> String {
    let text = (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined()
    let quote = dialect.quote.map { Character(Unicode.Scalar($0)) }
    switch dialect.escape {
    case .backslash: return text
    case .doubled, .none:
      if let quote { return dialect.escape == .doubled ? text : text.filter { $0 != quote } }
      return text.filter { !$0.isNewline && $0 != Character(Unicode.Scalar(dialect.separator)) }
    }
  }

  private static func row(_ fields: [String], _ dialect: Dialect, _ random: inout SeededRandom) -> String {
    let separator = String(Unicode.Scalar(dialect.separator))
    let blanks = dialect.separator == 9 ? ["", " ", "  "] : ["", " ", "\t"]
    let line = fields.enumerated().map { i, field -> String in
      var text = field
      if dialect.escape == .backslash {
        text = text.replacing("\\", with: "\\\\")
        if let quote = dialect.quote.map({ String(Unicode.Scalar($0)) }) {
          text = text.replacing(quote, with: "\\" + quote)
        } else {
          text = text.replacing(separator, with: "\\" + separator).replacing("\r\n", with: "\\\r\n")
          // Swift sees CR LF as one character: what is left is a line feed of its own.
          text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\\n")
        }
      }
      guard let quote = dialect.quote.map({ String(Unicode.Scalar($0)) }) else { return text }
      let isPlain = !text.contains { "\"'\\,;\t| ".contains($0) || $0.isNewline }
      if isPlain, Bool.random(using: &random) || (i == 0 && (dialect.title != nil || !dialect.footer.isEmpty)) {
        return text
      }
      if dialect.escape == .doubled { text = text.replacing(quote, with: quote + quote) }
      let quoted = quote + text + quote
      guard dialect.hasBlanksAroundQuotes, i > 0 else { return quoted }
      return (blanks.randomElement(using: &random) ?? "") + quoted + (blanks.randomElement(using: &random) ?? "")
    }.joined(separator: separator)
    return dialect.hasTrailingSeparator && Bool.random(using: &random) ? line + separator : line
  }

  /// The text in the dialect's encoding; a byte order mark may name it instead.
  private static func encoded(_ text: String, _ dialect: inout Dialect, _ random: inout SeededRandom) -> [UInt8] {
    var encoding = dialect.encoding ?? .utf8
    var marked = Bool.random(using: &random) ? "\u{FEFF}" + text : text
    if encoding == .utf16 {
      encoding = Bool.random(using: &random) ? .utf16LE : .utf16BE
      marked = "\u{FEFF}" + text
    }
    switch encoding {
    case .utf8: return Array(marked.utf8)
    case .utf16, .utf16LE, .utf16BE:
      let bytes = marked.utf16.flatMap { unit in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return encoding == .utf16BE ? pair.reversed() : pair
      }
      if marked != text, Bool.random(using: &random) { dialect.encoding = nil }
      return bytes
    case .windows1252, .latin1, .windows1250, .latin2, .latin9:
      return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
  }
}
