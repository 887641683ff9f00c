import Model

extension TableManifest {
  /// Puts the quotients in their places: the published values of each row, then the hidden ones.
  ///
  /// This is the only place where a table's numbers are divided and rounded, whichever engine ran its SELECT.
  ///
  /// - Parameter rows: what the SELECT gave, a value for each of ``selected``.
  /// - Throws: ``Problem`` with the column's line if a number cannot be divided exactly.
  package func complete(_ rows: [[Value]]) throws -> [[Value]] {
    guard !quotients.isEmpty else { return rows }
    let places = Dictionary(uniqueKeysWithValues: selected.enumerated().map { ($1.name, $0) })
    let names = (columns + hidden).map(\.name)
    return try rows.map { row in
      try names.map { name in
        guard let quotient = quotients[name] else { return row[places[name]!] }
        return try quotient.value(at: "\(path):\(lines[name] ?? 1)") { row[places[$0]!] }
      }
    }
  }

  /// The published values of complete rows.
  package func published(_ complete: [[Value]]) -> [[Value]] {
    hidden.isEmpty ? complete : complete.map { Array($0.prefix(columns.count)) }
  }
}
