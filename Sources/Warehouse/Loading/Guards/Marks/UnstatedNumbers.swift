import Model
import Words

/// Numbers of rows in force that an edition no longer states: it has the key, and a bound or nothing in the number's place.
struct UnstatedNumbers {
  private(set) var count = 0
  private(set) var first: (column: String, old: Int64, record: Int, key: String)?

  /// - Parameter key: the row's name; asked for the first one only.
  mutating func add(_ column: String, old: Int64, record: Int, key: String) {
    count += 1
    if first == nil { first = (column, old, record, key) }
  }

  /// The mark of the edition; nil if every number is still stated.
  var mark: EditionMark? {
    guard let first else { return nil }
    let which = count == 1 ? "a number that was exact is" : "\(English.count(count, "number")) that were exact are"
    return EditionMark(
      .becameBound, records: count,
      "\(which) not stated any more, as a bound or as nothing; "
        + (count == 1 ? "" : "the first: ")
        + "\(first.column) of \(first.key) was \(NumberText.integer(first.old, grouped: true)), record \(first.record) now"
    )
  }
}
