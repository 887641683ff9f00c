/// Over what the numbers of a column may be added up: the `adds` of dataset.yaml and of a table's header.
///
/// A count of events adds over time and over places. A stock, such as people abroad at the end of a year, adds over
/// places only: who is counted in two years is one person. A sum over twelve months that every month states again, a
/// rate, a share, a median or a rank never adds.
package enum Adding: String, CaseIterable, Sendable {
  case never
  case overTime = "over time"
  /// Over all that divides the rows of one moment: places, routes, components.
  case overPlaces = "over places"
  case overTimeAndPlaces = "over time and places"

  /// Whether a sum may run over rows that differ in their period, in their place, or in both.
  package func covers(time: Bool, places: Bool) -> Bool {
    switch self {
    case .never: !time && !places
    case .overTime: !places
    case .overPlaces: !time
    case .overTimeAndPlaces: true
    }
  }
}
