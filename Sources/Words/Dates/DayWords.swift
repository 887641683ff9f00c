import Model

extension Day {
  /// The day as AP style writes it, which shortens all but five months before a day: `Nov. 19, 2025`.
  package var words: String {
    let (year, month, day) = civil
    return "\(Months.beforeDay(month)) \(day), \(year)"
  }

  /// `November 2025`.
  package var monthWords: String {
    let (year, month, _) = civil
    return "\(Months.name(month)) \(year)"
  }
}

extension PublishedDate {
  /// The date as precisely as it is known: a day, a month or a year.
  package var words: String {
    switch precision {
    case .day: day.words
    case .month: day.monthWords
    case .year: description
    }
  }
}
