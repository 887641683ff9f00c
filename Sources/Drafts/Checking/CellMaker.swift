import Model

/// Turns candidates into cells for people: the values that name their rows, the edition that they rest on.
struct CellMaker {
  let index: FactIndex

  func cell(_ candidate: Candidate) -> DraftReport.Cell {
    let source = index.sources[candidate.source]
    if source.columns[candidate.column].isStated, let row = candidate.rows.first {
      return cell(source: candidate.source, column: candidate.column, row: row)
    }
    var cell = DraftReport.Cell(
      source: source.name, isTable: source.isTable, column: source.columns[candidate.column].name,
      unit: candidate.derivation == nil ? source.columns[candidate.column].unit : nil,
      key: key(candidate.source, candidate.rows), value: candidate.value, date: nil, edition: source.edition,
      rowCount: candidate.rows.count, derivation: candidate.derivation?.words)
    cell.conditions = candidate.conditions.sorted { $0.key < $1.key }.map { column, codes in
      let isTime = if case .time = source.columns[column].role { true } else { false }
      let isYear = if case .time(.year, _) = source.columns[column].role { true } else { false }
      let values = codes.compactMap { source.rows.text(column, code: $0) }.sorted()
      return (source.columns[column].name, values, isYear, isTime)
    }
    return cell
  }

  /// The cell of a day that a row states.
  private func cell(source i: Int, column: Int, row: Int32) -> DraftReport.Cell {
    let source = index.sources[i]
    return DraftReport.Cell(
      source: source.name, isTable: source.isTable, column: source.columns[column].name, unit: nil, key: key(i, [row]),
      value: nil,
      date: source.rows.text(column, row: Int(row)), edition: source.edition, rowCount: 1, derivation: nil)
  }

  private func key(_ i: Int, _ rows: [Int32]) -> [(column: String, value: String, isNumber: Bool)] {
    let data = index.sources[i].rows
    guard let first = rows.first else { return [] }
    return data.columns.indices.compactMap { c in
      switch data.columns[c].role {
      case .number: return nil
      case .name, .time: break
      }
      let codes = data.codes(c)
      guard rows.allSatisfy({ codes[Int($0)] == codes[Int(first)] }), let text = data.text(c, row: Int(first)) else {
        return nil
      }
      let isYear = if case .time(.year, _) = data.columns[c].role { true } else { false }
      return (data.columns[c].name, text, isYear)
    }
  }
}
