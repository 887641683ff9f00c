/// Percent-escapes of an address.
enum PercentEscapes {
  /// The address with letters, digits, `-`, `.`, `_` and `~` written as themselves: for RFC 3986 it is the same one.
  static func withoutNeedless(_ text: String) -> String {
    replaced(text) {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-._~".utf8.contains($0)
    }
  }

  /// All escapes as what they mean; what is no UTF-8 gets replacement characters.
  static func decoded(_ text: String) -> String { replaced(text) { _ in true } }

  private static func replaced(_ text: String, where isReplaced: (UInt8) -> Bool) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "%")) else { return text }
    var out: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[(i + 1)...(i + 2)], as: UTF8.self), radix: 16), isReplaced(byte)
      {
        out.append(byte)
        i += 3
      } else {
        out.append(bytes[i])
        i += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
