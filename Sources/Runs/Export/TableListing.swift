/// One summary table as `soundings tables` lists it.
package struct TableListing: Encodable, Sendable {
  package var table: String
  package var pipeline: String
  package var title: String
  package var grain: String
  /// The units of its columns, without repetition.
  package var units: [String]
  /// Nil if nothing is loaded yet.
  package var rows: Int?
}
