import Manifest
import Model

/// A table's rows with what its manifest says about each column.
struct TableShape {
  let result: TableResult
  let manifest: TableManifest
  /// One for each column of the result, in its order.
  let columns: [TableColumn]

  /// A column that the manifest does not know keeps its values as they are, so that nothing is lost in an export.
  init(_ result: TableResult, _ manifest: TableManifest) {
    self.result = result
    self.manifest = manifest
    columns = result.columns.map { name in
      manifest.columns.first { $0.name == name } ?? TableColumn(name: name, kind: .text, description: "")
    }
  }
}

/// What stands for values in the formats that people read: the terminal and Markdown.
enum Display {
  /// NULL is "the source does not say" and must not look like an empty text or a zero.
  static let null = "–"

  static func text(_ value: Value, _ column: TableColumn) -> String {
    switch value {
    case .null: return null
    case .text(let text): return text
    case .integer(let n):
      switch column.kind {
      case .boolean where n == 0 || n == 1: return n == 1 ? "yes" : "no"
      case .integer, .text: return NumberText.integer(n, grouped: column.kind == .integer)
      case .decimal:
        var bytes: [UInt8] = []
        NumberText.append(n, decimals: column.decimals, to: &bytes)
        return NumberText.group(String(decoding: bytes, as: UTF8.self))
      case .date, .month, .year, .boolean: return String(n)
      }
    case .real(let x):
      let isNumber = column.kind == .decimal || column.kind == .integer
      let decimals = column.kind == .decimal ? column.decimals : nil
      return NumberText.decimal(x, decimals: decimals, grouped: isNumber) ?? null
    }
  }

  static func isNumber(_ column: TableColumn) -> Bool { column.kind == .integer || column.kind == .decimal }

  /// "Source: publisher, edition of E (published D)", each once.
  ///
  /// The dataset's title is there where its publisher alone would not tell which dataset is meant.
  static func sources(_ sources: [SourceEdition]) -> [(line: String, source: SourceEdition)] {
    var lines: [(String, SourceEdition)] = []
    for source in sources {
      let hasSiblings = sources.contains { $0.publisher == source.publisher && $0.dataset != source.dataset }
      let title = hasSiblings ? ", \(source.title)" : ""
      let line =
        "\(source.publisher)\(title), edition of \(source.edition) (published \(source.published)"
        + (source.origin == .bundled ? "; an excerpt that came with Soundings)" : ")")
      if !lines.contains(where: { $0.0 == line }) { lines.append((line, source)) }
    }
    return lines
  }
}
