import Manifest
import Model
import Words

extension TraceReport: Documented {
  package struct Document: Encodable {
    let table, title: String
    let asOf: Day?
    /// The table's own column names.
    let row: JSON
    let cells: [TracedCell]
  }

  package var document: Document {
    Document(
      table: table.name, title: table.title, asOf: asOf,
      row: .object(zip(table.columns, row).map { ($0.name, JSON($1, $0)) }), cells: cells)
  }
}

extension TracedCell: Documented {
  package struct Document: Encodable {
    let column: String
    let unit: String?
    let value: JSON
    let derivedFrom: [String]
    let counts: String
    let records: Int
    let sum: JSON
    let isComplete: Bool
    let contributions: [Contribution]
  }

  package var document: Document {
    Document(
      column: column.name, unit: column.unit, value: JSON(value, column), derivedFrom: derivedFrom,
      counts: countsDistinct ? "distinct values" : "sum", records: records,
      sum: derivedFrom.isEmpty ? JSON(total, column) : nil, isComplete: contributions.count == records,
      contributions: contributions)
  }
}

extension Contribution: Documented {
  package struct Document: Encodable {
    struct Confirmation: Encodable {
      let edition: String
      let published: Day
    }

    let dataset, publisher, edition: String
    let published: Day
    let fetchedAt: String?
    let origin: EditionOrigin
    let confirmedBy: Confirmation?
    let url, sha256, file: String
    let page, record: Int
    let value: Value
    let text: String
    let corrected: [CorrectedCell]
  }

  package var document: Document {
    Document(
      dataset: dataset, publisher: publisher, edition: edition.name, published: edition.published,
      fetchedAt: edition.fetchedAt, origin: edition.origin,
      confirmedBy: confirmedBy.map { Document.Confirmation(edition: $0.name, published: $0.published) }, url: url,
      sha256: sha256, file: file, page: page, record: record, value: value, text: text, corrected: corrected)
  }
}

extension CorrectedCell: Documented {
  package struct Document: Encodable {
    let column: String
    let wrong, right: Value
    let reason, link: String
  }

  package var document: Document {
    Document(column: column, wrong: wrong, right: right, reason: reason, link: link)
  }
}

extension JSON {
  /// A decimal column's number has the column's decimals.
  fileprivate init(_ value: Model.Value, _ column: TableColumn) {
    if case .real(let x) = value, column.kind == .decimal {
      self = .decimal(x, decimals: column.decimals)
    } else {
      self.init(value)
    }
  }
}
