/// What a robots.txt file (RFC 9309) says to this program.
struct RobotsRules: Equatable, Sendable {
  private struct Rule: Equatable, Sendable {
    var isAllowing: Bool
    /// Normalized, with `*` for any text; without the `$` at its end.
    var pattern: [UInt8]
    /// Whether the address must end where the pattern does.
    var isWhole: Bool
    var written: String

    /// The longer rule is the more specific one.
    var weight: Int { pattern.count + (isWhole ? 1 : 0) }
  }

  private var rules: [Rule] = []

  /// The name by which publishers can address this program: the word before the slash in the usual User-Agent.
  static let product = "soundings"

  /// Reads the groups for ``product``, or else those for all programs. Lines that mean nothing here are passed over.
  init(_ text: String) {
    var own: [Rule] = []
    var general: [Rule] = []
    var hasOwn = false
    var agents: [String] = []
    var isInRules = false
    let bytes = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for line in bytes.split(whereSeparator: \.isNewline) {
      let line = line.prefix { $0 != "#" }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = Self.trimmed(line[..<colon]).lowercased()
      let value = Self.trimmed(line[line.index(after: colon)...])
      switch key {
      case "user-agent":
        if isInRules { agents = [] }
        isInRules = false
        // `Soundings/2.0` is meant for Soundings.
        let agent =
          value == "*" ? "*" : value.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") }.lowercased()
        agents.append(agent)
        if agent == Self.product { hasOwn = true }
      case "allow", "disallow":
        isInRules = true
        guard !value.isEmpty else { continue }
        let rule = Self.rule(value, isAllowing: key == "allow")
        if agents.contains(Self.product) { own.append(rule) }
        if agents.contains("*") { general.append(rule) }
      default: continue
      }
    }
    rules = hasOwn ? own : general
  }

  /// The rule that forbids an address, as the publisher writes it; nil if none does. Of the rules that match, the longest counts, and an
  /// allowing one before a forbidding one of the same length.
  ///
  /// - Parameter target: the path with the query.
  func refusal(of target: String) -> String? {
    guard target != "/robots.txt" else { return nil }
    let address = Self.normalized(target.utf8, isPattern: false)
    var best: Rule?
    for rule in rules where Self.matches(rule, address) {
      guard let known = best else {
        best = rule
        continue
      }
      if rule.weight > known.weight || rule.weight == known.weight && rule.isAllowing { best = rule }
    }
    return best.flatMap { $0.isAllowing ? nil : $0.written }
  }

  private static func rule(_ value: Substring, isAllowing: Bool) -> Rule {
    let isWhole = value.last == "$"
    return Rule(
      isAllowing: isAllowing, pattern: normalized((isWhole ? value.dropLast() : value).utf8, isPattern: true),
      isWhole: isWhole, written: "\(isAllowing ? "Allow" : "Disallow"): \(value)")
  }

  /// Percent-escapes as they are compared: none for letters, digits and `-._~`, upper-case ones for anything that is not ASCII or has
  /// a meaning in rules. An escape that the publisher wrote stays one.
  private static func normalized(_ text: some Sequence<UInt8>, isPattern: Bool) -> [UInt8] {
    let bytes = Array(text)
    var result: [UInt8] = []
    var i = 0
    func escape(_ byte: UInt8) {
      let digits = Array("0123456789ABCDEF".utf8)
      result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    while i < bytes.count {
      let byte = bytes[i]
      if byte == UInt8(ascii: "%"), i + 2 < bytes.count, let high = hex(bytes[i + 1]), let low = hex(bytes[i + 2]) {
        let value = high << 4 | low
        if isUnreserved(value) { result.append(value) } else { escape(value) }
        i += 3
        continue
      }
      let isSpecial = byte == UInt8(ascii: "$") || byte == UInt8(ascii: "*") && !isPattern
      if byte <= 32 || byte >= 127 || isSpecial { escape(byte) } else { result.append(byte) }
      i += 1
    }
    return result
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~".utf8.contains(byte)
  }

  /// Takes time in proportion to the two lengths, however many stars there are: only the last star is ever tried again.
  private static func matches(_ rule: Rule, _ address: [UInt8]) -> Bool {
    let pattern = rule.isWhole ? rule.pattern : rule.pattern + [UInt8(ascii: "*")]
    var (p, a) = (0, 0)
    var star: (p: Int, a: Int)?
    while a < address.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p, a)
        p += 1
      } else if p < pattern.count, pattern[p] == address[a] {
        p += 1
        a += 1
      } else if let last = star {
        star = (last.p, last.a + 1)
        (p, a) = (last.p + 1, last.a + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let rest = text.drop { $0 == " " || $0 == "\t" }
    return rest.prefix(rest.count - rest.reversed().prefix { $0 == " " || $0 == "\t" }.count)
  }
}
