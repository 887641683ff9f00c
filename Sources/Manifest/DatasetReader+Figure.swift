import Model

extension DatasetReader {
  /// `figure: {measure: encounters, by: [month]}`.
  func figure(_ value: YAMLValue, _ columns: [Column]) -> FigureMeasure? {
    guard let map = YAMLMap(value, keys: ["measure", "by"]) else { return nil }
    let measure = map.text("measure")
    let by = map.required("by")?.texts(orOne: true) ?? []
    for name in [measure] + by where !name.isEmpty && !columns.contains(where: { $0.name == name }) {
      value.report(
        "names the column '\(name)', which the contract does not have",
        remedy: Suggestion.question(name, among: columns.map(\.name)) + "The columns stand under 'columns'")
    }
    if let column = columns.first(where: { $0.name == measure }), column.kind != .integer {
      value.report("measures '\(measure)', which is of type \(column.kind.rawValue)", remedy: "name an integer column")
    }
    return FigureMeasure(measure: measure, by: by)
  }
}
