import Manifest
import Model

/// A dataset's rows, each with the record behind it and the figures that it decides.
package struct SiteRecords: Sendable {
  package struct Row: Sendable {
    /// In the order of the dataset's columns.
    package var values: [Value]
    /// The name of the edition, the file within it, and the record's number there, from 1.
    package var edition: String
    package var page: Int
    package var record: Int
    /// The figures that rest on it.
    package var figures: [Figure]

    package init(values: [Value], edition: String, page: Int, record: Int, figures: [Figure] = []) {
      self.values = values
      self.edition = edition
      self.page = page
      self.record = record
      self.figures = figures
    }
  }

  package struct Figure: Hashable, Sendable {
    package var article: String
    package var id: String

    package init(article: String, id: String) {
      self.article = article
      self.id = id
    }
  }

  package var manifest: DatasetManifest
  /// In the order of the records.
  package var rows: [Row]

  package init(manifest: DatasetManifest, rows: [Row]) {
    self.manifest = manifest
    self.rows = rows
  }

  /// Up to so many rows are all on the page.
  static let mostOnPage = 1_000
  /// Of more, so many of the newest are.
  static let newest = 200
  /// Above, there is no CSV: a site is copied as a whole, and `normalize` and the database have the rows.
  static let mostInFile = 100_000

  var hasFile: Bool { rows.count <= Self.mostInFile }

  /// The rows' columns as those of a table.
  var columns: [TableColumn] {
    manifest.columns.map { column in
      let kind: TableColumn.Kind =
        switch column.kind {
        case .text: .text
        case .integer: column.decimals == nil ? .integer : .decimal
        case .date: .date
        case .month: .month
        case .year: .year
        case .boolean: .boolean
        }
      return TableColumn(
        name: column.name, kind: kind, decimals: column.decimals ?? 0, unit: column.unit,
        description: column.description ?? "")
    }
  }

  /// The indices of the rows that are shown: all, or those that decide a figure and the newest.
  var shown: [Int] {
    guard rows.count > Self.mostOnPage else { return Array(rows.indices) }
    return Set(rows.indices.filter { !rows[$0].figures.isEmpty } + newest).sorted()
  }

  /// By the dataset's own time where it has one; otherwise the last records.
  private var newest: [Int] {
    let kinds: [Column.Kind] = [.date, .month, .year]
    guard let time = kinds.lazy.compactMap({ kind in manifest.columns.firstIndex { $0.kind == kind } }).first else {
      return Array(rows.indices.suffix(Self.newest))
    }
    let order = rows.indices.sorted { a, b in
      let (x, y) = ("\(rows[a].values[time].plain)", "\(rows[b].values[time].plain)")
      return x != y ? x < y : a < b
    }
    return Array(order.suffix(Self.newest))
  }

  /// All rows as CSV, with the edition and the number of each one's record.
  var csv: [UInt8] {
    let own = [
      TableColumn(name: "_edition", kind: .text, description: ""),
      TableColumn(name: "_file", kind: .integer, description: ""),
      TableColumn(name: "_record", kind: .integer, description: ""),
    ]
    let all = own + columns
    let table = TableManifest(
      name: manifest.name, pipeline: manifest.pipeline, path: "", grain: "", title: manifest.title, columns: all,
      notes: [], sql: "")
    let values = rows.map { [.text($0.edition), .integer(Int64($0.page)), .integer(Int64($0.record))] + $0.values }
    return CSVWriter.bytes(
      of: TableResult(table: manifest.name, columns: all.map(\.name), rows: values, asOf: nil, sources: []),
      manifest: table)
  }
}

extension Value {
  fileprivate var plain: String {
    switch self {
    case .null: ""
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
