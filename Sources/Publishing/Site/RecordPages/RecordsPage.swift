import Manifest
import Model
import System
import Words

/// The page with the rows of a dataset, and the file of all of them.
package struct RecordsPage {
  private let content: SiteContent
  private let records: SiteRecords

  package init(_ content: SiteContent, _ records: SiteRecords) {
    self.content = content
    self.records = records
  }

  /// Names begin with `site/records/`.
  package var files: [ExportFile] {
    let name = records.manifest.name
    let page = SitePage("records/\(name).html", template: "records", view).file
    return [page]
      + (records.hasFile ? [ExportFile(name: "\(Site.folder)/records/\(name).csv", bytes: records.csv)] : [])
  }

  var view: View {
    let manifest = records.manifest
    let columns = records.columns
    let (rows, count) = rows(columns)
    var view = content.page(
      "Records of \(manifest.title) · Soundings", "The rows behind the figures, with their sources.", root: "../")
    view.merge([
      "name": manifest.name, "title": manifest.title, "publisher": manifest.publisher, "has_file": records.hasFile,
      "count": words(count),
      "is_by_hand": manifest.isCurated,
      "columns": columns.map { column -> View in
        [
          "name": column.name, "words": ColumnTitle.words(column), "unit": ViewText.optional(column.unit),
          "is_number": CellText.isNumber(column),
        ]
      },
      "has_figures": records.rows.contains { !$0.figures.isEmpty }, "has_rows": !rows.isEmpty, "rows": rows,
    ]) { $1 }
    return view
  }

  private func words(_ count: Int) -> String {
    let all = records.rows.count
    guard count < all else { return "All \(English.count(all, "row")) in use." }
    let deciding = records.rows.count { !$0.figures.isEmpty }
    let meant = "those that decide a figure (\(NumberText.grouped(deciding))) and the newest \(SiteRecords.newest)"
    let complete = count == records.shown.count
    return "\(NumberText.grouped(count)) of \(NumberText.grouped(all)) rows are on this page: "
      + (complete ? meant : "as many as fit of \(meant)")
      + (records.hasFile ? "; the CSV file has all." : "; the database has all.")
  }

  /// As many as fit.
  private func rows(_ columns: [TableColumn]) -> (views: [View], count: Int) {
    var room = Site.mostBytesOfRecords
    var views: [View] = []
    var known: Set<String> = []
    for i in records.shown {
      let row = records.rows[i]
      let cells = zip(columns, row.values).map(cell)
      let anchor = Self.anchor(row, isByHand: records.manifest.isCurated)
      room -= cells.reduce(120) { $0 + $1.bytes } + row.figures.count * 110
      if room < 0 { break }
      views.append([
        "id": ViewText.optional(known.insert(anchor).inserted ? anchor : nil), "record": NumberText.grouped(row.record),
        "edition": records.manifest.isCurated ? false : DateWords.edition(row.edition), "cells": cells.map(\.view),
        "figures": row.figures.map { ["article": $0.article, "id": $0.id] as View },
      ])
    }
    return (views, views.count)
  }

  private func cell(_ column: TableColumn, _ value: Value) -> (view: View, bytes: Int) {
    let text = CellText.text(value, column)
    let links = text.split(separator: ";").map { String($0.drop { $0 == " " }) }.compactMap(ViewText.link)
    let kind = CellKind.of(column, text)
    let view: View = [
      "t": links.isEmpty ? text : "", "kind": ViewText.optional(kind),
      "links": links.map { ["address": $0, "host": FigureSays.host($0)] as View },
    ]
    return (view, text.utf8.count + 20 + links.reduce(0) { $0 + $1.utf8.count + 40 })
  }

  /// The place of a row on the page: `r12` for a row keyed by hand, whose file is one.
  private static func anchor(_ row: SiteRecords.Row, isByHand: Bool) -> String {
    if isByHand { return "r\(row.record)" }
    let edition = String(
      row.edition.unicodeScalars.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) ? Character($0) : "-" })
    return "e\(edition)-\(row.page)-\(row.record)"
  }
}
