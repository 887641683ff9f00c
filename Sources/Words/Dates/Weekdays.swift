/// The English names of the days of the week.
package enum Weekdays {
  /// In lower case, Monday first.
  package static let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}
