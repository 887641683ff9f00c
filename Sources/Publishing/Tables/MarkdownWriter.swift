import Manifest
import Words
import Model

/// A table in Markdown (GitHub's and Pandoc's), for an e-mail, a wiki or a chat: title, rows, then the explanations.
package enum MarkdownWriter {
  /// Numbers are right-aligned with commas between thousands, NULL is "–", booleans are yes and no.
  package static func bytes(of result: TableResult, manifest: TableManifest) -> [UInt8] {
    let shape = TableShape(result, manifest)
    var out = "# \(escaped(manifest.title))\n\n"
    var lead = [escaped(manifest.grain)]
    if let day = result.asOf { lead.append("As of \(day.words).") }
    lead.removeAll(where: \.isEmpty)
    if !lead.isEmpty { out += lead.joined(separator: " ") + "\n\n" }
    appendRows(shape, to: &out)
    appendColumns(shape, to: &out)
    appendList("Notes", (manifest.notes + result.remarks).map(escaped), to: &out)
    appendList("Sources", SourceLines.of(result.sources).map { line, source in sourceItem(line, source) }, to: &out)
    return Array(out.utf8)
  }

  private static func appendRows(_ shape: TableShape, to out: inout String) {
    out += "| \(shape.columns.map { escaped($0.name) }.joined(separator: " | ")) |\n"
    out += "| \(shape.columns.map { CellText.isNumber($0) ? "---:" : "---" }.joined(separator: " | ")) |\n"
    for row in shape.result.rows {
      out += "|"
      for (column, value) in zip(shape.columns, row) {
        out += " "
        out += escaped(CellText.text(value, column))
        out += " |"
      }
      out += "\n"
    }
    if shape.result.rows.isEmpty { out += "\nNo rows.\n" }
  }

  private static func appendColumns(_ shape: TableShape, to out: inout String) {
    let items = shape.columns.filter { $0.unit != nil || !$0.description.isEmpty }.map { column in
      let unit = column.unit.map { " (\(escaped($0)))" } ?? ""
      return "**\(escaped(column.name))**\(unit): \(escaped(column.description))"
    }
    let hasNull = shape.result.rows.contains { $0.contains(.null) }
    appendList("Columns", items + (hasNull ? [TextTable.legend] : []), to: &out)
  }

  private static func appendList(_ heading: String, _ items: [String], to out: inout String) {
    guard !items.isEmpty else { return }
    out += "\n## \(heading)\n\n"
    for item in items { out += "- \(item)\n" }
  }

  private static func sourceItem(_ line: String, _ source: SourceEdition) -> String {
    var item = "\(escaped(line)). \(escaped(source.attribution))"
    if !source.attribution.hasSuffix(".") { item += "." }
    item += " License: \(escaped(source.licenseName))"
    if let url = source.licenseURL { item += " <\(url)>" }
    item += "."
    if let homepage = source.homepage { item += " <\(homepage)>" }
    return item
  }

  /// The text on one line, escaped so that Markdown shows it unchanged.
  ///
  /// An underscore within a word (as in column names) has no meaning in Markdown and stays readable.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && !special[Int($0)] }) { return text }
    var out = ""
    let scalars = Array(text.unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "|", "`", "*", "[", "]", "~": out += "\\" + String(scalar)
      case "<": out += "&lt;"
      case "&":
        let isEntity = i + 1 < scalars.count && (scalars[i + 1] == "#" || scalars[i + 1].properties.isAlphabetic)
        out += isEntity ? "&amp;" : "&"
      case "_":
        let isInWord = i > 0 && i + 1 < scalars.count && isWord(scalars[i - 1]) && isWord(scalars[i + 1])
        out += isInWord ? "_" : "\\_"
      case "\r" where i + 1 < scalars.count && scalars[i + 1] == "\n": break
      case "\n", "\r", "\u{2028}", "\u{2029}": out += "<br>"
      default: out.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return out
  }

  private static let special: [Bool] = (0...255).map { byte in
    byte >= 0x80 || "\\|`*[]~<&_".utf8.contains(UInt8(byte))
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
