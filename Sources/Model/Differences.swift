/// What changed in a dataset between two states of its history.
public struct Differences: Sendable {
  public enum Kind: String, Sendable { case added, removed, revised }

  /// One value that differs. Keys that came or went have one entry per number, against nothing.
  public struct Change: Sendable {
    public var kind: Kind
    /// The key's columns and values, in the key's order.
    public var key: [(column: String, value: Value)]
    public var column: String
    public var old: Value
    public var new: Value
    /// `new` minus `old` for numbers, where a key that is not there counts as 0; nil for texts and for what is not said.
    public var difference: Int64?

    public init(
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
  public struct PartitionSum: Sendable {
    public var partition: String
    public var column: String
    public var old: Int64
    public var new: Int64
    public var added: Int
    public var removed: Int
    public var revised: Int

    public var difference: Int64 { new - old }

    public init(partition: String, column: String, old: Int64, new: Int64, added: Int, removed: Int, revised: Int) {
      self.partition = partition
      self.column = column
      self.old = old
      self.new = new
      self.added = added
      self.removed = removed
      self.revised = revised
    }
  }

  public var added = 0
  /// Of the added keys, those in partitions for which nobody had spoken before.
  public var firstSeen = 0
  public var removed = 0
  public var revised = 0
  /// The partitions in which something changed, with the largest difference first.
  public var partitions: [PartitionSum] = []
  /// Every changed value, largest difference first.
  public var changes: [Change] = []

  public init() {}

  /// The change in percent of the old value; nil where there is none to compare with.
  public static func percent(old: Int64, new: Int64) -> Double? {
    old == 0 ? nil : 100 * Double(new - old) / Double(old.magnitude)
  }
}
