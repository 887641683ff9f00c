/// A selector of a style sheet, as far as it is followed: elements by their names, ids, classes and attributes, inside of one another.
struct StyleSelector {
  struct Compound {
    /// In lower case; nil for any.
    var name: String?
    var ids: [String] = []
    var classes: [String] = []
    var attributes: [(name: String, value: String?)] = []
    /// Whether it must be the parent of the one behind it, not only around it.
    var isParent = false

    func matches(_ node: HTMLPage.Node) -> Bool {
      if let name, HTMLPage.name(node) != name { return false }
      if !ids.isEmpty {
        guard let id = HTMLPage.attribute("id", of: node), ids.allSatisfy({ $0 == id }) else { return false }
      }
      if !classes.isEmpty {
        let own = StyleSelector.classes(of: node)
        guard classes.allSatisfy({ own.contains(Substring($0)) }) else { return false }
      }
      return attributes.allSatisfy { wanted in
        guard let value = HTMLPage.attribute(wanted.name, of: node) else { return false }
        return wanted.value.map { $0 == value } ?? true
      }
    }
  }

  /// From the outermost to the element itself; never empty.
  private(set) var compounds: [Compound] = []
  /// False where a part is not followed (`:not(.a)`, `a + b`), so that fewer elements may be meant.
  private(set) var isExact = true
  /// The larger one wins: ids, then classes and attributes, then names.
  private(set) var weight = 0

  /// Whether it means the page as a whole.
  var meansPage: Bool {
    guard let last = compounds.last else { return false }
    return ["html", "body"].contains(last.name)
      || (last.name == nil && last.ids.isEmpty && last.classes.isEmpty && last.attributes.isEmpty)
  }

  /// Pseudo-classes that no element has before somebody does something.
  private static let later: Set<String> = [
    "hover", "focus", "focus-within", "focus-visible", "active", "target", "visited", "before", "after", "first-line",
    "first-letter", "marker", "placeholder", "selection", "backdrop", "fullscreen",
  ]

  /// Nil where no element is meant as a reader sees the page at first (`a:hover`, `p::before`), or where it cannot be read.
  init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    var compound = Compound()
    var isOpen = false
    func word() -> String {
      let found = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || !$0.isASCII }
      rest = rest.dropFirst(found.count)
      return String(found)
    }
    func bracketed(_ open: Character, _ close: Character) -> Substring {
      var depth = 1
      let found = rest.prefix { letter in
        if letter == open { depth += 1 }
        if letter == close { depth -= 1 }
        return depth > 0
      }
      rest = rest.dropFirst(found.count + 1)
      return found
    }
    while let first = rest.first {
      if first.isWhitespace || ">+~".contains(first) {
        rest = rest.dropFirst()
        if isOpen { compounds.append(compound) }
        (compound, isOpen) = (Compound(), false)
        if first == ">", !compounds.isEmpty { compounds[compounds.count - 1].isParent = true }
        if first == "+" || first == "~" {
          // The element before is not looked for.
          isExact = false
          compounds.removeLast(compounds.isEmpty ? 0 : 1)
        }
        continue
      }
      isOpen = true
      guard !first.isLetter else {
        compound.name = word().lowercased()
        weight += 1
        continue
      }
      rest = rest.dropFirst()
      switch first {
      case "*": continue
      case ".":
        compound.classes.append(word())
        weight += 1000
      case "#":
        compound.ids.append(word())
        weight += 1_000_000
      case "[":
        let parts = bracketed("[", "]").split(separator: "=", maxSplits: 1).map { part in
          String(part.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
        }
        guard let name = parts.first, !name.isEmpty else { return nil }
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        isExact = isExact && isPlain
        compound.attributes.append(
          (name.filter { !"~|^$*".contains($0) }.lowercased(), isPlain && parts.count > 1 ? parts[1] : nil))
        weight += 1000
      case ":":
        if rest.first == ":" { return nil }
        let name = word().lowercased()
        if Self.later.contains(name) { return nil }
        if rest.first == "(" {
          rest = rest.dropFirst()
          _ = bracketed("(", ")")
        }
        if name != "root" { isExact = false }
        weight += 1000
      default: return nil
      }
    }
    if isOpen { compounds.append(compound) }
    guard !compounds.isEmpty, compounds.count <= 12 else { return nil }
  }

  /// Whether the element is meant, as far as the selector is followed.
  func matches(_ node: HTMLPage.Node) -> Bool { matches(node, upTo: compounds.count - 1) }

  private func matches(_ node: HTMLPage.Node, upTo last: Int) -> Bool {
    guard compounds[last].matches(node) else { return false }
    guard last > 0 else { return true }
    // The nearest one that fits; where the outer ones do not fit from there, some further one may.
    var next = HTMLPage.parent(of: node)
    while let parent = next {
      if matches(parent, upTo: last - 1) { return true }
      if compounds[last - 1].isParent { return false }
      next = HTMLPage.parent(of: parent)
    }
    return false
  }

  /// What a rule is found by: a class or an id that its element must have, or else its name; nil where any element may be meant.
  var key: String? {
    guard let last = compounds.last else { return nil }
    return last.ids.first.map { "#" + $0 } ?? last.classes.first.map { "." + $0 } ?? last.name
  }

  static func classes(of node: HTMLPage.Node) -> [Substring] {
    (HTMLPage.attribute("class", of: node) ?? "").split(whereSeparator: \.isWhitespace)
  }
}
