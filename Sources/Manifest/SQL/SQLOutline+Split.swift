extension SQLOutline {
  /// Reads `DATASET` or `DATASET where CONDITION`; nil if the text is neither.
  static func records(_ text: String) -> (dataset: String, condition: String?)? {
    let parts = split(text, at: "where")
    let dataset = parts?.before ?? text
    guard Name.isValid(dataset), parts?.after != "" else { return nil }
    return (dataset, parts?.after)
  }

  /// The text before and after the first occurrence of the word outside of quotes and parentheses.
  static func split(_ text: String, at word: String) -> (before: String, after: String)? {
    let bytes = Array(text.utf8)
    let wanted = Array(word.utf8)
    func isWord(_ byte: UInt8) -> Bool {
      byte == 95 || byte >= 0x80 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || (byte | 32) &- 97 < 26
    }
    var depth = 0
    var quote: UInt8?
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
      } else if isWord(byte) {
        let end = bytes[i...].firstIndex { !isWord($0) } ?? bytes.count
        if depth == 0, bytes[i..<end].map({ $0 | 32 }) == wanted {
          return (
            String(decoding: bytes[..<i], as: UTF8.self).trimmed, String(decoding: bytes[end...], as: UTF8.self).trimmed
          )
        }
        i = end
        continue
      }
      i += 1
    }
    return nil
  }
}
