/// A row that differs between two states.
package struct RowChange: Sendable {
  /// In the order in which they are listed.
  package enum Kind: String, Sendable {
    /// The key has other values.
    case revised
    /// The key no longer exists.
    case removed
    /// A new key in a partition that was covered before.
    case added
    /// A key of a partition that no earlier edition covered.
    case firstSeen = "first_seen"

    var place: Int {
      switch self {
      case .revised: 0
      case .removed: 1
      case .added: 2
      case .firstSeen: 3
      }
    }
  }

  package var kind: Kind
  /// Empty for a row that did not exist before.
  package var old: [Value]
  /// Empty for a row that no longer exists.
  package var new: [Value]

  package init(_ kind: Kind, old: [Value], new: [Value]) {
    self.kind = kind
    self.old = old
    self.new = new
  }

  /// The row as it is now or, if it was removed, as it was last.
  package var row: [Value] { new.isEmpty ? old : new }

  /// What differs between two states of a table's rows, in the order of the rows: those of the newer state, then the
  /// removed ones. Rows with equal keys are paired one to one.
  package static func all(from before: [[Value]], to after: [[Value]], by key: RowKey) -> [RowChange] {
    var old: [[Value]: [Int]] = [:]
    for i in before.indices.reversed() { old[key.values(before[i]), default: []].append(i) }
    var changes: [RowChange] = []
    for row in after {
      if let i = old[key.values(row)]?.popLast() {
        if before[i] != row { changes.append(RowChange(.revised, old: before[i], new: row)) }
      } else {
        changes.append(RowChange(.added, old: [], new: row))
      }
    }
    let gone = old.values.joined().sorted()
    return changes + gone.map { RowChange(.removed, old: before[$0], new: []) }
  }
}
