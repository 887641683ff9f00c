import Manifest
import Model
import Words

/// The names for people of the values that a chart shows: those that the table's header declares, otherwise those that a column
/// `x_name` gives beside the column `x_code`.
struct ChartNames {
  private let labels: [String: [String: String]]
  /// The index and description of the column with names, by the column with codes.
  private var beside: [String: (index: Int, column: TableColumn)] = [:]

  init(_ manifest: TableManifest, columns: [String]) {
    labels = manifest.labels
    for code in columns where code.hasSuffix("_code") {
      let name = code.dropLast("code".count) + "name"
      guard let index = columns.firstIndex(of: String(name)),
        let column = manifest.columns.first(where: { $0.name == name })
      else { continue }
      beside[code] = (index, column)
    }
  }

  /// The name of a row's value in the column; nil where it has no other than itself.
  func name(of value: Value, _ column: TableColumn, in row: [Value]) -> String? {
    if let label = labels[column.name]?[CellText.text(value, column)] { return TextWidth.printable(label) }
    guard let (index, names) = beside[column.name], row[index] != .null else { return nil }
    return TextWidth.printable(CellText.text(row[index], names))
  }
}
