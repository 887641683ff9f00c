/// A number as a source states it: exact, a bound (`>1`, `11+`), a range (`2–3`) or approximate (`~4`).
package struct StatedNumber: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case exact, atLeast, moreThan, atMost, lessThan, about, range
  }

  package let kind: Kind
  /// The number without thousands separators; for a range, its lower end.
  package let first: String
  /// The upper end of a range; otherwise the same as `first`.
  package let last: String

  /// Reads a text that consists of one such number; nil for any other text, two numbers side by side included.
  ///
  /// Blanks are allowed only after a sign and around a range's dash. A leading plus sign is not accepted.
  package init?(_ text: some StringProtocol) {
    if let number = Self.number(text) {
      (kind, first, last) = (.exact, number, number)
      return
    }
    if let sign = text.first, let kind = Self.signs[sign] {
      guard let number = Self.unsigned(text.dropFirst().drop { $0 == " " }) else { return nil }
      (self.kind, first, last) = (kind, number, number)
      return
    }
    if text.last == "+" {
      guard let number = Self.unsigned(text.dropLast()) else { return nil }
      (kind, first, last) = (.atLeast, number, number)
      return
    }
    let ends = text.split(separator: "–", omittingEmptySubsequences: false)
    guard ends.count == 2, let low = Self.unsigned(Self.trimmed(ends[0])),
      let high = Self.unsigned(Self.trimmed(ends[1])),
      let least = Double(low), let most = Double(high), least < most
    else { return nil }
    (kind, first, last) = (.range, low, high)
  }

  /// The least whole number that the text supports: 11 for `11+` and `≥11`, 2 for `>1` and `2–3`, 4 for `4`. Nil when
  /// there is no lower bound (`<5`, `~4`) or it is not a whole number.
  package var least: Int64? {
    switch kind {
    case .exact, .atLeast, .range: Int64(first)
    case .moreThan: Int64(first).flatMap { $0 == .max ? nil : $0 + 1 }
    case .atMost, .lessThan, .about: nil
    }
  }

  private static let signs: [Character: Kind] = [
    ">": .moreThan, "≥": .atLeast, "<": .lessThan, "≤": .atMost, "~": .about, "≈": .about,
  ]

  private static func trimmed(_ text: some StringProtocol) -> some StringProtocol {
    var rest = text.drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  /// A number that may be negative.
  private static func number(_ text: some StringProtocol) -> String? {
    guard text.first == "-" || text.first == "−" else { return unsigned(text) }
    return unsigned(text.dropFirst()).map { "-" + $0 }
  }

  /// Digits with correctly placed commas between thousands, if any, and with decimals, if any.
  private static func unsigned(_ text: some StringProtocol) -> String? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    let areGrouped =
      groups.count == 1 || (groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
    guard areGrouped, (groups + parts.dropFirst()).allSatisfy(areDigits) else { return nil }
    return groups.joined() + parts.dropFirst().map { "." + $0 }.joined()
  }

  private static func areDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
