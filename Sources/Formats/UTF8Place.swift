import Model

/// Where a file that is UTF-8 by its bytes has its first character beyond ASCII.
struct UTF8Place: Equatable {
  /// The number of bytes before it.
  var offset: Int
  /// From 1.
  var line: Int
  var character: Character

  /// Nil where all bytes are ASCII: they are the same in every encoding of one byte a character.
  init?(in bytes: [UInt8]) {
    guard let offset = bytes.firstIndex(where: { $0 >= 0x80 }),
      let character = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).first
    else { return nil }
    self.init(offset: offset, line: 1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }, character: character)
  }

  init(offset: Int, line: Int, character: Character) {
    (self.offset, self.line, self.character) = (offset, line, character)
  }

  /// The problem that the manifest declares an encoding of one byte a character, in which every other character is two or three.
  func problem(at name: String, declared: TextEncoding) -> Problem {
    Problem(
      .badInput, at: name,
      "read.encoding is \(declared.rawValue), and by its bytes the file is UTF-8: the first character beyond ASCII is '\(character)' on "
        + "line \(line), at offset \(offset)",
      remedy:
        "write encoding: utf-8 under read: in the dataset's dataset.yaml; if older editions are \(declared.rawValue), add a reading with that "
        + "encoding to 'read:'; then: soundings check")
  }

  /// The problem that a server names an encoding of one byte a character.
  static func problem(at name: String, sent: TextEncoding) -> Problem {
    Problem(
      .badInput, at: name, "the server says that the file is \(sent.rawValue), and by its bytes it is UTF-8",
      remedy: "write encoding: utf-8 under read: in the dataset's dataset.yaml, then: soundings check")
  }
}
