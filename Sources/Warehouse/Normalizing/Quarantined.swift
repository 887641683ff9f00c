import Model

/// A record, or a single value of it, that broke its contract.
package struct Quarantined: Hashable, Sendable {
  package var page: Int
  package var record: Int
  /// The contract's column; nil if the record as a whole is broken.
  package var column: String?
  package var value: String?
  package var reason: String
  /// The readable part of the record: the values of the columns that keep their contract, NULL as an empty optional.
  package var cells: [String: Value] = [:]
  /// True if the value is a category that the contract does not know.
  package var isNewCategory = false
  /// True if the value is a known category in another of Unicode's forms.
  package var isOtherForm = false
  /// True if the reader of the format could not read the record: the file is at fault, not the contract.
  package var isUnread = false
  /// The column of `raw` that could not be read; nil if the record as a whole could not.
  package var unreadColumn: String?
}
