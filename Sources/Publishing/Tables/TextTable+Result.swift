import Manifest
import Model
import Words

extension TextTable {
  /// A summary table: title, grain, rows, units, notes and sources.
  ///
  /// Numbers have commas between thousands; years, months and dates never. NULL is "–", booleans are yes and no.
  package static func rendered(_ result: TableResult, manifest: TableManifest, width: Int?) -> String {
    let shape = TableShape(result, manifest)
    var out = ""
    func append(_ text: String) {
      for line in TextWidth.wrapped(TextWidth.printable(text), to: width) { out += line + "\n" }
    }
    append(manifest.title + (result.asOf.map { ", as of \($0)" } ?? ""))
    if !manifest.grain.isEmpty { append(manifest.grain) }
    out += "\n"
    let rows = result.rows.map { row in zip(shape.columns, row).map { CellText.text($1, $0) } }
    out += rendered(
      headers: shape.columns.map(\.name), rows: rows, alignments: shape.columns.map(alignment), width: width)
    let footer =
      units(shape.columns) + (result.rows.contains { $0.contains(.null) } ? [legend] : [])
      + (manifest.notes + result.remarks).map { "Note: \($0)" }
      + SourceLines.of(result.sources).map { "Source: \($0.line)" }
    if !footer.isEmpty { out += "\n" }
    footer.forEach(append)
    return out
  }

  /// Like ``rendered(_:manifest:width:)``, in UTF-8.
  package static func bytes(of result: TableResult, manifest: TableManifest, width: Int?) -> [UInt8] {
    Array(rendered(result, manifest: manifest, width: width).utf8)
  }

  private static func alignment(_ column: TableColumn) -> Alignment {
    switch column.kind {
    case .integer, .decimal: .right
    case .text: .left
    case .date, .month, .year, .boolean: .fixed
    }
  }

  /// "Units: people (killed, missing), strikes (strikes)", in the order in which the units first occur.
  private static func units(_ columns: [TableColumn]) -> [String] {
    var names: [(unit: String, columns: [String])] = []
    for column in columns {
      guard let unit = column.unit else { continue }
      if let i = names.firstIndex(where: { $0.unit == unit }) {
        names[i].columns.append(column.name)
      } else {
        names.append((unit, [column.name]))
      }
    }
    guard !names.isEmpty else { return [] }
    return ["Units: " + names.map { "\($0.unit) (\($0.columns.joined(separator: ", ")))" }.joined(separator: ", ")]
  }
}
