import Model

/// The revision of an edition that moved a number most: the one that leads in ``Comparison``.
package struct LargestRevision: Equatable, Sendable {
  package var column: String
  /// The key's values, `month=2025-03, region=Other`.
  package var key: String
  package var old: Int64?
  package var new: Int64?

  init(column: String, key: String, old: Int64?, new: Int64?) {
    self.column = column
    self.key = key
    self.old = old
    self.new = new
  }

  /// How far a number moved; one that was not stated before or is no longer stated counts as 0.
  static func distance(from old: Int64?, to new: Int64?) -> UInt64 {
    // The distance between two Int64 always fits, as a difference may not.
    let (old, new) = (old ?? 0, new ?? 0)
    return old < new ? UInt64(bitPattern: new &- old) : UInt64(bitPattern: old &- new)
  }
}
