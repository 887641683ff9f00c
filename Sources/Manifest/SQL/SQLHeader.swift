/// The comment lines at the top of an SQL file: a first sentence, then `-- word: text` lines, each with its
/// continuation lines.
///
/// This type knows only the shape; ``TableReader`` and ``CheckReader`` know what the words mean.
struct SQLHeader {
  struct Line: Equatable {
    /// The text after the dashes and one space, with its continuation lines joined.
    var text: String
    var line: Int

    /// The beginning of the text up to a colon or a space, if it looks like a word of the grammar.
    var word: String {
      String(text.prefix { $0 != ":" && $0 != " " })
    }

    /// True for `word: ...`.
    var hasColon: Bool { text.dropFirst(word.count).hasPrefix(":") }

    /// What follows the word and its colon.
    var rest: String { text.dropFirst(word.count + (hasColon ? 1 : 0)).trimmed }
  }

  /// The header lines in order, up to the first SQL; lines that are blank or only dashes are skipped.
  private(set) var lines: [Line] = []

  init(_ text: String) {
    var number = 0
    var rest = text[...]
    // One line at a time, so that the SQL below the header is not scanned.
    while !rest.isEmpty {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = rest[..<end].trimmed
      rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
      number += 1
      if line.isEmpty { continue }
      guard line.hasPrefix("--") else { break }
      let content = line.dropFirst(2)
      if content.trimmed.isEmpty { continue }
      if content.hasPrefix("   "), !lines.isEmpty {
        lines[lines.count - 1].text += " " + content.trimmed
      } else {
        lines.append(Line(text: content.trimmed, line: number))
      }
    }
  }
}
