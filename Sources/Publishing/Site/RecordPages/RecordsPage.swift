import Manifest
import Model
import System
import Words

/// The page with the rows of a dataset: all of a small one, of a large one those that decide a figure and the newest.
package struct RecordsPage {
  private let content: SiteContent
  private let records: SiteRecords

  private let copies: [SiteDataset.Copy]
  private let csv: [UInt8]

  /// - Parameters:
  ///   - csv: all rows; empty where they are too many for a file.
  ///   - copies: the archived files that may be passed on.
  package init(_ content: SiteContent, _ records: SiteRecords, csv: [UInt8], copies: [SiteDataset.Copy] = []) {
    self.csv = csv
    self.content = content
    self.records = records
    self.copies = copies
  }

  /// The page, and the file of all rows; their names begin with `site/records/`.
  package var files: [ExportFile] {
    let name = "records/\(records.manifest.name)"
    let page = SitePage(name + ".html", template: "records", view).file
    return [page] + (records.hasFile ? [ExportFile(name: "\(Site.folder)/\(name).csv", bytes: csv)] : [])
  }

  var view: View {
    let manifest = records.manifest
    let columns = records.columns
    let rows = rows(columns)
    let hasFigures = records.rows.contains { !$0.figures.isEmpty }
    let titles = ["Record"] + (hasFigures ? ["Decides"] : []) + columns.map(CellLabels.title)
    var view = content.page(
      "Records of \(manifest.title) · Soundings", "The rows behind the figures, with their sources.", root: "../")
    view.merge([
      "name": manifest.name, "title": manifest.title, "publisher": manifest.publisher,
      "has_file": records.hasFile,
      "count": words(rows.count),
      "is_by_hand": manifest.isCurated,
      "copies": copies.isEmpty
        ? false
        : [
          "license": manifest.license.name, "attribution": manifest.attribution,
          "files": copies.map { copy -> View in
            [
              "file": copy.file,
              "words":
                (copy.edition.map { "version of \(DateWords.edition($0))" } ?? "the rows keyed by hand")
                + (copy.isExcerpt ? ", our excerpt" : "") + ", \(NumberText.grouped(copy.bytes)) bytes",
              "sha256": copy.sha256,
            ]
          },
        ] as View,
      "columns": columns.map { column -> View in
        [
          "name": column.name, "words": ColumnTitle.words(column), "unit": ViewText.optional(column.unit),
          "is_number": CellText.isNumber(column),
        ]
      },
      "has_many": titles.count > Site.mostColumnsOnPaper, "is_listed": titles.count > Site.mostColumnsOnPhones,
      "page_style": titles.count > Site.mostColumnsOnPhones ? CellLabels.css(titles) : false,
      "has_figures": hasFigures, "has_rows": !rows.isEmpty, "rows": rows,
    ]) { $1 }
    return view
  }

  private func words(_ count: Int) -> String {
    guard count < records.total else { return "All \(English.count(records.total, "row")) in use." }
    let file = records.hasFile ? "the CSV file has all" : "the database has all"
    let shown = "\(NumberText.grouped(count)) of \(NumberText.grouped(records.total)) rows are on this page: "
    let marked = records.rows.count { !$0.figures.isEmpty }
    let deciding =
      records.deciding == 0
      ? ""
      : marked >= records.deciding
        ? "those that decide a figure, and "
        : "some of the \(English.count(records.deciding, "row")) that decide a figure, the first and the largest, and "
    guard records.total > SiteRecords.mostOnPage else {
      return shown + deciding + "as many of the last ones as fit; \(file)."
    }
    return shown + deciding + (count < records.rows.count ? "as many as fit of " : "")
      + "the newest \(SiteRecords.newest); \(file)."
  }

  /// As many as fit: those that decide a figure first, then the last of the dataset, where the newest are.
  private func rows(_ columns: [TableColumn]) -> [View] {
    let all = records.rows
    var room = Site.mostBytesOfRecords
    var kept: [Int: [View]] = [:]
    let order =
      all.indices.filter { !all[$0].figures.isEmpty } + all.indices.reversed().filter { all[$0].figures.isEmpty }
    for i in order {
      let cells = zip(columns, all[i].values).enumerated().map { place, pair in
        cell(pair.0, pair.1, words: records.manifest.columns[place].words)
      }
      room -= cells.reduce(120) { $0 + $1.bytes } + all[i].figures.count * 170
      if room < 0 { break }
      kept[i] = cells.map(\.view)
    }
    var known: Set<String> = []
    let clauses = self.clauses
    return kept.sorted { $0.key < $1.key }.map { i, cells -> View in
      let row = all[i]
      let anchor = Self.anchor(row, isByHand: records.manifest.isCurated)
      return [
        "id": ViewText.optional(known.insert(anchor).inserted ? anchor : nil), "record": NumberText.grouped(row.record),
        "edition": records.manifest.isCurated ? false : DateWords.edition(row.edition), "cells": cells,
        "figures": row.figures.map { figure -> View in
          let anchor = Self.anchor(figure)
          return [
            "article": figure.article, "id": figure.id, "clause": clauses[figure] ?? figure.id,
            "anchor": ViewText.optional(known.insert(anchor).inserted ? anchor : nil),
          ]
        },
      ]
    }
  }

  private func cell(_ column: TableColumn, _ value: Value, words: [Column.CodeWords]) -> (view: View, bytes: Int) {
    let text = CellText.text(value, column)
    // A code and a date in a column of texts are said in words; what the file has stands beneath.
    let said = column.kind == .text ? words.first { $0.code == text }?.words ?? DateWords.words(text) : text
    let addresses = text.split(separator: ";").map { $0.split(separator: " ").joined(separator: " ") }
    let links = addresses.compactMap(ViewText.link)
    let kind = CellKind.of(column, text)
    let view: View = [
      "t": links.isEmpty ? said : "", "beside": ViewText.optional(said == text ? nil : text),
      "kind": ViewText.optional(kind),
      "links": links.map { ["address": $0, "host": FigureSays.host($0)] as View },
    ]
    return (
      view, said.utf8.count + (said == text ? 20 : 35 + text.utf8.count) + links.reduce(0) { $0 + $1.utf8.count + 40 }
    )
  }

  /// What each figure is called: the beginning of its clause.
  private var clauses: [SiteRecords.Figure: String] {
    let all = content.articles.flatMap { article in
      article.cards.map { card in
        let clause = card.figure.clause
        return (
          SiteRecords.Figure(article: article.manifest.name, id: card.figure.id),
          clause.count > 40 ? clause.prefix(40) + "…" : clause
        )
      }
    }
    return Dictionary(all.map { ($0.0, String($0.1)) }) { first, _ in first }
  }

  /// The place of the first row that decides a figure; the page's script leaves all of them.
  static func anchor(_ figure: SiteRecords.Figure) -> String { "f-\(figure.article)-\(figure.id)" }

  /// The place of a row on the page: `r12` for a row keyed by hand, whose file is one.
  private static func anchor(_ row: SiteRecords.Row, isByHand: Bool) -> String {
    if isByHand { return "r\(row.record)" }
    let edition = String(
      row.edition.unicodeScalars.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) ? Character($0) : "-" })
    return "e\(edition)-\(row.page)-\(row.record)"
  }
}
