/// Wikitext in which the constructs that hide table syntax have been found: comments, references, templates, links.
struct WikitextMarkup {
  enum Kind {
    case comment
    /// A tag whose content is shown verbatim.
    case literal
    /// A tag whose content is not part of the text: a reference, a gallery.
    case dropped
    case template
    case link
    case externalLink
    case table
  }

  let bytes: [UInt8]
  private var constructs: [Int: (kind: Kind, end: Int)] = [:]

  private static let tags: [(name: [UInt8], kind: Kind)] =
    ["nowiki", "pre"].map { (Array($0.utf8), .literal) }
    + ["ref", "gallery", "math", "syntaxhighlight", "source", "timeline"].map { (Array($0.utf8), .dropped) }

  /// Finds all constructs in one pass. Anything that is not closed is plain text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var open: [(start: Int, isLink: Bool)] = []
    var openTemplates = 0
    var unclosedLink = 0
    // A tag with no closing tag from here on has none later either; searching again would make long pages slow.
    var unclosed: Set<Int> = []
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "<"):
        if starts(with: "<!--", at: i) {
          note(.comment, from: i, to: find("-->", from: i + 4).map { $0 + 3 } ?? bytes.count)
          i = constructs[i]?.end ?? i + 1
          continue
        }
        if let end = tag(at: i, &unclosed) {
          i = end
          continue
        }
      case UInt8(ascii: "{") where at(i + 1) == UInt8(ascii: "{"):
        open.append((i, false))
        openTemplates += 1
        i += 1
      case UInt8(ascii: "}") where at(i + 1) == UInt8(ascii: "}"):
        if openTemplates > 0, let last = open.lastIndex(where: { !$0.isLink }) {
          openTemplates -= 1
          note(.template, from: open[last].start, to: i + 2)
          open.removeSubrange(last...)
          i += 1
        }
      case UInt8(ascii: "[") where at(i + 1) == UInt8(ascii: "["):
        open.append((i, true))
        i += 1
      case UInt8(ascii: "["): noteExternalLink(i, &unclosedLink)
      case UInt8(ascii: "]") where at(i + 1) == UInt8(ascii: "]"):
        if let last = open.last, last.isLink {
          note(.link, from: last.start, to: i + 2)
          open.removeLast()
          i += 1
        }
      case UInt8(ascii: "\n"):
        while open.last?.isLink == true { open.removeLast() }
      default: break
      }
      i += 1
    }
  }

  /// The construct that begins at `i`.
  func construct(at i: Int) -> (kind: Kind, end: Int)? {
    switch bytes[i] {
    case UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "["): constructs[i]
    default: nil
    }
  }

  mutating func note(_ kind: Kind, from start: Int, to end: Int) { constructs[start] = (kind, end) }

  func at(_ i: Int) -> UInt8? { i < bytes.count ? bytes[i] : nil }

  func starts(with text: StaticString, at i: Int) -> Bool {
    guard i + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[i + $0] == text.utf8Start[$0] }
  }

  func find(_ text: StaticString, from start: Int, before limit: Int? = nil) -> Int? {
    var i = start
    let last = (limit ?? bytes.count) - text.utf8CodeUnitCount
    while i <= last {
      if starts(with: text, at: i) { return i }
      i += 1
    }
    return nil
  }

  /// The first index in `range` outside of any construct for which `matches` returns true.
  func firstBare(in range: Range<Int>, where matches: (Int) -> Bool) -> Int? {
    var i = range.lowerBound
    while i < range.upperBound {
      if let construct = construct(at: i) {
        i = construct.end
        continue
      }
      if matches(i) { return i }
      i += 1
    }
    return nil
  }

  /// The range without the blanks around it.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The end of the tag `<...>` that begins at `i`, taking quoted values into account; nil if it is not a tag.
  func tagEnd(at i: Int) -> Int? {
    var quote: UInt8?
    var j = i + 1
    while j < bytes.count, j - i < 4096 {
      let byte = bytes[j]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
        bytes[j - 1] == UInt8(ascii: "=") || bytes[j - 1].isBlank
      {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return j + 1
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
      j += 1
    }
    return nil
  }

  private mutating func tag(at i: Int, _ unclosed: inout Set<Int>) -> Int? {
    for (t, tag) in Self.tags.enumerated() where isTag(tag.name, at: i + 1) {
      guard let open = tagEnd(at: i) else { return nil }
      if bytes[open - 2] == UInt8(ascii: "/") {
        note(.dropped, from: i, to: open)
        return open
      }
      if unclosed.contains(t) { return nil }
      var j = open
      while j + 1 < bytes.count {
        if bytes[j] == UInt8(ascii: "<"), bytes[j + 1] == UInt8(ascii: "/"), isTag(tag.name, at: j + 2),
          let end = tagEnd(at: j)
        {
          note(tag.kind, from: i, to: end)
          return end
        }
        j += 1
      }
      unclosed.insert(t)
      return nil
    }
    return nil
  }

  private func isTag(_ name: [UInt8], at i: Int) -> Bool {
    guard i + name.count < bytes.count, (0..<name.count).allSatisfy({ bytes[i + $0] | 0x20 == name[$0] }) else {
      return false
    }
    let next = bytes[i + name.count]
    return next.isBlank || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  /// - Parameter unclosed: no bracket is closed up to this index, as an earlier link found out.
  private mutating func noteExternalLink(_ i: Int, _ unclosed: inout Int) {
    guard i >= unclosed, ["[http://", "[https://", "[//", "[mailto:"].contains(where: { starts(with: $0, at: i) })
    else {
      return
    }
    var j = i + 1
    while j < bytes.count, bytes[j] != UInt8(ascii: "\n") {
      if bytes[j] == UInt8(ascii: "]") { return note(.externalLink, from: i, to: j + 1) }
      j += 1
    }
    unclosed = j
  }
}
