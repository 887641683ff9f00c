/// A row that differs between two states.
package struct RowChange: Sendable {
  /// In the order in which they lead.
  package enum Kind: String, Sendable {
    /// The same key says something else.
    case revised
    /// A key that is no longer there.
    case removed
    /// A key that was not there, in a partition that was covered before.
    case added
    /// A key of a partition for which no edition spoke before; it is an addition to nothing.
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
  /// Empty for a row that was not there before.
  package var old: [Value]
  /// Empty for a row that is no longer there.
  package var new: [Value]

  package init(_ kind: Kind, old: [Value], new: [Value]) {
    self.kind = kind
    self.old = old
    self.new = new
  }

  /// The row as it is now, or as it was last.
  package var row: [Value] { new.isEmpty ? old : new }

  /// What differs between the rows of a table in two states, in the order of the rows: those of the newer state, then what
  /// is gone. Rows that nothing tells apart are paired one to one.
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

/// One value that differs between two states.
package struct CellChange: Sendable {
  package var kind: RowChange.Kind
  /// Which of the comparison's rows it is of.
  package var row: Int
  package var column: Int
  /// NULL where the row was not there.
  package var old: Value
  /// NULL where the row is no longer there.
  package var new: Value
  /// `new` minus `old` for numbers, where a row that is not there counts as 0; nil for texts and for what is not said.
  package var difference: ExactNumber?
  /// How far the number moved, by which changes are ordered; 0 for what is no number.
  let distance: ExactNumber

  init(_ change: RowChange, row: Int, column: Int, isNumber: Bool) {
    kind = change.kind
    self.row = row
    self.column = column
    old = change.old.isEmpty ? .null : change.old[column]
    new = change.new.isEmpty ? .null : change.new[column]
    let (from, to) = isNumber ? (ExactNumber(old), ExactNumber(new)) : (nil, nil)
    // A number that was not said, or is no longer said, is as far away as it is large.
    distance = ((to ?? ExactNumber(0)) - (from ?? ExactNumber(0))).magnitude
    switch (from, to) {
    case (let from?, let to?): difference = to - from
    case (nil, let to?) where change.old.isEmpty: difference = to
    case (let from?, nil) where change.new.isEmpty: difference = ExactNumber(0) - from
    default: difference = nil
    }
  }
}

/// How many rows differ between two states.
package struct RowCounts: Equatable, Sendable {
  package var revised = 0
  /// Without those of ``firstSeen``.
  package var added = 0
  package var removed = 0
  package var firstSeen = 0

  package init() {}

  /// Nothing was known of these rows before.
  package var isFirstSeen: Bool { firstSeen > 0 && revised + added + removed == 0 }

  package mutating func count(_ kind: RowChange.Kind, rows: Int = 1) {
    switch kind {
    case .revised: revised += rows
    case .added: added += rows
    case .removed: removed += rows
    case .firstSeen: firstSeen += rows
    }
  }
}
