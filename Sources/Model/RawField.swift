/// A value of a row where it lies in the database, for loops over many rows: valid only while the row is.
package enum RawField {
  case null
  case integer(Int64)
  case real(Double)
  /// UTF-8.
  case text(UnsafeBufferPointer<UInt8>)
}
