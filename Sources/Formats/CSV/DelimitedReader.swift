import Model

/// A reader of CSV, whose quoted fields may contain line ends.
package protocol DelimitedReader: RecordReader {
  /// The largest number of lines in a quoted field of the records read so far; 1 if no field contains a line end.
  var mostLinesInField: Int { get }
  /// Sets the maximum number of lines in a quoted field from here on: a stray quote would swallow records.
  func allowLines(_ count: Int)
}
