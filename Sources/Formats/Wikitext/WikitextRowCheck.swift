/// Checks that a table's wikitext contains all rows of the page: templates, transclusions and HTML can add rows, cells
/// and ends of tables that are not in the wikitext.
struct WikitextRowCheck {
  let markup: WikitextMarkup
  /// Templates that the dataset's author has declared to add none.
  let inlineTemplates: Set<String>

  init(_ markup: WikitextMarkup, inlineTemplates: [String]) {
    self.markup = markup
    self.inlineTemplates = Set(inlineTemplates.map(WikitextTemplates.name))
  }

  /// The first place where the page may have other rows than the wikitext, with the reason; nil if there is none.
  func fault(of table: WikitextTable) -> (offset: Int, what: String)? {
    if let element = elementAround(table) { return (table.range.lowerBound, "is inside \(element)") }
    if WikitextAttributes(table.attributes, markup).sightOfCell == .unseen {
      return (table.range.lowerBound, "is hidden or struck out as a whole")
    }
    let inside = fault(in: table.range)
    guard let stray = table.strayLines.first else { return inside }
    // A template in the stray line is the better explanation.
    if let inside, inside.offset < stray.upperBound { return inside }
    return (stray.lowerBound, "has text that belongs to no cell: \(quoted(stray))")
  }

  private func fault(in range: Range<Int>) -> (offset: Int, what: String)? {
    var i = range.lowerBound + 2
    // The ends of the templates and links around `i`.
    var templateEnd = 0
    var linkEnd = 0
    while i < range.upperBound {
      guard let construct = markup.construct(at: i) else {
        let byte = markup.bytes[i]
        if byte == UInt8(ascii: "|"), i < linkEnd, markup.at(i + 1) == byte {
          return (i, "has \"||\" within a link, where MediaWiki begins a new cell")
        }
        if byte == UInt8(ascii: "<"), let tag = WikitextTag(at: i, markup) {
          if tag.meaning == .structure { return (i, "has the tag \(quoted(i..<tag.end)), which can make or hide rows") }
          i = tag.end
        } else {
          i += 1
        }
        continue
      }
      switch construct.kind {
      case .comment:
        if joinsMarks(i..<construct.end) { return (i, "has a comment within the marks of a cell or a row") }
        i = construct.end
      case .dropped, .literal: i = construct.end
      case .link:
        linkEnd = max(linkEnd, construct.end)
        i += 2
      case .externalLink, .table: i += 1
      case .template:
        let name = WikitextCall(i..<construct.end, markup).name
        switch WikitextTemplates.meaning(of: name) {
        case .footnote: i = construct.end
        case .unknown where !inlineTemplates.contains(name):
          return (i, "has the template \(quoted(i..<construct.end)), which may make rows that are not on the page")
        case .text where name == "!" && i >= templateEnd && partsCells(i..<construct.end):
          return (i, "has a cell that is made by {{!}}")
        case .text, .argument, .citation, .inline, .unknown:
          templateEnd = max(templateEnd, construct.end)
          i += 2
        }
      }
    }
    return nil
  }

  /// True if removing the comment joins table marks. MediaWiki removes comments before it looks for marks, so `|<!--
  /// -->-` begins a row.
  private func joinsMarks(_ comment: Range<Int>) -> Bool {
    var before = comment.lowerBound - 1
    if markup.at(before) == UInt8(ascii: ">") { return false }
    var after = comment.upperBound
    while let next = markup.at(after), next == UInt8(ascii: "<"), let other = markup.construct(at: after),
      other.kind == .comment
    {
      after = other.end
    }
    while before > 0, markup.bytes[before] == UInt8(ascii: "-") { before -= 1 }
    guard let next = markup.at(after), before >= 0 else { return false }
    switch markup.bytes[before] {
    case UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "{"):
      return [UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "}")].contains(
        next)
    default: return false
    }
  }

  /// True at the beginning of a line or next to another bar, where the template may start a cell.
  private func partsCells(_ template: Range<Int>) -> Bool {
    var before = template.lowerBound - 1
    while before >= 0, markup.bytes[before].isBlank, markup.bytes[before] != UInt8(ascii: "\n") { before -= 1 }
    let isFirst = before < 0 || markup.bytes[before] == UInt8(ascii: "\n")
    let besides = [
      markup.at(template.upperBound), template.lowerBound > 0 ? markup.bytes[template.lowerBound - 1] : nil,
    ]
    return isFirst || besides.contains(UInt8(ascii: "|"))
      || markup.starts(with: "{{!}}", at: template.upperBound)
  }

  /// An element that hides or strikes out its content and is still open where the table begins.
  private func elementAround(_ table: WikitextTable) -> String? {
    var open: [(name: String, hiding: Range<Int>?)] = []
    var i = 0
    while i < table.range.lowerBound {
      guard let construct = markup.construct(at: i) else {
        guard markup.bytes[i] == UInt8(ascii: "<"), let tag = WikitextTag(at: i, markup) else {
          i += 1
          continue
        }
        if tag.isClosing {
          if let place = open.lastIndex(where: { $0.name == tag.name }) { open.removeSubrange(place...) }
        } else if open.count >= 200 {
          // Too many: a page with so many open elements is garbage.
        } else if tag.meaning == .plain || tag.meaning == .block || tag.meaning == .struck || tag.name == "includeonly"
        {
          let hides =
            tag.meaning == .struck || tag.meaning == .structure
            || WikitextAttributes(tag.attributes, markup).sightOfTag == .unseen
          open.append((tag.name, hides ? i..<tag.end : nil))
        }
        i = tag.end
        continue
      }
      i = construct.end
    }
    return open.lazy.compactMap(\.hiding).first.map(quoted)
  }

  private func quoted(_ range: Range<Int>) -> String {
    let text = markup.text(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\"\(text.count > 80 ? text.prefix(80) + "…" : text)\""
  }
}
