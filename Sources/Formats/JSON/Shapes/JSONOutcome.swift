/// The result of reading an item, or why it is not a record.
enum JSONOutcome {
  case fields
  case defect(String)
  /// A key that is neither in the header nor in `ignore`.
  case unknownKey(String)
}
