/// A column's name in words.
package enum ColumnWords {
  /// `cases_by_age` as `cases by age`, without a unit at the end, which is shown with the number.
  package static func words(_ name: String, unit: String? = nil) -> String {
    var words = name.split(separator: "_").map(String.init)
    if words.count > 1, let last = words.last, last == unit || (last == "pct" && unit == "percent") {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }
}
