import Words

/// Reads titles from HTML. Works on bytes, because a page may have 5 MB.
enum HTMLText {
  /// Whether the bytes begin like a web page.
  static func isPage(_ bytes: some Collection<UInt8>) -> Bool {
    let start = String(decoding: bytes.drop { $0 <= 32 }.prefix(32), as: UTF8.self).lowercased()
    return ["<!doctype html", "<html", "<head", "<body"].contains { start.hasPrefix($0) }
  }

  /// A page's title, or else its first heading; nil if it has neither.
  static func title(of bytes: some Collection<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    return inside("title", text) ?? inside("h1", text)
  }

  /// Whether a page with that title is one that a guard before the publisher's site shows in place of the page that was asked for.
  static func isRefusal(_ title: String) -> Bool {
    let title = title.lowercased()
    return [
      "access denied", "access to this page has been denied", "forbidden", "blocked", "just a moment",
      "attention required",
      "request rejected", "captcha", "human verification", "unauthorized", "not a robot",
    ].contains { title.contains($0) }
  }

  private static func inside(_ tag: String, _ text: String) -> String? {
    // By bytes: a lower-cased copy of the text might not line up with the original.
    let lower = text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let open = find(Array("<\(tag)".utf8), in: lower[...]),
      let start = lower[open...].firstIndex(of: UInt8(ascii: ">")),
      let end = find(Array("</\(tag)".utf8), in: lower[start...])
    else { return nil }
    let raw = HTMLReference.decoded(String(decoding: Array(text.utf8)[(start + 1)..<end], as: UTF8.self))
    let words = raw.split { $0.isWhitespace || $0.isNewline }
    let title = words.joined(separator: " ")
    return title.isEmpty ? nil : String(title.prefix(80))
  }

  private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var from = bytes.startIndex
    while let at = bytes[from...].firstIndex(of: needle[0]) {
      if bytes[at...].starts(with: needle) { return at }
      from = at + 1
    }
    return nil
  }
}
