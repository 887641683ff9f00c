import Manifest
import Model
import Words

/// The newest value and the peak of what a table has over time, so that neither hides the other.
struct TablePeaks {
  private let shape: TableShape

  private static let mostColumns = 3
  private static let mostGroups = 8

  init(_ shape: TableShape) { self.shape = shape }

  /// One line for each series, in the order of the rows; none where the first column is no time, or the series are many.
  var lines: [(name: String, words: String)] {
    let columns = shape.columns
    guard let first = columns.first, [.date, .month, .year].contains(first.kind) else { return [] }
    let groupers = columns.indices.dropFirst().filter { columns[$0].kind == .text }
    var groups: [[String]] = []
    var rows: [[String]: [[Value]]] = [:]
    for row in shape.result.rows {
      let group = groupers.map { i in
        let text = CellText.text(row[i], columns[i])
        return shape.manifest.labels[columns[i].name]?[text] ?? text
      }
      if rows[group] == nil { groups.append(group) }
      rows[group, default: []].append(row)
      if groups.count > Self.mostGroups { return [] }
    }
    let numbers = columns.indices.filter { CellText.isNumber(columns[$0]) }
    let wanted = charted(numbers).prefix(groups.count > 1 ? 1 : Self.mostColumns)
    let together = wanted.compactMap { i in TableTotals(shape).sumsByTime(i).flatMap { line(["all together"], $0, i) } }
    return together
      + groups.flatMap { group in
        wanted.compactMap { i in line(group, rows[group] ?? [], i) }
      }
  }

  /// What the chart shows says most; without one, the first numbers do.
  private func charted(_ numbers: [Int]) -> [Int] {
    let names = shape.manifest.chart?.measures.map(\.column) ?? []
    let charted = numbers.filter { names.contains(shape.columns[$0].name) }
    return charted.isEmpty ? numbers : charted
  }

  private func line(_ group: [String], _ rows: [[Value]], _ i: Int) -> (name: String, words: String)? {
    let said = rows.filter { $0[i].number != nil && $0[0] != .null }.sorted { rawTime($0) < rawTime($1) }
    // One value at a time, or "the newest" would be one of several.
    guard said.count > 2, Set(said.map(rawTime)).count == said.count, let newest = said.last,
      let peak = said.max(by: { ($0[i].number ?? 0) < ($1[i].number ?? 0) }), (peak[i].number ?? 0) != 0
    else { return nil }
    let name = ([ColumnTitle.words(shape.columns[i])] + group).joined(separator: ", ")
    let totals = TableTotals(shape)
    let part = { (row: [Value]) in totals.isPartial(row) ? " (a part of the period)" : "" }
    let isPeak = peak[i].number == newest[i].number
    return (
      name,
      "\(value(newest, i)) in \(time(newest))\(part(newest)), the newest"
        + (isPeak ? " and the highest." : "; the highest was \(value(peak, i)) in \(time(peak))\(part(peak)).")
    )
  }

  private func value(_ row: [Value], _ i: Int) -> String {
    let column = shape.columns[i]
    if let beside = DisplayUnit.beside(row[i], column) { return beside }
    let unit = column.unit.map { $0 == "percent" ? "%" : " \($0)" } ?? ""
    return DisplayUnit.text(row[i], column) + unit
  }

  private func time(_ row: [Value]) -> String { DateWords.words(rawTime(row)) }

  /// Texts that sort as the times do.
  private func rawTime(_ row: [Value]) -> String { CellText.text(row[0], shape.columns[0]) }
}

extension Value {
  fileprivate var number: Double? {
    switch self {
    case .integer(let n): Double(n)
    case .real(let x): x
    case .null, .text: nil
    }
  }
}
