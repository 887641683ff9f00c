import Model

/// A time of day beside a date.
enum ClockTime {
  /// The length of AM or PM, also `a.m.` and `p. m.`, at the beginning of a text; 0 for any other text.
  static func half(at text: Substring.UnicodeScalarView) -> Int {
    var rest = text
    guard let first = rest.popFirst(), "AaPp".unicodeScalars.contains(first) else { return 0 }
    if rest.first == "." {
      rest = rest.dropFirst()
      if let blank = rest.first, isBlank(blank) { rest = rest.dropFirst() }
    }
    guard let second = rest.popFirst(), "Mm".unicodeScalars.contains(second) else { return 0 }
    if rest.first == "." { rest = rest.dropFirst() }
    return text.count - rest.count
  }

  /// Whether a text is a time of a day: `9:30`, `T23:59:59Z`, `12:00:00 AM`. 24:00 is none, since it is of the day after.
  static func isOne(_ text: String) -> Bool {
    var time = text.unicodeScalars.drop { $0 == "T" || isBlank($0) }
    let digits = time.prefix { !"AaPp".unicodeScalars.contains($0) }
    if digits.count < time.count {
      guard half(at: time.dropFirst(digits.count)) == time.count - digits.count else { return false }
      return isOfTwelveHours(String(digits))
    }
    while let last = time.last, isBlank(last) { time = time.dropLast() }
    guard time.count >= 4, Int(String(time.prefix { $0 != ":" })) != 24 else { return false }
    // As a time stamp of a day that is right in any case.
    return PublishedDate(timestamp: "2025-01-01T" + String(time)) != nil
  }

  private static func isOfTwelveHours(_ text: String) -> Bool {
    let parts = text.filter { !$0.unicodeScalars.allSatisfy(isBlank) }.split(
      separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return false }
    let numbers = parts.enumerated().compactMap { i, part -> Int? in
      let digits = i == 2 ? part.prefix { $0 != "." } : part
      return digits.utf8.allSatisfy { (48...57).contains($0) } && digits.utf8.count <= 2 ? Int(digits) : nil
    }
    return numbers.count == parts.count && (1...12).contains(numbers[0]) && numbers.dropFirst().allSatisfy { $0 < 60 }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{A0}" || scalar == "\u{202F}"
  }
}
