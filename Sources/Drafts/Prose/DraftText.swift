import Model

/// The prose of a draft: what a reader sees, with the position in the file of each character.
package struct DraftText: Sendable {
  package enum Kind: String, Sendable { case plain, markdown, html }

  /// A position in the file; lines and columns count from 1. Columns count characters as an editor shows them: a letter
  /// with its accents, an emoji and a tab are one each.
  package struct Place: Equatable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Separates paragraphs, headings, list items and rows of a table.
  static let paragraphEnd: Unicode.Scalar = "\u{2029}"

  /// The prose without markup; a line end inside a paragraph is a blank.
  let scalars: [Unicode.Scalar]
  /// For each scalar, the index in ``bytes`` at which it begins.
  let offsets: [Int]
  /// The whole file as UTF-8, without a byte order mark.
  let bytes: [UInt8]

  /// Reads a draft.
  ///
  /// - Parameter name: the name of the file in messages; its extension gives the kind if the content does not.
  /// - Throws: ``Problem`` when the bytes are not text that can be read with certainty.
  package init(_ bytes: [UInt8], name: String) throws {
    let text = try DraftEncoding.utf8(bytes, name: name)
    self.init(utf8: text, kind: Self.kind(of: text, name: name))
  }

  /// - Parameter bytes: valid UTF-8.
  init(utf8 bytes: [UInt8], kind: Kind) {
    var builder = ProseBuilder(utf8: bytes)
    switch kind {
    case .plain: builder.readPlain()
    case .markdown: builder.readMarkdown()
    case .html: builder.readHTML()
    }
    scalars = builder.scalars
    offsets = builder.offsets
    self.bytes = bytes
  }

  /// Prose that is in no file: its places mean nothing.
  init(prose scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    offsets = Array(repeating: 0, count: scalars.count)
    bytes = []
  }

  init(_ text: String, kind: Kind = .plain) { self.init(utf8: Array(text.utf8), kind: kind) }

  /// The kind of a file: a web page by its content, otherwise by the name's extension; anything else is plain text.
  static func kind(of bytes: [UInt8], name: String) -> Kind {
    let start = String(decoding: bytes.drop { $0 <= 32 }.prefix(16), as: UTF8.self).lowercased()
    if ["<!doctype html", "<html", "<head", "<body"].contains(where: start.hasPrefix) { return .html }
    let file = name.split(separator: "/").last ?? ""
    switch file.split(separator: ".").last?.lowercased() {
    case "html", "htm", "xhtml": return .html
    case "md", "markdown", "mdown", "mkd": return .markdown
    default: return .plain
    }
  }

  /// The positions of bytes, which must be in order. One pass for all of them, so that a file with a single long line
  /// is not slow.
  func places(of offsets: [Int]) -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(offsets.count)
    var here = 0
    var place = Place(line: 1, column: 1)
    for offset in offsets {
      var start = here
      var i = here
      while i < offset {
        let isEnd = bytes[i] == 10 || (bytes[i] == 13 && !(i + 1 < bytes.count && bytes[i + 1] == 10))
        i += 1
        if isEnd {
          place = Place(line: place.line + 1, column: 1)
          start = i
        }
      }
      place.column += String(decoding: bytes[start..<max(start, offset)], as: UTF8.self).count
      here = max(here, offset)
      places.append(place)
    }
    return places
  }
}
