import Model
import Words

extension TableReader {
  /// Checks the chart against the table's columns: names, kinds, units, and whether partial periods are marked.
  func checkChart(_ table: TableManifest) {
    guard let chart = table.chart else { return }
    func report(_ what: String, _ remedy: String) { file.report(line: chart.line, what, remedy: remedy) }
    let names = table.columns.map(\.name)
    for name in chart.columns where !names.contains(name) {
      report(
        "the chart names '\(name)', which is not a column of the table",
        Suggestion.question(name, among: names) + "The columns are: \(names.joined(separator: ", "))")
    }
    func column(_ name: String) -> TableColumn? { table.columns.first { $0.name == name } }
    let measures = chart.measures.compactMap { column($0.column) }
    let numbers = table.columns.filter { $0.kind == .integer || $0.kind == .decimal }.map(\.name)
    for measure in measures where !numbers.contains(measure.name) {
      report(
        "the chart draws '\(measure.name)', which is of the kind \(measure.kind.rawValue)",
        "name a column of numbers after 'of': \(numbers.joined(separator: ", "))")
    }
    let units = Set(measures.map { $0.unit ?? "" })
    if units.count > 1 {
      let list = measures.map { "\($0.name) (\($0.unit ?? "no unit"))" }.joined(separator: ", ")
      report("the chart draws numbers of different units: \(list)", "keep those of one unit")
    }
    if chart.measures.count > 1, let series = chart.series {
      report(
        "the chart draws several columns, and each by '\(series)' too", "keep one column after 'of', or leave out 'by'")
    }
    checkPlaces(chart, over: chart.over.compactMap(column), report: report)
    for condition in chart.conditions + (chart.marking.map { [$0.condition] } ?? []) {
      if let column = column(condition.column) { check(condition, of: column, report: report) }
    }
    if chart.marking == nil, names.contains("is_partial") {
      report(
        "the table has partial periods, and the chart does not mark them",
        "add, before 'largest' and 'titled': marking is_partial as 'partial year'")
    }
  }

  private func checkPlaces(_ chart: TableChart, over: [TableColumn], report: (String, String) -> Void) {
    let drawn = chart.measures.map(\.column) + (chart.series.map { [$0] } ?? []) + chart.over + chart.apart
    if let twice = drawn.enumerated().first(where: { drawn[..<$0.offset].contains($0.element) })?.element {
      report("the chart names '\(twice)' twice", "name it in one place: after 'of', 'by' or 'over'")
    }
    let isBar = chart.kind == .bar || chart.kind == .stackedBar
    if let only = over.first, chart.over.count == 1, !chart.apart.isEmpty {
      let isCategory =
        only.kind == .text || only.kind == .boolean || (isBar && [.integer, .decimal].contains(only.kind))
      if !isCategory {
        report(
          "the chart distinguishes by '\(chart.apart.joined(separator: ", "))' rows at the same \(only.kind.rawValue)",
          "brackets are for categories: leave them out, and distinguish series with 'by'")
      }
    }
    guard chart.kind == .line || chart.kind == .steppedLine else { return }
    let isLinear = over.count == 1 && over[0].kind != .text && over[0].kind != .boolean
    if let first = over.first, !isLinear {
      report(
        "a line over '\(chart.over.joined(separator: ", "))' connects values that have no order",
        "name one column of the kind year, month, date or a number after 'over' (this one is \(first.kind.rawValue)), "
          + "or make it a bar or dot chart")
    }
  }

  private func check(
    _ condition: TableChart.Condition, of column: TableColumn, report: (String, String) -> Void
  ) {
    let isText = column.kind == .text || column.kind == .month || column.kind == .date
    let literals: [TableChart.Condition.Literal] =
      switch condition.test {
      case .compare(_, let literal): [literal]
      case .oneOf(let literals): literals
      case .newest: []
      }
    for literal in literals {
      switch literal {
      case .text(let text) where !isText:
        report(
          "the chart compares '\(column.name)', which is of the kind \(column.kind.rawValue), with the text '\(text)'",
          "write a number without quotes")
      case .number where isText:
        report(
          "the chart compares '\(column.name)', which is of the kind \(column.kind.rawValue), with a number",
          "write the value in single quotes: \(column.name) = 'value'")
      default: break
      }
    }
    if condition.test == .newest, ![.year, .month, .date].contains(column.kind) {
      report(
        "the chart asks for the newest '\(column.name)', which is of the kind \(column.kind.rawValue)",
        "'is newest' is for columns of the kind year, month and date")
    }
  }
}
