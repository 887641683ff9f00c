import Words

/// Reduces wikitext to the text that a reader of the page sees.
struct WikitextPlain {
  /// The visible text of a range.
  struct Shown {
    /// Trimmed, with runs of blanks reduced to one.
    var text: [UInt8]
    /// A template that may have produced text, which only the wiki knows.
    var unread: String?
    /// Why the text may be incomplete, or may differ from what a reader sees.
    var fault: String?
  }

  private struct Element {
    var name: String
    var isUnseen: Bool
    var isBlock: Bool
  }

  private let markup: WikitextMarkup
  private var out: [UInt8] = []
  private var unreadTemplate: String?
  private var fault: String?
  private var open: [Element] = []
  /// The number of open elements that hide their content.
  private var unseen = 0
  private var hasUnseenText = false
  /// A digit was added, and no letter since.
  private var isBehindDigit = false
  /// There has been markup since the last digit.
  private var isBehindMarkup = false

  /// The maximum nesting of brackets; deeper ones are left out.
  private static let deepest = 32
  private static let mostOpen = 200

  private init(_ markup: WikitextMarkup) { self.markup = markup }

  static func shown(_ range: Range<Int>, _ markup: WikitextMarkup) -> Shown {
    var plain = WikitextPlain(markup)
    plain.add(range, depth: 0)
    let text = singleBlanks(plain.out)
    if text.isEmpty, plain.hasUnseenText { plain.complain("all of its text is struck out or hidden") }
    return Shown(text: text, unread: plain.unreadTemplate, fault: plain.fault)
  }

  static func text(_ range: Range<Int>, _ markup: WikitextMarkup) -> String {
    String(decoding: shown(range, markup).text, as: UTF8.self)
  }

  private mutating func complain(_ what: String) { if fault == nil, unseen == 0 { fault = what } }

  private mutating func show(_ byte: UInt8) {
    guard unseen == 0 else {
      hasUnseenText = hasUnseenText || !byte.isBlank
      return
    }
    out.append(byte)
    if byte &- 48 <= 9 {
      if isBehindDigit, isBehindMarkup { complain("there is markup between its digits") }
      isBehindDigit = true
      isBehindMarkup = false
    } else if (byte | 0x20) &- 97 <= 25 || (byte >= 0xC3 && byte != 0xE2) {
      isBehindDigit = false
    }
  }

  private mutating func show(_ text: String) { for byte in text.utf8 { show(byte) } }

  private mutating func add(_ range: Range<Int>, depth: Int) {
    guard depth < Self.deepest else { return complain("its brackets are nested too deeply") }
    let outside = open.count
    var i = range.lowerBound
    while i < range.upperBound {
      let byte = markup.bytes[i]
      if let construct = markup.construct(at: i), construct.end <= range.upperBound {
        if construct.kind != .comment { isBehindMarkup = true }
        add(construct.kind, in: i..<construct.end, depth: depth)
        if construct.kind != .comment { isBehindMarkup = true }
        i = construct.end
      } else if byte == UInt8(ascii: "'"), let run = quotes(i, range.upperBound) {
        isBehindMarkup = true
        for _ in 0..<run.shown { show(byte) }
        i += run.length
      } else if byte == UInt8(ascii: "<"), let tag = WikitextTag(at: i, markup), tag.end <= range.upperBound {
        isBehindMarkup = true
        add(tag, outside: outside)
        i = tag.end
      } else if byte == UInt8(ascii: "&"),
        let found = HTMLReference.reference(at: i, in: markup.bytes, before: range.upperBound)
      {
        show(found.text)
        i = found.end
      } else {
        show(byte)
        i += 1
      }
    }
    while open.count > outside {
      let element = open.removeLast()
      if element.isUnseen { unseen -= 1 }
      complain("<\(element.name)> is not closed")
    }
  }

  // MARK: Tags

  private mutating func add(_ tag: WikitextTag, outside: Int) {
    switch tag.meaning {
    case .lineBreak: show(32)
    case .nothing: break
    case .structure, .unknown: complain("<\(tag.isClosing ? "/" : "")\(tag.name)> is not understood")
    case .plain, .block, .struck:
      tag.isClosing ? close(tag, outside: outside) : open(tag)
    }
  }

  private mutating func open(_ tag: WikitextTag) {
    var isUnseen = tag.meaning == .struck
    switch WikitextAttributes(tag.attributes, markup).sightOfTag {
    case .seen: break
    case .unseen: isUnseen = true
    case .unclear(let why): if !isUnseen { complain("<\(tag.name)> has \(why)") }
    }
    // HTML does not support `<b/>` for such elements: everything after it would be inside.
    if tag.isSelfClosing { complain("<\(tag.name)/> is not closed") }
    guard open.count < Self.mostOpen else { return complain("its tags are nested too deeply") }
    if tag.meaning == .block { show(32) }
    open.append(Element(name: tag.name, isUnseen: isUnseen, isBlock: tag.meaning == .block))
    if isUnseen { unseen += 1 }
  }

  private mutating func close(_ tag: WikitextTag, outside: Int) {
    guard open.count > outside, let place = open[outside...].lastIndex(where: { $0.name == tag.name }) else {
      return complain("</\(tag.name)> closes nothing")
    }
    let isNested = place == open.count - 1
    for element in open[place...] where element.isUnseen { unseen -= 1 }
    let isBlock = open[place].isBlock
    open.removeSubrange(place...)
    if isBlock { show(32) }
    if !isNested { complain("</\(tag.name)> is closed after tags that it contains") }
  }

  // MARK: Constructs

  private mutating func add(_ kind: WikitextMarkup.Kind, in range: Range<Int>, depth: Int) {
    switch kind {
    case .comment: break
    case .dropped:
      let tag = WikitextTag(at: range.lowerBound, markup)
      if tag?.name != "ref", tag?.name != "nowiki" { complain("<\(tag?.name ?? "")> is not read") }
    case .table: complain("a table is nested in it")
    case .literal:
      guard let tag = WikitextTag(at: range.lowerBound, markup) else { return }
      if tag.name != "nowiki" { complain("<\(tag.name)> is not read") }
      let inside = markup.bytes[tag.end..<range.upperBound]
      for byte in HTMLReference.decoded(
        Array(inside.prefix(upTo: inside.lastIndex(of: UInt8(ascii: "<")) ?? tag.end)))
      {
        show(byte)
      }
    case .template: addTemplate(range, depth)
    case .link: addLink(range.lowerBound + 2..<range.upperBound - 2, depth)
    case .externalLink:
      let inside = range.lowerBound + 1..<range.upperBound - 1
      if let blank = markup.bytes[inside].firstIndex(where: \.isBlank) {
        add(blank..<inside.upperBound, depth: depth + 1)
      } else {
        complain("a link without a text shows a number of its own")
      }
    }
  }

  private mutating func addLink(_ range: Range<Int>, _ depth: Int) {
    let bar = markup.firstBare(in: range) { markup.bytes[$0] == UInt8(ascii: "|") }
    let target = markup.text(range.lowerBound..<(bar ?? range.upperBound)).drop { $0.isWhitespace }
    let hasColon = target.first == ":"
    if !hasColon, let colon = target.firstIndex(of: ":") {
      let space = WikitextTemplates.name(String(target[..<colon]))
      if space == "category" { return }
      // Pictures add no text to the line; with a leading colon, the link is an ordinary one.
      complain("the link to '\(space):' shows a picture, or something other than its words")
      if WikitextLinks.isPicture(space) { return }
    }
    if let bar, bar + 1 < range.upperBound { return add(bar + 1..<range.upperBound, depth: depth + 1) }
    if bar != nil { complain("a link has a blank text") }
    let start =
      range.lowerBound + (hasColon ? markup.bytes[range].firstIndex(of: UInt8(ascii: ":"))! - range.lowerBound + 1 : 0)
    let end = bar ?? range.upperBound
    if start < end { add(start..<end, depth: depth + 1) }
  }

  private mutating func addTemplate(_ range: Range<Int>, _ depth: Int) {
    let call = WikitextCall(range, markup)
    let meaning = WikitextTemplates.meaning(of: call.name)
    switch meaning {
    case .text(let text):
      if call.name == "!" { complain("{{!}} parts cells") }
      show(text)
    case .argument(let n):
      if !call.arguments.keys.allSatisfy({ WikitextTemplates.takes($0, of: call.name) }) {
        complain("{{\(call.name)}} has arguments that are not read")
      }
      guard let argument = call.arguments[String(n)] else {
        return complain("{{\(call.name)}} has no argument \(n)")
      }
      add(argument, depth: depth + 1)
    case .footnote: break
    case .citation, .inline, .unknown:
      let name = String(call.name.prefix(40))
      if case .citation = meaning {} else { unreadTemplate = unreadTemplate ?? name }
      complain("the text of {{\(name)}} is not on the page")
    }
  }

  /// Reads a run of two or more quotes, which marks italic and bold. As in MediaWiki, quotes beyond five are text, and
  /// so is one of four.
  private func quotes(_ i: Int, _ end: Int) -> (length: Int, shown: Int)? {
    var length = 0
    while i + length < end, markup.bytes[i + length] == UInt8(ascii: "'") { length += 1 }
    guard length > 1 else { return nil }
    return (length, length == 4 ? 1 : max(length - 5, 0))
  }

  /// Reduces runs of blanks, no-break spaces included, to one, and removes those at the ends.
  static func singleBlanks(_ bytes: [UInt8]) -> [UInt8] {
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
