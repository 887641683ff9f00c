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
