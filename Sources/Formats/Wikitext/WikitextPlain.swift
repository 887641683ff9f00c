import Words

/// Reduces wikitext to the text that a reader of the page sees.
struct WikitextPlain {
  private let markup: WikitextMarkup
  private var out: [UInt8] = []
  /// A template that may have shown something, but what cannot be known without the wiki.
  private(set) var unreadTemplate: String?

  /// Brackets nested deeper than this are left out.
  private static let deepest = 32

  init(_ markup: WikitextMarkup) { self.markup = markup }

  /// The text of a range, blanks made single and trimmed; `unread` names a template that was left out of it.
  static func reduce(_ range: Range<Int>, _ markup: WikitextMarkup) -> (text: [UInt8], unread: String?) {
    var plain = WikitextPlain(markup)
    plain.add(range, depth: 0)
    return (singleBlanks(HTMLReference.decoded(plain.out)), plain.unreadTemplate)
  }

  /// The value of an attribute (`scope="row" data-sort-value= 2026-1-23`), unquoted or quoted; nil where the cell has none.
  static func attribute(_ name: String, in range: Range<Int>, _ markup: WikitextMarkup) -> [UInt8]? {
    var bytes: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound {
      if let construct = markup.construct(at: i) {
        i = construct.end
      } else {
        bytes.append(markup.bytes[i])
        i += 1
      }
    }
    var rest = bytes[...]
    func skipBlanks() { rest = rest.drop(while: \.isBlank) }
    while true {
      rest = rest.drop { $0.isBlank || $0 == UInt8(ascii: "=") }
      guard !rest.isEmpty else { return nil }
      let key = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: "=") }
      rest = rest.dropFirst(key.count)
      skipBlanks()
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst()
      skipBlanks()
      let value: ArraySlice<UInt8>
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { !$0.isBlank }
        rest = rest.dropFirst(value.count)
      }
      if String(decoding: key, as: UTF8.self).lowercased() == name.lowercased() {
        return singleBlanks(HTMLReference.decoded(Array(value)))
      }
    }
  }

  private mutating func add(_ range: Range<Int>, depth: Int) {
    guard depth < Self.deepest else { return }
    var i = range.lowerBound
    while i < range.upperBound {
      if let construct = markup.construct(at: i), construct.end <= range.upperBound {
        add(construct.kind, i..<construct.end, depth)
        i = construct.end
        continue
      }
      let byte = markup.bytes[i]
      if byte == UInt8(ascii: "'"), let run = quotes(i, range.upperBound) {
        out.append(contentsOf: repeatElement(byte, count: run.shown))
        i += run.length
      } else if byte == UInt8(ascii: "<"), isTag(i), let end = markup.tagEnd(at: i), end <= range.upperBound {
        if isBreak(i) { out.append(32) }
        i = end
      } else {
        out.append(byte)
        i += 1
      }
    }
  }

  private mutating func add(_ kind: WikitextMarkup.Kind, _ range: Range<Int>, _ depth: Int) {
    switch kind {
    case .comment, .dropped, .table: break
    case .literal:
      guard let open = markup.tagEnd(at: range.lowerBound) else { return }
      let inside = open..<range.upperBound
      out.append(
        contentsOf: markup.bytes[inside].prefix(upTo: markup.bytes[inside].lastIndex(of: UInt8(ascii: "<")) ?? open))
    case .template: addTemplate(range.lowerBound + 2..<range.upperBound - 2, depth)
    case .link: addLink(range.lowerBound + 2..<range.upperBound - 2, depth)
    case .externalLink:
      let inside = range.lowerBound + 1..<range.upperBound - 1
      if let blank = markup.bytes[inside].firstIndex(where: \.isBlank) {
        add(blank..<inside.upperBound, depth: depth + 1)
      }
    }
  }

  private mutating func addLink(_ range: Range<Int>, _ depth: Int) {
    let target = markup.text(range).drop { $0.isWhitespace }
    let space = target.prefix { $0 != ":" && $0 != "|" }.lowercased()
    // Pictures and categories show no text in the line; a leading colon makes them ordinary links.
    if ["file", "image", "category"].contains(space), target.dropFirst(space.count).first == ":" { return }
    if let bar = markup.firstBare(in: range, where: { markup.bytes[$0] == UInt8(ascii: "|") }),
      bar + 1 < range.upperBound
    {
      return add(bar + 1..<range.upperBound, depth: depth + 1)
    }
    let end = markup.bytes[range.upperBound - 1] == UInt8(ascii: "|") ? range.upperBound - 1 : range.upperBound
    let start = markup.bytes[range.lowerBound] == UInt8(ascii: ":") ? range.lowerBound + 1 : range.lowerBound
    if start < end { add(start..<end, depth: depth + 1) }
  }

  private mutating func addTemplate(_ range: Range<Int>, _ depth: Int) {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    while let bar = markup.firstBare(in: start..<range.upperBound, where: { markup.bytes[$0] == UInt8(ascii: "|") }) {
      parts.append(start..<bar)
      start = bar + 1
    }
    parts.append(start..<max(start, range.upperBound))
    let name = markup.text(markup.trimmed(parts[0])).lowercased()
    switch WikitextTemplates.meaning(of: name) {
    case .text(let text): out.append(contentsOf: text.utf8)
    case .argument(let n): if n < parts.count { add(parts[n], depth: depth + 1) }
    case .nothing: break
    case .unknown: unreadTemplate = unreadTemplate ?? String(name.prefix(40))
    }
  }

  /// A run of two or more quotes makes italic and bold; as in MediaWiki what is above five, and one of four, is text.
  private func quotes(_ i: Int, _ end: Int) -> (length: Int, shown: Int)? {
    var length = 0
    while i + length < end, markup.bytes[i + length] == UInt8(ascii: "'") { length += 1 }
    guard length > 1 else { return nil }
    return (length, length == 4 ? 1 : max(length - 5, 0))
  }

  /// `<b>` and `</b>` are tags; `<5` and `a < b` are text.
  private func isTag(_ i: Int) -> Bool {
    guard var next = markup.at(i + 1) else { return false }
    if next == UInt8(ascii: "/") { next = markup.at(i + 2) ?? 0 }
    return (97...122).contains(next | 0x20)
  }

  private func isBreak(_ i: Int) -> Bool {
    guard i + 3 < markup.bytes.count else { return false }
    let name = markup.bytes[i + 1...i + 2].map { $0 | 0x20 }
    return name == Array("br".utf8) && !(97...122).contains(markup.bytes[i + 3] | 0x20)
  }

  /// Runs of blanks, no-break ones included, become one; none at the ends.
  private static func singleBlanks(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let isNoBreak = bytes[i] == 0xC2 && i + 1 < bytes.count && bytes[i + 1] == 0xA0
      if isNoBreak || bytes[i].isBlank {
        if !result.isEmpty, result.last != 32 { result.append(32) }
        i += isNoBreak ? 2 : 1
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    if result.last == 32 { result.removeLast() }
    return result
  }
}
