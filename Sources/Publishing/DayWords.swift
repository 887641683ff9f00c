import Model

extension Day {
  /// The day as an American newspaper writes it: `November 19, 2025`.
  public var words: String {
    let (year, month, day) = civil
    return "\(Self.monthNames[month - 1]) \(day), \(year)"
  }

  /// English, from January on.
  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
