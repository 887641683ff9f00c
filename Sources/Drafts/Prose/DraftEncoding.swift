import Model
import Words

/// Converts the bytes of a draft to UTF-8, or throws an error that says what they are and how to convert them.
///
/// Accepts UTF-8, and UTF-16 if a byte order mark makes it certain (Notepad's "Unicode"). Other encodings could only be
/// guessed, so they are rejected: a wrong guess would turn a thin space or a dash into letters, and one number into
/// another.
enum DraftEncoding {
  static func utf8(_ bytes: [UInt8], name: String) throws -> [UInt8] {
    if let kind = document(bytes) {
      throw problem(name, "is \(kind), not text", remedy: "export it as text, Markdown or HTML, and name that file")
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw problem(name, "is UTF-32", remedy: convert("UTF-32", name))
    }
    let text: [UInt8]
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      text = try utf16(bytes, name: name)
    } else {
      text = try checked(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes, name: name)
    }
    guard text.contains(where: { $0 > 32 }) else {
      throw problem(
        name, text.isEmpty ? "is empty" : "contains only blanks",
        remedy: "look at it, and name the file that has the text: ls -l \(name)")
    }
    return text
  }

  /// The kind of a document that is not text, from the first bytes of its file.
  private static func document(_ bytes: [UInt8]) -> String? {
    let kinds: [(String, [UInt8])] = [
      ("a Word, OpenDocument or other zipped document", [0x50, 0x4B, 3, 4]), ("a PDF", Array("%PDF-".utf8)),
      ("an old Word document", [0xD0, 0xCF, 0x11, 0xE0]), ("Rich Text (RTF)", Array("{\\rtf".utf8)),
      ("a picture", [0x89, 0x50, 0x4E, 0x47]), ("a picture", [0xFF, 0xD8, 0xFF]), ("compressed", [0x1F, 0x8B]),
    ]
    return kinds.first { bytes.starts(with: $0.1) }?.0
  }

  private static func utf16(_ bytes: [UInt8], name: String) throws -> [UInt8] {
    let isLittle = bytes[0] == 0xFF
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var i = 2
    while i + 1 < bytes.count {
      units.append(
        isLittle ? UInt16(bytes[i]) | UInt16(bytes[i + 1]) << 8 : UInt16(bytes[i]) << 8 | UInt16(bytes[i + 1]))
      i += 2
    }
    guard bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self) else {
      throw problem(
        name, "begins as UTF-16 but does not continue as UTF-16: it is damaged or cut off",
        remedy: "save it again as UTF-8 from where it was written")
    }
    guard !units.contains(0) else { throw nul(in: Array(text.utf8), name) }
    return Array(text.utf8)
  }

  private static func checked(_ bytes: [UInt8], name: String) throws -> [UInt8] {
    if bytes.contains(0) {
      // Western text in UTF-16 has a NUL in every second byte.
      let head = bytes.prefix(2000)
      let (even, odd) = head.enumerated().reduce(into: (0, 0)) { counts, byte in
        guard byte.element == 0 else { return }
        if byte.offset % 2 == 0 { counts.0 += 1 } else { counts.1 += 1 }
      }
      for (count, other, order) in [(odd, even, "LE"), (even, odd, "BE")] where count * 3 > head.count && other == 0 {
        throw problem(name, "looks like UTF-16 without a byte order mark", remedy: convert("UTF-16\(order)", name))
      }
      throw nul(in: bytes, name)
    }
    let fault: Int
    do {
      _ = try UTF8Span(validating: bytes.span)
      return bytes
    } catch {
      fault = error.byteOffsets.lowerBound
    }
    let line = 1 + bytes[..<fault].count { $0 == 10 }
    let controls = bytes.count { $0 < 32 && !(9...13).contains($0) }
    guard controls * 100 <= bytes.count else {
      throw problem(name, "is not text", remedy: "export the draft as text, Markdown or HTML, and name that file")
    }
    // Where Windows-1252 has quotation marks and dashes, Latin-1 has only control characters; 0x80 is Windows-1252's
    // euro sign.
    let isWindows = bytes.contains { (0x80...0x9F).contains($0) }
    throw problem(
      "\(name):\(line)",
      "is not UTF-8: byte 0x\(String(bytes[fault], radix: 16, uppercase: true)) after \"\(tail(bytes[..<fault]))\"; "
        + "it may be \(isWindows ? "Windows-1252" : "Latin-1 (ISO 8859-1)")",
      remedy: convert(isWindows ? "WINDOWS-1252" : "ISO-8859-1", name))
  }

  private static func nul(in bytes: [UInt8], _ name: String) -> Problem {
    let before = bytes.prefix { $0 != 0 }
    return problem(
      "\(name):\(1 + before.count { $0 == 10 })",
      "contains a NUL byte after \"\(tail(before))\": it is not text, or it is damaged",
      remedy: "export the draft as text, Markdown or HTML, and name that file")
  }

  /// The last few characters of a line, to help find the place.
  private static func tail(_ bytes: ArraySlice<UInt8>) -> String {
    let line = bytes.suffix(60).split(separator: 10, omittingEmptySubsequences: false).last ?? []
    let text = String(decoding: line, as: UTF8.self).suffix(20)
    return String(text.unicodeScalars.filter { $0.value >= 32 && $0 != "\u{FFFD}" }.map(Character.init))
  }

  private static func convert(_ encoding: String, _ name: String) -> String {
    let copy = "utf8-\(name.split(separator: "/").last ?? "")"
    return "save it as UTF-8, or convert it: iconv -f \(encoding) -t UTF-8 "
      + "\(ShellWord.quoted(name)) > \(ShellWord.quoted(copy))"
  }

  private static func problem(_ place: String, _ what: String, remedy: String) -> Problem {
    Problem(.badInput, at: place, what, remedy: remedy)
  }
}
