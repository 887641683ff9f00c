import Model

extension Day {
  /// The day as an American newspaper writes it: `November 19, 2025`.
  package var words: String {
    let (year, month, day) = civil
    return "\(Self.monthNames[month - 1]) \(day), \(year)"
  }

  /// `November 2025`.
  package var monthWords: String {
    let (year, month, _) = civil
    return "\(Self.monthNames[month - 1]) \(year)"
  }

  /// English, from January on.
  package static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

extension PublishedDate {
  /// The date as far as it is known: a day, a month or a year.
  package var words: String {
    switch precision {
    case .day: day.words
    case .month: day.monthWords
    case .year: description
    }
  }
}
