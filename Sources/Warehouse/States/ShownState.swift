import Model

/// Which rows of its datasets a SELECT sees within ``Session/showing(_:of:_:)``.
package enum ShownState: Sendable {
  /// The rows in force now.
  case newest
  /// What was known at the end of a day (UTC).
  case asOf(Day)
  /// The newest state, read in the opposite order as far as SQLite's order is free: a result that stays the same does
  /// not depend on that order.
  case backwards
  /// Only the rows that these records brought, in the state of the day (nil: the newest).
  case only([TracedRecord], asOf: Day?)
  /// The state of the day (nil: the newest) with rows that are not in it, by dataset: what it would be if they were. A column
  /// that a row does not name is NULL.
  case adding([String: [[String: Value]]], asOf: Day?)

  /// The state of the end of `day`; nil is the newest.
  package init(asOf day: Day?) { self = day.map { .asOf($0) } ?? .newest }
}
