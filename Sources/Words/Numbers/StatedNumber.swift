/// A number as a source states it: exactly, as a bound (`>1`, `11+`), as a range (`2–3`) or about (`~4`).
package struct StatedNumber: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case exact, atLeast, moreThan, atMost, lessThan, about, range
  }

  package let kind: Kind
  /// The number without thousands separators; of a range its smaller end.
  package let first: String
  /// The larger end of a range; else the same as `first`.
  package let last: String

  /// Reads a text that is such a number and nothing else; nil for any other text, two numbers side by side included.
  ///
  /// Blanks may only stand behind a sign and around a range's dash. A leading plus is no sign of a stated number.
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

  /// The least whole number that the text vouches for: 11 of `11+` and `≥11`, 2 of `>1` and of `2–3`, 4 of `4`.
  /// Nil where it gives no lower bound (`<5`, `~4`), or none that is whole.
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

  /// A number that may be below zero.
  private static func number(_ text: some StringProtocol) -> String? {
    guard text.first == "-" || text.first == "−" else { return unsigned(text) }
    return unsigned(text.dropFirst()).map { "-" + $0 }
  }

  /// Digits, with commas between thousands where they are in the right places, and with decimals.
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
