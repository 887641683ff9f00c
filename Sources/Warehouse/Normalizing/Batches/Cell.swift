/// One typed value of a normalized row. Text lives in the arena of its batch.
struct Cell {
  static let null: Int32 = 0
  static let integer: Int32 = 1
  static let text: Int32 = 2

  var kind: Int32
  /// The length of a text in bytes.
  var length: Int32
  /// The integer, or the offset of a text in the arena.
  var bits: Int64
}
