import CXML

/// What the `style` elements of a page hide. Sheets in files of their own are not here to be looked at, and what a script shows or hides later
/// is not known.
struct PageStyle {
  /// What makes an element unseen, one independent of the other.
  private enum Property: Hashable, CaseIterable { case display, visibility, line }

  private struct Rule {
    var selector: StyleSelector
    var property: Property
    var hides: Bool
    var isImportant: Bool
    var order: Int
  }

  private var rules: [String: [Rule]] = [:]
  /// Those that may mean any element.
  private var general: [Rule] = []
  private var count = 0
  private var hidesAny = false

  /// So many rules that hide or show something has no page; the work would grow with rules times elements.
  private static let most = 5000
  private static let mostGeneral = 50

  /// Marks the elements that the page's own style hides, so that ``isMarked(_:)`` knows them.
  static func mark(_ page: HTMLPage) {
    var style = PageStyle()
    page.elements { element in
      guard HTMLPage.name(element) == "style" else { return }
      let media = (HTMLPage.attribute("media", of: element) ?? "").lowercased()
      if isForScreens(media) { style.read(without(comments: HTMLPage.content(element))[...]) }
    }
    guard style.hidesAny else { return }
    page.elements { element in
      if style.hides(element) { element.pointee._private = UnsafeMutableRawPointer(element) }
    }
  }

  static func isMarked(_ node: HTMLPage.Node) -> Bool { node.pointee._private != nil }

  private static func isForScreens(_ media: String) -> Bool {
    let words = media.split { !$0.isLetter && $0 != "-" }
    return words.isEmpty || words == ["screen"] || words == ["all"] || words == ["only", "screen"]
  }

  private static func without(comments text: String) -> String {
    var rest = text[...]
    var kept = ""
    while let start = rest.firstRange(of: "/*") {
      kept += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "*/") else { return kept }
      rest = rest[end.upperBound...]
    }
    return (kept + rest).replacing("<!--", with: " ").replacing("-->", with: " ")
  }

  private mutating func read(_ text: Substring, depth: Int = 0) {
    var rest = text
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == ";" }) {
      let prelude = rest[..<brace].drop(while: \.isWhitespace)
      let isBlock = rest[brace] == "{"
      rest = rest[rest.index(after: brace)...]
      // `@import ...;`
      guard isBlock else { continue }
      let block = Self.block(&rest)
      guard prelude.hasPrefix("@") else {
        add(prelude, block)
        continue
      }
      let name = prelude.dropFirst().prefix { $0.isLetter || $0 == "-" }.lowercased()
      let condition = prelude.dropFirst(name.count + 1).lowercased()
      let holds = name == "media" ? Self.isForScreens(condition) : ["supports", "layer"].contains(name)
      if holds, depth < 8 { read(block, depth: depth + 1) }
    }
  }

  /// The text up to the brace that closes the block.
  private static func block(_ rest: inout Substring) -> Substring {
    var depth = 1
    let block = rest.prefix { letter in
      if letter == "{" { depth += 1 } else if letter == "}" { depth -= 1 }
      return depth > 0
    }
    rest = rest[block.endIndex...].dropFirst()
    return block
  }

  private mutating func add(_ selectors: Substring, _ block: Substring) {
    // Rules in rules are not followed.
    let declarations = block.prefix { $0 != "{" }.lowercased().split(separator: ";").compactMap(Self.declaration)
    guard !declarations.isEmpty else { return }
    var depth = 0
    let list = selectors.split(omittingEmptySubsequences: true) { letter in
      if "([".contains(letter) { depth += 1 } else if ")]".contains(letter) { depth -= 1 }
      return letter == "," && depth == 0
    }
    for text in list {
      guard let selector = StyleSelector(text) else { continue }
      for declaration in declarations where count < Self.most {
        count += 1
        let rule = Rule(
          selector: selector, property: declaration.property, hides: declaration.hides,
          isImportant: declaration.isImportant, order: count)
        // What shows an element only perhaps shows none.
        guard rule.hides || selector.isExact else { continue }
        hidesAny = hidesAny || rule.hides
        if let key = selector.key {
          rules[key, default: []].append(rule)
        } else if general.count < Self.mostGeneral {
          general.append(rule)
        }
      }
    }
  }

  private static func declaration(_ text: Substring) -> (property: Property, hides: Bool, isImportant: Bool)? {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let words = parts[1].split { $0.isWhitespace || $0 == "!" }
    guard let value = words.first else { return nil }
    let isImportant = words.last == "important"
    switch parts[0].filter({ !$0.isWhitespace }) {
    case "display": return (.display, value == "none", isImportant)
    case "visibility": return (.visibility, value == "hidden" || value == "collapse", isImportant)
    case "text-decoration", "text-decoration-line": return (.line, words.contains("line-through"), isImportant)
    default: return nil
    }
  }

  private func hides(_ element: HTMLPage.Node) -> Bool {
    var fitting = general
    var keys = [HTMLPage.name(element)] + StyleSelector.classes(of: element).map { "." + $0 }
    if let id = HTMLPage.attribute("id", of: element) { keys.append("#" + id) }
    for key in keys { fitting += rules[key] ?? [] }
    fitting = fitting.filter { $0.selector.matches(element) }
    guard fitting.contains(where: \.hides) else { return false }
    let own = (HTMLPage.attribute("style", of: element) ?? "").lowercased().split(separator: ";")
      .compactMap(Self.declaration)
    return Property.allCases.contains { property in
      let winner = fitting.filter { $0.property == property }.max { a, b in
        (a.isImportant ? 1 : 0, a.selector.weight, a.order) < (b.isImportant ? 1 : 0, b.selector.weight, b.order)
      }
      guard let winner, winner.hides else { return false }
      // The element's own style wins over any rule that is not important.
      return winner.isImportant || !own.contains { $0.property == property && !$0.hides }
    }
  }
}
