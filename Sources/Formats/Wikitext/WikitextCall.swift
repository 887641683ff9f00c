/// A call of a template: `{{nowrap|1=11–13}}`.
struct WikitextCall {
  /// From ``WikitextTemplates/name(_:)``.
  let name: String
  /// The arguments by name, or by position if they have none. If a name occurs twice, the last one counts, as in
  /// MediaWiki.
  let arguments: [String: Range<Int>]

  /// - Parameter range: includes both pairs of braces.
  init(_ range: Range<Int>, _ markup: WikitextMarkup) {
    let inside = range.lowerBound + 2..<range.upperBound - 2
    var parts: [Range<Int>] = []
    var start = inside.lowerBound
    while let bar = Self.first(UInt8(ascii: "|"), in: start..<inside.upperBound, markup) {
      parts.append(start..<bar)
      start = bar + 1
    }
    parts.append(start..<max(start, inside.upperBound))
    name = WikitextTemplates.name(Self.withoutComments(parts[0], markup))
    var arguments: [String: Range<Int>] = [:]
    var place = 0
    for part in parts.dropFirst() {
      if let equals = Self.first(UInt8(ascii: "="), in: part, markup) {
        arguments[Self.withoutComments(part.lowerBound..<equals, markup).trimmedBlanks] = equals + 1..<part.upperBound
      } else {
        place += 1
        arguments[String(place)] = part
      }
    }
    self.arguments = arguments
  }

  /// The first such byte outside of the constructs of MediaWiki's preprocessor, which does not know external links.
  private static func first(_ byte: UInt8, in range: Range<Int>, _ markup: WikitextMarkup) -> Int? {
    var i = range.lowerBound
    while i < range.upperBound {
      if let construct = markup.construct(at: i), construct.kind != .externalLink, construct.kind != .table {
        i = construct.end
        continue
      }
      if markup.bytes[i] == byte { return i }
      i += 1
    }
    return nil
  }

  /// The maximum length of a name; copying a longer one would only take time.
  private static let longestName = 1024

  private static func withoutComments(_ whole: Range<Int>, _ markup: WikitextMarkup) -> String {
    let range = whole.prefix(longestName)
    var bytes: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound {
      if let construct = markup.construct(at: i), construct.kind == .comment {
        i = construct.end
      } else {
        bytes.append(markup.bytes[i])
        i += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmedBlanks: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
