/// Whether a regular expression can backtrack without end: `(a+)+` on thirty letters takes longer than anybody waits, because there are
/// two ways to share each letter among the repetitions.
///
/// A repeated group is refused where all that it must match is itself repeated or may be absent. It need not be perfect: what it lets
/// through is ended by SIGTERM like everything else.
struct RegexShape {
  private let text: [Character]
  private var at = 0
  /// The first group that can be repeated in too many ways; nil if there is none.
  private(set) var repeatedGroup: String?

  init(_ pattern: String) {
    text = Array(pattern)
    while at < text.count {
      _ = alternatives()
      // A closing parenthesis without an opening one is the compiler's business.
      at += 1
    }
  }

  /// What one alternative must match.
  private struct Body {
    var hasRepetition = false
    /// Something must match exactly as often as the expression says.
    var hasFixed = false
  }

  private enum Quantifier { case none, optional, repeated }

  /// Reads up to the closing parenthesis or the end.
  private mutating func alternatives() -> [Body] {
    var all = [Body()]
    while at < text.count, text[at] != ")" {
      if text[at] == "|" {
        at += 1
        all.append(Body())
        continue
      }
      let start = at
      let group = atom()
      let quantifier = quantifier()
      if quantifier == .repeated, let group, group.contains(where: { $0.hasRepetition && !$0.hasFixed }) {
        repeatedGroup = repeatedGroup ?? String(text[start..<at])
      }
      // A group stands for what it must match.
      let isFixed = group.map { $0.allSatisfy(\.hasFixed) } ?? true
      let repeats = group?.contains(where: \.hasRepetition) ?? false
      if quantifier == .repeated || repeats { all[all.count - 1].hasRepetition = true }
      if quantifier == .none, isFixed { all[all.count - 1].hasFixed = true }
    }
    return all
  }

  /// Reads one thing that can be repeated; the alternatives if it is a group.
  private mutating func atom() -> [Body]? {
    switch text[at] {
    case "(":
      at += 1
      if at < text.count, text[at] == "?" {
        // `(?:`, `(?<name>`, `(?=` and so on.
        at += 1
        if at < text.count, text[at] == "<" || text[at] == "P" { at = text[at...].firstIndex(of: ">") ?? at }
        at = min(at + 1, text.count)
      }
      let all = alternatives()
      at = min(at + 1, text.count)
      return all
    case "[":
      at += 1
      if at < text.count, text[at] == "^" { at += 1 }
      if at < text.count, text[at] == "]" { at += 1 }
      while at < text.count, text[at] != "]" { at += text[at] == "\\" ? 2 : 1 }
      at = min(at + 1, text.count)
    case "\\": at = min(at + 2, text.count)
    default: at += 1
    }
    return nil
  }

  private mutating func quantifier() -> Quantifier {
    guard at < text.count else { return .none }
    var found = Quantifier.none
    switch text[at] {
    case "*", "+": found = .repeated
    case "?": found = .optional
    case "{":
      guard let close = text[at...].firstIndex(of: "}") else { return .none }
      let numbers = String(text[(at + 1)..<close]).split(separator: ",", omittingEmptySubsequences: false)
      guard !numbers.isEmpty, numbers.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return .none }
      at = close
      // A few repetitions of a few are no danger.
      let most = numbers.count == 1 ? Int(numbers[0]) : Int(numbers[1]) ?? .max
      found = (most ?? 0) > 16 ? .repeated : numbers[0] == "0" ? .optional : .none
    default: return .none
    }
    at += 1
    // A possessive quantifier gives nothing back.
    if at < text.count, text[at] == "+" {
      at += 1
      return found == .repeated ? .none : found
    }
    if at < text.count, text[at] == "?" { at += 1 }
    return found
  }
}
