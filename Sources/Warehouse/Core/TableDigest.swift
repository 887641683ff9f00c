/// A digest of one table of the warehouse, independent of the order of its rows.
package struct TableDigest: Equatable, Sendable {
  package var rows = 0
  var sum: UInt64 = 0
}
