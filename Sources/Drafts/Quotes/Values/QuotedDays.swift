import Model

/// Days that a quote names without a date.
struct QuotedDays {
  let days: [Day]

  /// - Parameters:
  ///   - quote: in lower case.
  ///   - published: the day of the words.
  init(in quote: String, published: Day) {
    var days: [Day] = []
    if quote.contains(/\b(?:up)?on publication\b/) { days.append(published) }
    for match in quote.matches(of: /\b([a-z]+|\d{1,2}) days ago\b/) {
      let count = Int(match.1) ?? Self.words.firstIndex(of: String(match.1))
      if let count { days.append(published + -count) }
    }
    self.days = days
  }

  private static let words = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
}
