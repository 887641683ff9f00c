/// One value that differs between two states.
package struct CellChange: Sendable {
  package var kind: RowChange.Kind
  /// The index of the row in the comparison's rows.
  package var row: Int
  package var column: Int
  /// NULL if the row did not exist before.
  package var old: Value
  /// NULL if the row no longer exists.
  package var new: Value
  /// `new` minus `old` for numbers, counting a missing row as 0; nil for texts and for values that the publisher left
  /// out.
  package var difference: ExactNumber?
  /// How far the number moved, by which changes are ordered; 0 for anything that is not a number.
  let distance: ExactNumber

  init(_ change: RowChange, row: Int, column: Int, isNumber: Bool) {
    kind = change.kind
    self.row = row
    self.column = column
    old = change.old.isEmpty ? .null : change.old[column]
    new = change.new.isEmpty ? .null : change.new[column]
    let (from, to) = isNumber ? (ExactNumber(old), ExactNumber(new)) : (nil, nil)
    // A change from or to NULL moves by the whole number.
    distance = ((to ?? ExactNumber(0)) - (from ?? ExactNumber(0))).magnitude
    switch (from, to) {
    case (let from?, let to?): difference = to - from
    case (nil, let to?) where change.old.isEmpty: difference = to
    case (let from?, nil) where change.new.isEmpty: difference = ExactNumber(0) - from
    default: difference = nil
    }
  }
}
