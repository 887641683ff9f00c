/// Which column of a file must reach the last month that the file's name claims (`through_fy`, `through_month`).
package enum CompleteTo: Equatable, Sendable {
  /// The first column of the key that is a month or a date; none is compared if there is no such column.
  case firstOfKey
  case column(String)
  /// None: the newest months of the dataset may have no rows.
  case off
}

extension DatasetManifest {
  /// The column that is compared with what a file's name claims; nil if none is.
  package var claimedColumn: String? {
    switch completeTo {
    case .off: return nil
    case .column(let name): return name
    case .firstOfKey:
      return key.first { name in columns.contains { $0.name == name && ($0.kind == .month || $0.kind == .date) } }
    }
  }
}
