import CXML

/// What the `style` elements of a page hide. Sheets in files of their own are not here to be looked at, and what a script shows or hides later
/// is not known.
struct PageStyle {
  private struct Rule {
    var selector: StyleSelector
    var style: HidingStyle
    var order: Int
  }

  /// Whether what only may hide counts.
  private let all: Bool

  private var rules: [String: [Rule]] = [:]
  /// Those that may mean any element.
  private var general: [Rule] = []
  private var count = 0
  private var hidesAny = false

  /// So many rules that hide or show something has no page; the work would grow with rules times elements.
  private static let most = 20_000
  private static let mostGeneral = 50

  private init(all: Bool) { self.all = all }

  /// Marks the elements that the page's own style hides, so that ``isMarked(_:)`` knows them.
  ///
  /// - Parameter all: whether those are marked, too, that it may hide, by white letters or a place beyond the edge.
  static func mark(_ page: HTMLPage, all: Bool = false) {
    var style = PageStyle(all: all)
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
    let declarations = HidingStyle.declarations(block.prefix { $0 != "{" }, all: all)
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
        // What shows an element only perhaps shows none.
        guard declaration.hides || selector.isExact else { continue }
        // A page of white letters has a dark ground.
        if declaration.property == "color", selector.meansPage { continue }
        let rule = Rule(selector: selector, style: declaration, order: count)
        hidesAny = hidesAny || declaration.hides
        if let key = selector.key {
          rules[key, default: []].append(rule)
        } else if general.count < Self.mostGeneral {
          general.append(rule)
        }
      }
    }
  }

  private func hides(_ element: HTMLPage.Node) -> Bool {
    var fitting = general
    var keys = [HTMLPage.name(element)] + StyleSelector.classes(of: element).map { "." + $0 }
    if let id = HTMLPage.attribute("id", of: element) { keys.append("#" + id) }
    for key in keys { fitting += rules[key] ?? [] }
    fitting = fitting.filter { $0.selector.matches(element) }
    let hiding = Set(fitting.filter(\.style.hides).map(\.style.property))
    guard !hiding.isEmpty else { return false }
    let own = HidingStyle.declarations(HTMLPage.attribute("style", of: element) ?? "", all: all)
    return hiding.contains { property in
      let winner = fitting.filter { $0.style.property == property }.max { a, b in
        (a.style.isImportant ? 1 : 0, a.selector.weight, a.order)
          < (b.style.isImportant ? 1 : 0, b.selector.weight, b.order)
      }
      guard let winner, winner.style.hides else { return false }
      // The element's own style wins over any rule that is not important.
      return winner.style.isImportant || !own.contains { $0.property == property && !$0.hides }
    }
  }
}
