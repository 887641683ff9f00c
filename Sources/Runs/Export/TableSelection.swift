import Manifest
import Model
import Words

/// Which rows and columns of a table are shown: `table --where --columns --sort --limit`.
package struct TableSelection: Sendable {
  /// `column=value`; a row must have all of them.
  package var conditions: [String] = []
  /// Comma-separated names; empty for all.
  package var columns: [String] = []
  /// A column, with a hyphen before it for the largest first; nil for the published order.
  package var sort: String?
  package var limit: Int?

  package init() {}

  var isAll: Bool { conditions.isEmpty && columns.isEmpty && sort == nil && limit == nil }

  /// - Throws: ``Problem`` if a column is unknown, or a value is none of its column.
  func applied(to manifest: TableManifest, _ result: TableResult) throws -> (TableManifest, TableResult) {
    var (manifest, result) = (manifest, result)
    let all = result.rows.count
    result.rows = try RowChoice(conditions, in: manifest).matching(result.rows)
    if let sort {
      let isDescending = sort.hasPrefix("-")
      let i = try RowChoice.index(of: isDescending ? String(sort.dropFirst()) : sort, in: manifest, at: "--sort")
      let sorted = result.rows.enumerated().sorted { a, b in
        // What a source does not say comes last, whichever end comes first.
        switch (a.element[i], b.element[i]) {
        case (.null, .null): return a.offset < b.offset
        case (.null, _): return false
        case (_, .null): return true
        default: break
        }
        if a.element[i] == b.element[i] { return a.offset < b.offset }
        return Self.precedes(a.element[i], b.element[i]) != isDescending
      }
      result.rows = sorted.map(\.element)
    }
    if let limit { result.rows = Array(result.rows.prefix(limit)) }
    let names = columns.flatMap { $0.split(separator: ",").map { $0.filter { $0 != " " } } }
    if !names.isEmpty {
      let wanted = try names.map { try RowChoice.index(of: $0, in: manifest, at: "--columns") }
      manifest.columns = wanted.map { manifest.columns[$0] }
      result.columns = manifest.columns.map(\.name)
      result.rows = result.rows.map { row in wanted.map { row[$0] } }
    }
    if result.rows.count < all {
      result.remarks.insert(
        "\(NumberText.grouped(result.rows.count)) of \(NumberText.grouped(all)) rows, as asked for.", at: 0)
    }
    return (manifest, result)
  }

  private static func precedes(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): x < y
    case (.integer(let x), .real(let y)): Double(x) < y
    case (.real(let x), .integer(let y)): x < Double(y)
    case (.real(let x), .real(let y)): x < y
    case (.text(let x), .text(let y)): x < y
    case (.text, _), (.null, _): false
    case (_, .text), (_, .null): true
    }
  }
}
