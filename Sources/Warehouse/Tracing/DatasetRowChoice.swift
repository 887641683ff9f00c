/// Which rows of a dataset are read.
package enum DatasetRowChoice: Sendable {
  case all
  /// So many of the newest: by the dataset's own time where it has one; otherwise the last records.
  case newest(Int)
  /// Those of certain records.
  case at([TracedRecord])
}
