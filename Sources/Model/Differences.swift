/// What changed in a dataset between two states of its history.
package struct Differences: Sendable {
  package enum Kind: String, Sendable { case added, removed, revised }

  /// One value that differs. Keys that came or went have one entry per number, against nothing.
  package struct Change: Sendable {
    package var kind: Kind
    /// The key's columns and values, in the key's order.
    package var key: [(column: String, value: Value)]
    package var column: String
    package var old: Value
    package var new: Value
    /// `new` minus `old` for numbers, where a key that is not there counts as 0; nil for texts and for what is not said.
    package var difference: Int64?

    package init(
      kind: Kind, key: [(column: String, value: Value)], column: String, old: Value, new: Value, difference: Int64?
    ) {
      self.kind = kind
      self.key = key
      self.column = column
      self.old = old
      self.new = new
      self.difference = difference
    }
  }

  /// The sum of one number over a partition in both states.
  package struct PartitionSum: Sendable {
    package var partition: String
    package var column: String
    package var old: Int64
    package var new: Int64
    package var added: Int
    package var removed: Int
    package var revised: Int

    package var difference: Int64 { new - old }

    package init(partition: String, column: String, old: Int64, new: Int64, added: Int, removed: Int, revised: Int) {
      self.partition = partition
      self.column = column
      self.old = old
      self.new = new
      self.added = added
      self.removed = removed
      self.revised = revised
    }
  }

  package var added = 0
  /// Of the added keys, those in partitions for which nobody had spoken before.
  package var firstSeen = 0
  package var removed = 0
  package var revised = 0
  /// The partitions in which something changed, with the largest difference first.
  package var partitions: [PartitionSum] = []
  /// Every changed value, largest difference first.
  package var changes: [Change] = []

  package init() {}

  /// The change in percent of the old value; nil where there is none to compare with.
  package static func percent(old: Int64, new: Int64) -> Double? {
    old == 0 ? nil : 100 * Double(new - old) / Double(old.magnitude)
  }
}
