import Model
import System

/// Recognizes files that no reader accepts, so that the message can say what to do.
enum Rejection {
  /// - Parameter isWhole: `bytes` are the whole file.
  static func check(_ bytes: [UInt8], isWhole: Bool, _ name: String) throws {
    if isWhole, bytes.allSatisfy(\.isBlank) {
      throw Problem(
        .badInput, at: name, bytes.isEmpty ? "the file is empty" : "the file contains only blanks",
        remedy: "fetch it again; if nothing changes, the publisher has withdrawn it")
    }
    for signature in signatures where bytes.starts(with: signature.bytes) {
      throw Problem(.badInput, at: name, "the file is \(signature.what)", remedy: signature.remedy)
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw archive(bytes, name) }
    if let encoding = wideEncoding(bytes) {
      throw Problem(
        .badInput, at: name, "the file is \(encoding): convert it to UTF-8",
        remedy: "iconv -f \(encoding) -t UTF-8 FILE > FILE.utf8, and add that file: soundings add DATASET FILE.utf8"
          + (encoding.hasPrefix("UTF-16")
            ? "; or, for CSV and HTML, write encoding: \(encoding == "UTF-16BE" ? "utf-16be" : "utf-16le") under read: in the dataset's dataset.yaml"
            : ""))
    }
  }

  /// Rejects what has the name of a workbook, and is an older one or an encrypted one: both are OLE compound files.
  static func checkWorkbook(path: String, _ bytes: [UInt8], _ name: String) throws {
    guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return }
    guard try contains("EncryptedPackage".utf8.flatMap { [$0, 0] }, path, name) else {
      throw Problem(
        .badInput, at: name, "the file is an old Excel workbook (.xls), not .xlsx",
        remedy: "open it in a spreadsheet program, save it as .xlsx and use that file")
    }
    throw Problem(
      .badInput, at: name, "the workbook is protected by a password",
      remedy: "ask the publisher for the file without a password, or save it without one and use that file")
  }

  /// Whether the beginning of a file, which is most of a workbook, contains some bytes.
  private static func contains(_ wanted: [UInt8], _ path: String, _ name: String) throws -> Bool {
    let bytes = try InputFile.prefix(path: path, name: name, count: 64 << 20)
    return bytes.withUnsafeBufferPointer { $0.offset(of: wanted) != nil }
  }

  /// Rejects HTML and XML. A page of wikitext may begin with a tag, so only tags that open a whole document count.
  static func checkMarkup(_ bytes: [UInt8], expected: String, name: String) throws {
    // Lower case for ASCII only, so that offsets are those of the file.
    let lower = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    let head = lower.drop { $0.isBlank }
    let isPage = ["<!doctype html", "<html", "<head", "<body"].contains { head.starts(with: $0.utf8) }
    guard isPage || head.starts(with: "<?xml".utf8) || head.starts(with: "<!doctype".utf8) else { return }
    var title = ""
    if let open = lower.offset(of: "<title", from: 0), let start = lower.offset(of: ">", from: open),
      let end = lower.offset(of: "</title", from: start)
    {
      let words = String(decoding: bytes[start + 1..<end], as: UTF8.self).split { $0.isWhitespace }
      title = "; its title: " + words.joined(separator: " ").prefix(80)
    }
    let kind = isPage || lower.offset(of: "<html", from: 0) != nil ? "an HTML page" : "an XML document"
    throw Problem(
      .badInput, at: name, "the file is \(kind), not \(expected)\(title)",
      remedy: "the publisher answered with a page instead of data: open the file and read it, then fetch again")
  }

  private static let signatures: [(bytes: [UInt8], what: String, remedy: String)] = [
    (
      [0x1F, 0x8B], "compressed with gzip",
      "write container: gzip under read: in the dataset's dataset.yaml, and it is unpacked as it is read"
    ),
    ([0x42, 0x5A, 0x68], "compressed with bzip2", "bunzip2 it and use the unpacked file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz", "unxz it and use the unpacked file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "unzstd it and use the unpacked file"),
    (
      [0x25, 0x50, 0x44, 0x46], "a PDF document",
      "find the publisher's data file; or, if the PDF has a table with words, add a reading with format: pdf to 'read:'"
    ),
    (
      [0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)",
      "save the sheet with the data as CSV (UTF-8) and use that file"
    ),
  ]

  private static func archive(_ bytes: [UInt8], _ name: String) -> Problem {
    if bytes.offset(of: "[Content_Types].xml", from: 0) != nil || bytes.offset(of: "xl/", from: 0) != nil {
      return Problem(
        .badInput, at: name, "the file is an Excel workbook (.xlsx)",
        remedy: "write format: xlsx under read: in the dataset's dataset.yaml, or save the sheet as CSV (UTF-8)")
    }
    return Problem(
      .badInput, at: name, "the file is a zip archive",
      remedy:
        "write container: {zip: NAME} under read: in the dataset's dataset.yaml, NAME a regular expression over the names in it (unzip -l FILE)"
    )
  }

  /// Detects UTF-16 and UTF-32 by their byte order mark or by the NUL bytes in plain letters.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let head = bytes.prefix(512)
    guard head.count >= 4 else { return nil }
    var nuls = [0, 0]
    for (i, byte) in head.enumerated() where byte == 0 { nuls[i & 1] += 1 }
    // For plain letters, every second byte is NUL in UTF-16, and three in four are in UTF-32.
    if min(nuls[0], nuls[1]) * 8 > head.count { return "UTF-32" }
    guard max(nuls[0], nuls[1]) * 4 > head.count else { return nil }
    return nuls[0] > nuls[1] ? "UTF-16BE" : "UTF-16LE"
  }
}

extension UInt8 {
  /// A blank, tab or line end.
  var isBlank: Bool { self == 32 || (self >= 9 && self <= 13) }
}
