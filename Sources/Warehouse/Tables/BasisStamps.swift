/// Hashes of what SELECTs can see, by what was asked; they hold until something is written.
struct BasisStamps {
  /// A part of the warehouse that a SELECT reads.
  enum Part: Hashable {
    /// A dataset's rows in force after the edition of this number; nil is the last.
    case rows(dataset: String, after: Int?)
    /// The editions of all datasets that were published by a day; nil is all.
    case editions(by: String?)
  }

  /// Of the connection, when these were made.
  var changes = -1
  var known: [Part: String] = [:]
}
