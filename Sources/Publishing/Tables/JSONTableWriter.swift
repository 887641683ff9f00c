import Manifest
import Model
import Words

/// A table as one JSON document: its description, then its rows, one to a line, so that a diff shows rows.
package enum JSONTableWriter {
  /// `{"table","title","grain","as_of","columns":[...],"notes":[...],"sources":[...],"rows":[[...]]}`
  ///
  /// Decimals are numbers with exactly the column's decimals, booleans true and false, NULL null; dates, months and
  /// texts strings. `as_of` is null for the newest state.
  package static func bytes(of result: TableResult, manifest: TableManifest) -> [UInt8] {
    let shape = TableShape(result, manifest)
    let head: [(String, JSON)] =
      shape.identity + [
        ("columns", shape.columnsJSON),
        ("notes", .strings(manifest.notes + result.remarks)),
        ("sources", shape.sourcesJSON),
      ]
    var out = Array("{".utf8)
    for (key, value) in head {
      JSON.appendLine(to: &out, indent: 1)
      JSON.append(key: key, to: &out, indent: 1)
      value.append(to: &out, indent: 1)
      out.append(UInt8(ascii: ","))
    }
    JSON.appendLine(to: &out, indent: 1)
    JSON.append(key: "rows", to: &out, indent: 1)
    out.append(UInt8(ascii: "["))
    for (i, row) in result.rows.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      JSON.appendLine(to: &out, indent: 2)
      append(row, shape.columns, to: &out)
    }
    if !result.rows.isEmpty { JSON.appendLine(to: &out, indent: 1) }
    out += "]\n}\n".utf8
    return out
  }

  private static func append(_ row: [Value], _ columns: [TableColumn], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (i, value) in row.enumerated() {
      if i > 0 { out += ", ".utf8 }
      let column = i < columns.count ? columns[i] : nil
      switch value {
      case .integer(let n) where column?.kind == .boolean && (n == 0 || n == 1):
        out += (n == 1 ? "true" : "false").utf8
      case .integer(let n) where column?.kind == .decimal:
        NumberText.append(n, decimals: column?.decimals ?? 0, to: &out)
      case .real(let x) where x.isFinite:
        _ = NumberText.append(x, decimals: column?.kind == .decimal ? column?.decimals : nil, to: &out)
      case .null, .real: out += "null".utf8
      case .integer(let n): NumberText.append(n, to: &out)
      case .text(let text): JSON.append(text, to: &out)
      }
    }
    out.append(UInt8(ascii: "]"))
  }
}
