import Model

extension TableManifest {
  /// The columns for a comparison of two states of the table.
  package var compared: ComparedColumns {
    let derived = Set(columns.indices.filter(isDerived))
    return ComparedColumns(columns, headline: headline(besides: derived), derived: derived)
  }

  /// The table's headline number: the first one whose name is in the title, or else the first one that is counted.
  private func headline(besides derived: Set<Int>) -> Int? {
    let words = Set(title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    let numbers = columns.indices.filter { columns[$0].isNumber && !derived.contains($0) }
    let counted = numbers.filter { !isDistinct($0) }
    let named = counted.first { i in columns[i].name.split(separator: "_").allSatisfy { words.contains(String($0)) } }
    return named ?? counted.first ?? numbers.first ?? columns.indices.first { columns[$0].isNumber }
  }

  /// True for a column that is computed from others of its row, of which one at least is published.
  private func isDerived(_ i: Int) -> Bool {
    traces(of: columns[i].name).contains { trace in
      guard case .derived(let bases) = trace.lineage else { return false }
      return columns.contains { bases.contains($0.name) }
    }
  }

  /// True for a number of distinct values, such as the number of months with data.
  private func isDistinct(_ i: Int) -> Bool {
    traces(of: columns[i].name).contains {
      if case .records(let records) = $0.lineage, case .distinct = records.measure { true } else { false }
    }
  }
}
