import CXML

/// What a reader of a page sees of an element: its text with blanks folded, without what is hidden.
struct PageText {
  private(set) var text = ""
  /// Why a reader may see something else than `text`.
  private(set) var fault: String?
  /// Whether there are raised or lowered letters in it.
  private(set) var isRaised = false
  /// Whether it is a number, and some of it is raised, lowered or a link to a note: `120` with a raised `1` is not 1,201.
  var hasMarkedNumber: Bool {
    hasMark && hasPlainDigit && !text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
  /// Why a number is none that the page shows as one; nil where it is.
  var splitNumber: String? {
    guard !text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { return nil }
    if hasSplitDigits { return "there is markup between its digits" }
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.numericType != nil || " .,'’".unicodeScalars.contains($0)
    }
    return hasDigitsOnLines && isPlain ? "its digits stand on several lines" : nil
  }
  /// The texts in it that are raised, or lead to a note, each as a whole.
  private(set) var marks: [String] = []
  /// One of ``marks`` that may be the mark of a note behind a text: not `2` in m2, `st` in 1st or `TM`.
  private(set) var note: String?
  /// One of ``marks`` that may be no part of a name or a year before it.
  var doubtfulMark: String? {
    marks.first { mark in !NoteMark.isPart(mark, of: text.hasSuffix(mark) ? text.dropLast(mark.count) : text[...]) }
  }
  /// Whether it is more than a number and ``marks``.
  var hasLettersBesideMarks: Bool {
    var rest = text[...]
    for mark in marks.reversed() where rest.hasSuffix(mark) { rest = rest.dropLast(mark.count) }
    return rest.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
  private var hasMark = false
  private var hasPlainDigit = false
  /// Whether an element begins or ends between two digits, and whether a line does.
  private var hasSplitDigits = false
  private var hasDigitsOnLines = false

  /// - Parameter marks: raised texts and links to notes that are no content.
  init(_ element: HTMLPage.Node, marks skipped: Set<String> = []) {
    var raw = ""
    var next: HTMLPage.Node? = element
    // The element of the last text, and whether another one came since; whether a line ended since.
    var parent: HTMLPage.Node?
    var (isApart, endsLine) = (false, false)
    while let node = next {
      var (skips, isSilent) = (false, false)
      let name = HTMLPage.name(node)
      if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
        if let content = node.pointee.content {
          let words = String(cString: content)
          if let digit = words.utf8.first(where: { !$0.isBlank }), isDigit(digit),
            let last = raw.utf8.last(where: { !$0.isBlank }), isDigit(last)
          {
            let isAdjacent = !(words.utf8.first?.isBlank ?? true) && !(raw.utf8.last?.isBlank ?? true)
            if isAdjacent, isApart || Self.holder(of: node) != parent { hasSplitDigits = true }
            if endsLine { hasDigitsOnLines = true }
          }
          if !words.utf8.allSatisfy(\.isBlank) {
            (isApart, endsLine) = (false, false)
            parent = Self.holder(of: node)
          }
          raw += words
          if Self.isMark(node, within: element) {
            hasMark = hasMark || words.utf8.contains(where: isDigit)
          } else if words.utf8.contains(where: isDigit) {
            hasPlainDigit = true
          }
        }
      } else if node != element, node.pointee.type == XML_ELEMENT_NODE {
        switch Self.sight(of: node) {
        case .unseen: skips = true
        case .unclear(let why):
          fault = fault ?? "it has \(why)"
          skips = true
        case .seen: break
        }
        if !Self.invisible.contains(name) { isApart = true }
        if name == "table" {
          // Its text is told once, as its own.
          fault = fault ?? "it has a table in it"
          skips = true
        }
        if !skips, Self.isMarking(node), !Self.isMark(node, within: element) {
          let mark = PageText(node).text
          if skipped.contains(mark) {
            isSilent = true
            skips = true
          } else if !mark.isEmpty {
            self.marks.append(mark)
            if Self.isNote(mark, of: node, behind: raw) { note = note ?? mark }
          }
        }
        if !skips, Self.isRaised(node) { isRaised = true }
        // What stands on lines of its own is apart from what is around it, and so is what was left out: 1<del>2</del>3 is no 13.
        if Self.blocks.contains(name) || (skips && !isSilent && !Self.silent.contains(name)) {
          raw += " "
          endsLine = true
        }
      }
      let following = HTMLPage.following(node, within: element, skips: skips)
      if Self.endsBlock(from: node, to: following, within: element) {
        raw += " "
        endsLine = true
      }
      next = following
    }
    text = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if text.unicodeScalars.contains("\u{FFFD}") {
      fault = fault ?? "it has a character that is none of the page's encoding"
    }
  }

  /// The element that a text is in. libxml2, which does not know that <wbr> has no content, takes what follows for its content.
  private static func holder(of text: HTMLPage.Node) -> HTMLPage.Node? {
    var next = HTMLPage.parent(of: text)
    while let node = next, invisible.contains(HTMLPage.name(node)) { next = HTMLPage.parent(of: node) }
    return next
  }

  static func isRaised(_ node: HTMLPage.Node) -> Bool {
    if ["sup", "sub"].contains(HTMLPage.name(node)) { return true }
    let style = HTMLPage.attribute("style", of: node)?.lowercased().filter { !$0.isWhitespace } ?? ""
    return style.contains("vertical-align:su")
  }

  /// Whether a text is raised, lowered, or leads to another place of the page.
  private static func isMark(_ text: HTMLPage.Node, within root: HTMLPage.Node) -> Bool {
    var next = HTMLPage.parent(of: text)
    while let node = next, node != root {
      if isMarking(node) { return true }
      next = HTMLPage.parent(of: node)
    }
    return false
  }

  /// Whether what an element holds is raised or lowered, or leads to another place of the page.
  private static func isMarking(_ node: HTMLPage.Node) -> Bool {
    isRaised(node) || (HTMLPage.name(node) == "a" && HTMLPage.attribute("href", of: node)?.hasPrefix("#") == true)
  }

  /// Whether a raised text or a link to another place of the page may be the mark of a note behind a text.
  private static func isNote(_ mark: String, of node: HTMLPage.Node, behind text: String) -> Bool {
    guard HTMLPage.name(node) != "sub", NoteMark.isOne(mark, behind: text) else { return false }
    // A link of words leads elsewhere.
    return isRaised(node) || NoteMark.bare(mark).count <= 2 || mark.hasPrefix("[") || mark.hasPrefix("(")
  }

  /// Whether an element is content, as far as its own attributes say.
  static func sight(of node: HTMLPage.Node) -> WikitextAttributes.Sight {
    let name = HTMLPage.name(node)
    if unseen.contains(name) || HTMLPage.attribute("hidden", of: node) != nil { return .unseen }
    if PageStyle.isMarked(node) { return .unclear("a class, an id or a place that a style of the page hides") }
    if foreign.contains(name) { return .unclear("<\(name)>, which shows something that is no text of the page") }
    guard let style = HTMLPage.attribute("style", of: node) else { return .seen }
    let kept = style.split(separator: ";").filter { declaration in
      let property = declaration.prefix { $0 != ":" }.filter { !$0.isWhitespace }.lowercased()
      return !layout.contains { property.hasPrefix($0) }
    }
    return WikitextStyle.sight(of: kept.joined(separator: ";"))
  }

  /// Whether an element stands on lines of its own.
  static func isBlock(_ node: HTMLPage.Node) -> Bool { blocks.contains(HTMLPage.name(node)) }

  /// Whether a block ends between two nodes that follow one another.
  static func endsBlock(from node: HTMLPage.Node, to next: HTMLPage.Node?, within root: HTMLPage.Node) -> Bool {
    let parent = next?.pointee.parent
    var ended: HTMLPage.Node? = node
    while let one = ended, one != root, one != parent {
      if blocks.contains(HTMLPage.name(one)) { return true }
      ended = one.pointee.parent
    }
    return false
  }

  /// What only says where a long word may be broken.
  private static let invisible: Set<String> = ["wbr"]
  private static let silent: Set<String> = ["script", "style", "template", "noscript"]
  private static let unseen: Set<String> = [
    "script", "style", "template", "noscript", "head", "del", "s", "strike", "datalist", "dialog", "colgroup",
  ]
  private static let foreign: Set<String> = [
    "canvas", "iframe", "object", "embed", "video", "audio", "input", "select", "textarea", "math",
  ]
  private static let blocks: Set<String> = [
    "br", "p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "dd", "dt", "dl", "blockquote", "pre", "section", "article", "aside", "header", "footer", "main", "nav", "figure",
    "figcaption", "address", "form", "fieldset", "body", "thead", "tbody", "tfoot", "center",
  ]
  /// The beginnings of properties that move or adorn a text, and hide none.
  private static let layout = [
    "margin", "line-height", "letter-spacing", "cursor", "vertical-align", "list-style", "box-shadow",
  ]
}
