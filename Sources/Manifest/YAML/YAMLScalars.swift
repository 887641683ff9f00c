import Model
import Words
import Yams

// Each of these returns nil, with the mistake reported, if the value is not valid.
extension YAMLValue {
  /// A text that is not blank, as written, even if it looks like a number or a date.
  func text() -> String? {
    guard case .scalar(let scalar) = node, !isEmpty else {
      reportWrongType(expected: "a text")
      return nil
    }
    guard !scalar.string.trimmed.isEmpty else {
      report("is blank", remedy: "write a text there")
      return nil
    }
    return scalar.string
  }

  private var plain: String? {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any, !isEmpty else { return nil }
    return scalar.string
  }

  func integer(in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
    let isDigits = plain?.utf8.drop { $0 == UInt8(ascii: "-") }.allSatisfy { (48...57).contains($0) } ?? false
    guard isDigits, let number = plain.flatMap({ Int($0) }) else {
      reportWrongType(expected: "a whole number")
      return nil
    }
    return checked(number, in: range) ? number : nil
  }

  /// A number with or without decimals.
  func number(in range: ClosedRange<Double>) -> Double? {
    let isDecimal = plain?.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 46 } ?? false
    guard isDecimal, let number = plain.flatMap({ Double($0) }) else {
      reportWrongType(expected: "a number")
      return nil
    }
    return checked(number, in: range) ? number : nil
  }

  private func checked<T: Comparable>(_ number: T, in range: ClosedRange<T>) -> Bool {
    if range.contains(number) { return true }
    let (low, high) = (shown(range.lowerBound), shown(range.upperBound))
    let bound = number < range.lowerBound ? "less than \(low)" : "more than \(high)"
    let isOpen = high == String(Int.max)
    report(
      "\(plain ?? "") is \(bound)", remedy: isOpen ? "write at least \(low)" : "write a number from \(low) to \(high)")
    return false
  }

  private func shown<T>(_ bound: T) -> String {
    let text = "\(bound)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// True if the value is this word, unquoted.
  func isWord(_ word: String) -> Bool { plain == word }

  func flag() -> Bool? {
    switch plain {
    case "true": return true
    case "false": return false
    default:
      reportWrongType(expected: "true or false")
      return nil
    }
  }

  /// One of a few words.
  func choice(_ words: [String]) -> String? {
    guard let word = text() else { return nil }
    if words.contains(word) { return word }
    let list = words.joined(separator: ", ")
    report("'\(word)' is not one of \(list)", remedy: Suggestion.question(word, among: words) + "Write one of: \(list)")
    return nil
  }

  func choice<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> Word? where Word.RawValue == String {
    choice(Word.allCases.map(\.rawValue)).flatMap { Word(rawValue: $0) }
  }

  /// The items of a list; if `orOne`, a single value counts as a list of one.
  func items(orOne: Bool = false) -> [YAMLValue]? {
    switch node {
    case .sequence(let sequence):
      return sequence.map { YAMLValue(file: file, name: name, node: $0, keyLine: line) }
    case .scalar where orOne && !isEmpty, .mapping where orOne: return [self]
    default:
      reportWrongType(expected: "a list ([a, b])")
      return nil
    }
  }

  /// A list of different texts, at least one.
  func texts(
    orOne: Bool = false, mayRepeat: Bool = false, mayBeBlank: Bool = false, mayBeNone: Bool = false
  ) -> [String]? {
    guard let items = items(orOne: orOne) else { return nil }
    guard !items.isEmpty || mayBeNone else {
      report("is an empty list", remedy: "name at least one, or remove the key")
      return nil
    }
    var texts: [String] = []
    var seen: Set<String> = []
    for item in items {
      if mayBeBlank, case .scalar(let scalar) = item.node, !item.isEmpty {
        texts.append(scalar.string)
      } else if let text = item.text() {
        if !mayRepeat, !seen.insert(text).inserted {
          item.report("'\(text)' is listed twice", remedy: "keep one of the two")
        }
        texts.append(text)
      }
    }
    return texts.count == items.count ? texts : nil
  }

  /// A day, `YYYY-MM-DD`.
  func day() -> Day? {
    guard let text = text() else { return nil }
    if let day = Day(text) { return day }
    report("'\(text)' is not a day", remedy: "write it as YYYY-MM-DD, for example 2025-11-19")
    return nil
  }

  /// Bytes as a plain number or with a decimal unit: `50MB`.
  func size() -> Int? {
    guard let text = text() else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["": 1, "kB": 1000, "MB": 1_000_000, "GB": 1_000_000_000]
    if let number = Int(digits), number > 0, let unit = units[text.dropFirst(digits.count).trimmed] {
      let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
      if !overflow { return bytes }
    }
    report("'\(text)' is not a size", remedy: "write bytes, or a whole number with kB, MB or GB: 50MB")
    return nil
  }

  /// A web address; must be https if we fetch it.
  func url(schemes: [String] = ["https"]) -> String? {
    guard let text = text() else { return nil }
    for scheme in schemes where text.hasPrefix("\(scheme)://") {
      let rest = text.dropFirst(scheme.count + 3)
      let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      guard !host.isEmpty, text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value < 127 }) else { break }
      return text
    }
    report(
      "'\(text)' is not an \(schemes[0]) address",
      remedy: "write the whole address, \(schemes[0])://host/path, with blanks and other special characters as %XX")
    return nil
  }

  /// A JSON pointer (RFC 6901).
  func pointer() -> String? {
    if case .scalar(let scalar) = node, scalar.string.isEmpty, !isEmpty { return "" }
    guard let text = text() else { return nil }
    if text.hasPrefix("/") { return text }
    report(
      "'\(text)' is not a JSON pointer",
      remedy:
        "start it with a slash, and put one between keys and indices: "
        + "/\(text.split(separator: ".").joined(separator: "/"))"
    )
    return nil
  }

  /// A regular expression in Swift's syntax; only these named groups are allowed.
  func pattern() -> String? {
    guard let text = text() else { return nil }
    let regex: Regex<AnyRegexOutput>
    do {
      regex = try Regex(text)
    } catch {
      report(
        "'\(text)' is not a regular expression: \(error)", remedy: "correct it; in single quotes YAML leaves \\ alone")
      return nil
    }
    reportEndless(text)
    let known = YAMLValue.groups
    for group in YAMLValue.groupNames(in: text) where !known.contains(group) && regex.contains(captureNamed: group) {
      report(
        "the group '\(group)' has no meaning here",
        remedy: Suggestion.question(group, among: known) + "Named groups are: \(known.joined(separator: ", "))")
    }
    return text
  }

  /// Reports a regular expression that may take for ever.
  func reportEndless(_ pattern: String) {
    let shape = RegexShape(pattern)
    if let group = shape.repeatedGroup {
      report(
        "'\(pattern)' may take for ever: '\(group)' can share the same letters among its repetitions in ever more ways",
        remedy:
          "leave one way for each letter: no repetition in a repetition unless something that must be there divides "
          + "them, and no two alternatives that can begin with the same letter")
    } else if let chain = shape.chain {
      report(
        "'\(pattern)' may take for ever: \(English.list(chain.map { "'\($0)'" })) can share the same letters",
        remedy: "put something between them that must be there and that they do not match: [^-]*-[^-]* instead of .*-.*"
      )
    }
  }

  /// The named groups allowed in a regular expression over a link or a file name.
  static let groups = ["published", "through_fy", "through_month"]

  /// The names after `(?<` and `(?P<`. Those in an escaped or quoted place may be wrong, so the caller checks them
  /// against the regex itself.
  static func groupNames(in pattern: String) -> [String] {
    var names: [String] = []
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "(") {
      rest = rest[rest.index(after: open)...]
      let start = rest.hasPrefix("?<") ? 2 : rest.hasPrefix("?P<") ? 3 : 0
      guard start > 0, let close = rest.firstIndex(of: ">") else { continue }
      let name = rest.dropFirst(start).prefix(upTo: close)
      if let first = name.first, first != "=", first != "!" { names.append(String(name)) }
    }
    return names
  }
}
