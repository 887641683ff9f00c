import Drafts
import Formats
import Model

/// Reads the words of a document by what its bytes are.
enum DocumentReader {
  private static let transcribe =
    "add a transcription of it: soundings add-document FILE.txt --source ... --published ... --transcribed"

  /// - Throws: ``Problem`` where there are no words that can be read: an image, a scanned page, a packed file.
  static func text(of bytes: [UInt8], path: String, name: String, mediaType: String?) throws -> DocumentText {
    if bytes.starts(with: Array("%PDF-".utf8)) {
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
    guard !images.contains(where: bytes.starts), !bytes.prefix(8192).contains(0) else {
      throw Problem(
        .badInput, at: name, "the document has no words that a machine can read",
        remedy: transcribe)
    }
    // Of a page only what its reader sees counts, as in the tables that are read of one.
    let text = DocumentText(
      DocumentText.isPage(bytes, name: name)
        ? try PageWords.text(ofPage: path, name: name, contentType: mediaType)
        : String(decoding: try DocumentText.utf8(bytes, name: name), as: UTF8.self))
    guard !text.isEmpty else {
      throw Problem(
        .badInput, at: name, "the document is empty to its readers",
        remedy: "open it in a browser, save what it shows there as text, and add that with --transcribed")
    }
    return text
  }
}
