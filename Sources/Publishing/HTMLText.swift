import Mustache

/// Text for HTML pages.
///
/// The template engine's own escaping goes by whole characters, and an angle bracket or a quote with a combining mark behind it is
/// another character to it: it would let `"\u{301}` end an attribute. This one goes by bytes.
enum HTMLText: MustacheContentType {
  case page

  /// The name for `{{% CONTENT_TYPE:...}}`, which stands in the first line of each template: a partial falls back to the
  /// engine's own.
  static let contentType = "SOUNDINGS_HTML"

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  /// The text as it may stand between tags and in a quoted attribute. Controls that HTML knows no place for are shown as the
  /// signs that Unicode has for them.
  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: ">"): out += "&gt;".utf8
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "\""): out += "&quot;".utf8
      case UInt8(ascii: "'"): out += "&#39;".utf8
      case 0x09, 0x0A: out.append(byte)
      case 0..<0x20: out += [0xE2, 0x90, 0x80 + byte]
      case 0x7F: out += [0xE2, 0x90, 0xA1]
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A link that shows its address; what is no web address is shown and leads nowhere.
  static func link(_ address: String) -> String {
    let text = escaped(address)
    guard address.hasPrefix("https://") || address.hasPrefix("http://"), !address.contains(where: \.isWhitespace) else {
      return text
    }
    return "<a href=\"\(text)\" rel=\"noreferrer\">\(text)</a>"
  }

  /// The templates of these names, which may name one another as partials.
  static func library(_ sources: [(name: String, bytes: [UInt8])]) throws -> MustacheLibrary {
    MustacheContentTypes.register(HTMLText.page, named: contentType)
    var library = MustacheLibrary()
    for (name, bytes) in sources { try library.register(String(decoding: bytes, as: UTF8.self), named: name) }
    return library
  }
}
