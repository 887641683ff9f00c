import Model
import Words

/// The kind of a file, from its first bytes.
struct Sniffed {
  enum Content: Equatable { case json, text, workbook, page }

  let content: Content
  private let name: String
  private let bytes: [UInt8]
  private let isWikitext: Bool
  /// "[[" opens a link in wikitext and nested arrays in JSON; the expected format decides.
  private let isBrackets: Bool

  /// The number of bytes that are read; the title of an HTML page is among them.
  private static let looked = 8192

  /// - Parameter readings: those whose encoding may be other than UTF-8.
  /// - Throws: ``Problem`` when no reader accepts the file.
  init(path: String, name: String, readings: [Reading]) throws {
    self.name = name
    var bytes = try InputFile.prefix(path: path, name: name, count: Self.looked)
    let isPart = bytes.count == Self.looked
    if let wide = Self.wideEncoding(bytes, readings) {
      bytes = try DecodedFile.start(path: path, name: name, wide, count: Self.looked)
    }
    if readings.contains(where: { $0.format == .xlsx }) {
      try Rejection.checkWorkbook(path: path, bytes, name)
      if bytes.starts(with: [0x50, 0x4B]) {
        (self.bytes, content, isWikitext, isBrackets) = (bytes, .workbook, false, false)
        return
      }
    }
    try Rejection.check(bytes, isWhole: !isPart, name)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
    let head = bytes.drop { $0.isBlank }
    let next = head.dropFirst().first { !$0.isBlank }
    let isPage = head.first == UInt8(ascii: "<") && readings.contains { $0.format == .html || $0.inside != nil }
    content = isPage ? .page : Self.beginsJSON(head.first, next) ? .json : .text
    isBrackets = head.first == UInt8(ascii: "[") && next == UInt8(ascii: "[")
    isWikitext = Self.beginsWikitext(head)
  }

  /// The encoding of two bytes a character that the file has by its mark, or by a reading; only CSV, HTML and JSON are read in one, JSON by its
  /// mark or its first characters.
  private static func wideEncoding(_ bytes: [UInt8], _ readings: [Reading]) -> TextEncoding? {
    let tables = readings.filter { $0.format == .csv || $0.format == .html }
    let isJSON = readings.allSatisfy { $0.format == .json }
    guard isJSON || !tables.isEmpty, !bytes.starts(with: [0xFF, 0xFE, 0, 0]) else { return nil }
    if let mark = TextEncoding(markAt: bytes) { return mark.isWide ? mark : nil }
    guard bytes.contains(0) else { return nil }
    if isJSON { return TextEncoding(ofJSON: bytes) }
    return tables.lazy.compactMap(\.dialect.encoding).first { $0 == .utf16LE || $0 == .utf16BE }
  }

  /// The readings that fit this kind of content, in their order; never empty.
  func candidates(among readings: [Reading]) throws -> [Reading] {
    if content == .page { return readings.filter { $0.format == .html || $0.inside != nil } }
    if content == .workbook { return readings.filter { $0.format == .xlsx } }
    if content == .json || (isBrackets && !readings.contains { $0.format == .wikitext }) {
      let fitting = readings.filter {
        ($0.format == .json && $0.inside == nil) || ($0.format == .wikitext && $0.text != nil)
      }
      if !fitting.isEmpty { return fitting }
      throw mismatch("JSON", readings)
    }
    try Rejection.checkMarkup(bytes, expected: Self.list(readings), name: name)
    let tables = readings.filter { $0.format == .csv }
    let pages = readings.filter { $0.format == .wikitext }
    if !pages.isEmpty, tables.isEmpty || isWikitext { return pages }
    if !tables.isEmpty { return tables }
    let scripts = readings.filter { $0.inside != nil }
    if !scripts.isEmpty { return scripts }
    throw mismatch(isWikitext ? "wikitext" : "other text", readings)
  }

  func requireJSON() throws {
    guard content != .json, !isBrackets else { return }
    let wanted = [Reading(format: .json, header: [])]
    try Rejection.checkMarkup(bytes, expected: Self.list(wanted), name: name)
    throw mismatch("other text", wanted)
  }

  private func mismatch(_ found: String, _ readings: [Reading]) -> Problem {
    Problem(
      .badInput, at: name, "the file is \(found), not \(Self.list(readings)); it begins with: \(excerpt)",
      remedy:
        "the publisher answered with something else: open the file and read it; add a reading to 'read:' if it is right"
    )
  }

  /// The first words of the file on one line.
  private var excerpt: String {
    let words = String(decoding: bytes.prefix(400), as: UTF8.self)
      .split { $0.isWhitespace || $0.isNewline || $0 == "\u{FFFD}" }
    return String(words.joined(separator: " ").prefix(80))
  }

  private static func list(_ readings: [Reading]) -> String {
    var names: [String] = []
    for reading in readings {
      let name =
        switch reading.format {
        case .csv: "CSV"
        case .json: reading.inside == nil ? "JSON" : "a page or a script"
        case .wikitext: "wikitext"
        case .xlsx: "an Excel workbook"
        case .pdf: "PDF"
        case .html: "an HTML page"
        }
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " or ")
  }

  private static func beginsJSON(_ first: UInt8?, _ next: UInt8?) -> Bool {
    guard let first, let next else { return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") }
    switch first {
    case UInt8(ascii: "{"): return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    case UInt8(ascii: "["):
      return "{]\"-0123456789tfn".utf8.contains(next)
    default: return false
    }
  }

  private static func beginsWikitext(_ head: ArraySlice<UInt8>) -> Bool {
    let beginnings = ["{|", "{{", "[[", "==", "''", "<!--", "__", "#REDIRECT"]
    return beginnings.contains { head.starts(with: $0.utf8) }
      || zip(head, head.dropFirst()).contains { $0 == UInt8(ascii: "{") && $1 == UInt8(ascii: "|") }
  }
}
