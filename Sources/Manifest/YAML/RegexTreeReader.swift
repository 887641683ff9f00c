/// Reads a regular expression. What is not one is read somehow: the compiler of regular expressions reports it.
struct RegexTreeReader {
  private let text: [Character]
  private var at = 0
  private var ignoresCase = false

  init(_ pattern: String) { text = Array(pattern) }

  mutating func read() -> RegexTree {
    var parts: [RegexTree] = []
    while at < text.count {
      parts.append(alternatives())
      // A closing parenthesis without an opening one.
      at += 1
    }
    return .sequence(parts)
  }

  private var next: Character? { at < text.count ? text[at] : nil }

  private func follows(_ word: String) -> Bool { text[min(at, text.count)...].starts(with: word) }

  /// Skips up to the character, and it.
  private mutating func skip(past end: Character) {
    at = (text[min(at, text.count)...].firstIndex(of: end) ?? text.count - 1) + 1
  }

  /// Reads up to the closing parenthesis or the end.
  private mutating func alternatives() -> RegexTree {
    var all: [[RegexTree]] = [[]]
    while let character = next, character != ")" {
      if character == "|" {
        at += 1
        all.append([])
        continue
      }
      let start = at
      let atom = atom()
      all[all.count - 1].append(quantified(atom, from: start))
    }
    let parts = all.map { $0.count == 1 ? $0[0] : RegexTree.sequence($0) }
    return parts.count == 1 ? parts[0] : .either(parts)
  }

  private mutating func atom() -> RegexTree {
    let character = text[at]
    switch character {
    case "(": return group()
    case "[": return .letter(cased(letterClass()))
    case "\\": return escape()
    case "^", "$":
      at += 1
      return .empty
    case ".":
      at += 1
      return .letter(.all)
    default:
      at += 1
      return .letter(cased(RegexLetters(character)))
    }
  }

  private func cased(_ letters: RegexLetters) -> RegexLetters { ignoresCase ? letters.inBothCases : letters }

  private mutating func group() -> RegexTree {
    at += 1
    var kind: (RegexTree) -> RegexTree = { $0 }
    if next == "?" {
      at += 1
      if follows("=") || follows("!") || follows("<=") || follows("<!") || follows("*") {
        at += next == "<" ? 2 : 1
        kind = RegexTree.beside
      } else if follows(">") {
        at += 1
        kind = RegexTree.closed
      } else if follows("<") || follows("P<") {
        skip(past: ">")
      } else if follows("#") {
        skip(past: ")")
        return .empty
      } else if let colon = text[at...].firstIndex(where: { $0 == ":" || $0 == ")" }) {
        // `(?:`, `(?i:`, `(?i)`. Which part a letter holds for makes no difference worth the trouble.
        ignoresCase = ignoresCase || text[at..<colon].prefix { $0 != "-" }.contains("i")
        at = colon + 1
        if text[colon] == ")" { return .empty }
      }
    }
    let inside = alternatives()
    at = min(at + 1, text.count)
    return kind(inside)
  }

  // MARK: letters

  private mutating func letterClass() -> RegexLetters {
    at += 1
    let isInverted = next == "^"
    if isInverted { at += 1 }
    var letters = RegexLetters.none
    var isFirst = true
    while let character = next, isFirst || character != "]" {
      isFirst = false
      if character == "[" || follows("&&") || follows("--") || follows("~~") {
        // A class in a class, or an operation on two.
        letters = .all
        if character == "[" { _ = letterClass() } else { at += 2 }
        continue
      }
      let (found, low) = classItem()
      if let low, next == "-", at + 1 < text.count, text[at + 1] != "]" {
        at += 1
        let (other, high) = classItem()
        letters = letters.union(high.map { low <= $0 ? RegexLetters(low...$0) : .all } ?? found.union(other))
      } else {
        letters = letters.union(found)
      }
    }
    at = min(at + 1, text.count)
    guard isInverted else { return letters }
    return letters == .all ? .all : letters.inverted
  }

  /// One item of a class; the character if it is just one.
  private mutating func classItem() -> (RegexLetters, Character?) {
    let character = text[at]
    guard character == "\\" else {
      at += 1
      return (RegexLetters(character), character)
    }
    if at + 1 < text.count, !text[at + 1].isLetter, !text[at + 1].isNumber {
      at += 2
      return (RegexLetters(text[at - 1]), text[at - 1])
    }
    guard case .letter(let letters) = escape() else { return (.all, nil) }
    return (letters, nil)
  }

  private mutating func escape() -> RegexTree {
    at += 1
    guard let character = next else { return .empty }
    at += 1
    switch character {
    case "d": return .letter(.digits)
    case "w": return .letter(.word)
    case "s": return .letter(.space)
    case "h": return .letter(.blank)
    case "v", "R": return .letter(.lineEnd)
    case "n", "r", "t", "f", "e", "a": return .letter(RegexLetters(anyOf: "\n\r\t\u{C}\u{1B}\u{7}"))
    case "D": return .letter(RegexLetters.digits.inverted)
    // Both sides have some of those that are not ASCII.
    case "W": return .letter(RegexLetters.word.inverted)
    case "S": return .letter(RegexLetters.space.inverted)
    case "b", "B", "A", "Z", "z", "G", "K", "y", "Y": return .empty
    case "Q":
      var parts: [RegexTree] = []
      while at < text.count, !follows("\\E") {
        parts.append(.letter(cased(RegexLetters(text[at]))))
        at += 1
      }
      at = min(at + 2, text.count)
      return .sequence(parts)
    case let other where other.isLetter || other.isNumber:
      // A code, a property, a reference to a group.
      if next == "{" { skip(past: "}") } else if "kg".contains(other), next == "<" { skip(past: ">") }
      return .letter(.all)
    default: return .letter(cased(RegexLetters(character)))
    }
  }

  // MARK: repetitions

  private mutating func quantified(_ atom: RegexTree, from start: Int) -> RegexTree {
    guard let (least, most) = bounds() else { return atom }
    let isClosed = next == "+"
    if next == "+" || next == "?" { at += 1 }
    let repeated = RegexTree.repeated(atom, least: least, most: most, text: String(text[start..<at]))
    return isClosed ? .closed(repeated) : repeated
  }

  private mutating func bounds() -> (least: Int, most: Int?)? {
    switch next {
    case "*":
      at += 1
      return (0, nil)
    case "+":
      at += 1
      return (1, nil)
    case "?":
      at += 1
      return (0, 1)
    case "{":
      guard let close = text[at...].firstIndex(of: "}") else { return nil }
      let numbers = String(text[(at + 1)..<close]).split(separator: ",", omittingEmptySubsequences: false)
      guard (1...2).contains(numbers.count), numbers.contains(where: { !$0.isEmpty }),
        numbers.allSatisfy({ $0.allSatisfy(\.isNumber) })
      else { return nil }
      at = close + 1
      let least = Int(numbers[0]) ?? 0
      return (least, numbers.count == 1 ? least : Int(numbers[1]).map { max($0, least) })
    default: return nil
    }
  }
}
