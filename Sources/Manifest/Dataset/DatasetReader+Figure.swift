import Model
import Words

extension DatasetReader {
  /// `complete_by: fiscal_year`: some of the partition's columns.
  func completeBy(_ value: YAMLValue, _ partition: [String]) -> [String] {
    let names = value.texts(orOne: true) ?? []
    for name in names where !partition.contains(name) {
      value.report(
        "names '\(name)', which is not a column of the partition",
        remedy: Suggestion.question(name, among: partition) + "Name columns listed under 'partition'")
    }
    return names
  }

  /// `complete_to: month`, or `off`.
  func completeTo(_ value: YAMLValue, _ columns: [Column]) -> CompleteTo {
    guard let name = value.text() else { return .firstOfKey }
    if name == "off" { return .off }
    let fitting = columns.filter { $0.kind == .month || $0.kind == .date }.map(\.name)
    if fitting.contains(name) { return .column(name) }
    value.report(
      "names '\(name)', which is not a month or date column of the contract",
      remedy: Suggestion.question(name, among: fitting) + "Name such a column, or write off")
    return .firstOfKey
  }

  /// `figure: {measure: encounters, by: [month]}`.
  func figure(_ value: YAMLValue, _ columns: [Column]) -> FigureMeasure? {
    guard let map = YAMLMap(value, keys: ["measure", "by"]) else { return nil }
    let measure = map.text("measure")
    let by = map.required("by")?.texts(orOne: true) ?? []
    for name in [measure] + by where !name.isEmpty && !columns.contains(where: { $0.name == name }) {
      value.report(
        "names the column '\(name)', which is not in the contract",
        remedy: Suggestion.question(name, among: columns.map(\.name)) + "The columns are listed under 'columns'")
    }
    if let column = columns.first(where: { $0.name == measure }), column.kind != .integer {
      value.report("measures '\(measure)', which is of type \(column.kind.rawValue)", remedy: "name an integer column")
    }
    return FigureMeasure(measure: measure, by: by)
  }
}
