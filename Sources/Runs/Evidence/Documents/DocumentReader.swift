import Drafts
import Formats
import Model

/// Reads the words of a document by what its bytes are.
enum DocumentReader {
  private static let transcribe =
    "add a transcription of it: soundings add-document FILE.txt --source ... --published ... --transcribed"

  /// - Throws: ``Problem`` where there are no words that can be read: an image, a scanned page, a packed file.
  static func text(of bytes: [UInt8], path: String, name: String, mediaType: String?) throws -> DocumentText {
    // Some servers put a line end before it.
    if bytes.prefix(1024).contains(UInt8(ascii: "%")),
      String(decoding: bytes.prefix(1024), as: UTF8.self).contains("%PDF-")
    {
      let pages = try PDFText.pages(of: path, name: name)
      guard !pages.isEmpty else {
        throw Problem(
          .badInput, at: name, "the PDF has no words: its pages are images",
          remedy: transcribe)
      }
      return DocumentText(
        pages: pages.map { DocumentText.Page(number: $0.number, $0.text.unicodeScalars, rows: $0.rows) })
    }
    let images: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8)]
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard !images.contains(where: bytes.starts), isUTF16 || !bytes.prefix(8192).contains(0) else {
      throw Problem(
        .badInput, at: name, "the document has no words that a machine can read",
        remedy: transcribe)
    }
    let text: DocumentText
    do {
      text = DocumentText(try words(of: bytes, path: path, name: name, mediaType: mediaType))
    } catch var problem as Problem where problem.kind == .badInput {
      // No manifest says how a document is read.
      problem.remedy =
        "save its words as text in UTF-8, and add that with --transcribed: soundings add-document FILE.txt ..."
      throw problem
    }
    guard !text.isEmpty else {
      throw Problem(
        .badInput, at: name, "the document is empty to its readers",
        remedy: "open it in a browser, save what it shows there as text, and add that with --transcribed")
    }
    return text
  }

  /// Of a page only what its reader sees counts, as in the tables that are read of one; of a feed the texts of its items, and of JSON its
  /// texts and numbers.
  private static func words(of bytes: [UInt8], path: String, name: String, mediaType: String?) throws -> String {
    if DocumentText.isPage(bytes, name: name) {
      return try PageWords.text(ofPage: path, name: name, contentType: mediaType)
    }
    let utf8 = try DocumentText.utf8(bytes, name: name)
    let start = String(decoding: utf8.drop { $0 <= 32 }.prefix(64), as: UTF8.self).lowercased()
    if ["<?xml", "<rss", "<feed"].contains(where: start.hasPrefix) {
      // A section of plain text is a comment to a reader of HTML.
      let text = String(decoding: utf8, as: UTF8.self).replacing("<![CDATA[", with: "").replacing("]]>", with: "")
      return try unwrapped(try PageWords.text(of: Array(FeedMarkup.page(text).utf8), name: name), name: name)
    }
    if start.hasPrefix("{") || start.hasPrefix("["), let lines = JSONWords.lines(of: utf8) {
      return try lines.map { try unwrapped($0, name: name) }.joined(separator: DocumentText.blockEnd)
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  /// The words of a text that is itself markup, as in an item of a feed.
  private static func unwrapped(_ text: String, name: String) throws -> String {
    text.contains("</") || text.contains("<p>") || text.contains("<br")
      ? try PageWords.text(of: Array("<html><body>\(text)</body></html>".utf8), name: name) : text
  }
}
