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
  /// Those to be shown, in the order of the records.
  package var rows: [Row]
  /// How many rows there are in all, and how many of them decide a figure.
  package var total: Int
  package var deciding: Int

  package init(manifest: DatasetManifest, rows: [Row], total: Int, deciding: Int) {
    self.manifest = manifest
    self.rows = rows
    self.total = total
    self.deciding = deciding
  }

  /// Up to so many rows are all on the page.
  package static let mostOnPage = 1_000
  /// Up to so many are beside it as CSV. Of more, the file would be a burden to the site; the database has the rows.
  package static let mostInFile = 100_000
  /// Of more, so many of the newest are.
  package static let newest = 200
  /// Of each figure so many of the first and as many of the largest rows that decide it are.
  package static let mostOfFigure = 120
  /// The rows' columns as those of a table.
  var columns: [TableColumn] {
    manifest.columns.map { column in
      let kind: TableColumn.Kind =
        switch column.kind {
        case .text: .text
        // A publisher's decimal is stored as a whole number of its last digit, of which the column has the unit.
        case .integer: .integer
        case .date: .date
        case .month: .month
        case .year: .year
        case .boolean: .boolean
        }
      return TableColumn(
        name: column.name, kind: kind, unit: column.unit,
        description: column.description ?? "")
    }
  }

  var hasFile: Bool { total <= Self.mostInFile }
}
