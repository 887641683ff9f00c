/// `_x000D_` in a text of a workbook: a character that XML cannot hold (ECMA-376, part 1, 22.9.2.19).
enum CellEscapes {
  /// Decodes the text that begins at `start`. NUL and halves of surrogate pairs, which are no characters, stay as written.
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    guard var i = bytes[start...].firstIndex(of: UInt8(ascii: "_")) else { return }
    var end = i
    while i < bytes.count {
      if let scalar = scalar(at: i, in: bytes) {
        for byte in String(Character(scalar)).utf8 {
          bytes[end] = byte
          end += 1
        }
        i += 7
      } else {
        bytes[end] = bytes[i]
        end += 1
        i += 1
      }
    }
    bytes.removeLast(bytes.count - end)
  }

  private static func scalar(at i: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard i + 7 <= bytes.count, bytes[i] == UInt8(ascii: "_"), bytes[i + 1] == UInt8(ascii: "x"),
      bytes[i + 6] == UInt8(ascii: "_"),
      bytes[(i + 2)..<(i + 6)].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let number = UInt32(String(decoding: bytes[(i + 2)..<(i + 6)], as: UTF8.self), radix: 16), number > 0
    else { return nil }
    return Unicode.Scalar(number)
  }
}
