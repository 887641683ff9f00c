import Manifest
import Model
import Words

/// The page of one summary table.
struct TablePage {
  private let content: SiteContent
  private let table: SiteTable
  private let shape: TableShape

  init(_ content: SiteContent, _ table: SiteTable) {
    self.content = content
    self.table = table
    shape = TableShape(table.result, table.manifest)
  }

  var view: View {
    let manifest = table.manifest
    let notes = manifest.notes + table.result.remarks
    let (rows, cut) = rows()
    var view = content.page("\(manifest.title) · Soundings", manifest.grain, root: "../")
    view.merge([
      "name": manifest.name, "title": manifest.title, "grain": manifest.grain,
      "pipeline": content.pipelines.first { $0.name == manifest.pipeline }?.title ?? manifest.pipeline,
      "chart_files": [
        "svg": ViewText.optional(table.svg), "narrow": ViewText.optional(table.narrow),
        "png": ViewText.optional(table.png), "vega": ViewText.optional(table.vega),
      ] as View,
      "columns": shape.columns.map { column -> View in
        [
          "name": column.name, "unit": ViewText.optional(column.unit), "is_number": CellText.isNumber(column),
          "description": column.description,
        ]
      },
      "has_excel": table.hasExcel, "is_wide": shape.columns.count > 9, "has_rows": !rows.isEmpty, "rows": rows,
      "cut": ViewText.optional(cut),
      "has_null": table.result.rows.contains { $0.contains(.null) },
      "has_notes": !notes.isEmpty, "notes": notes, "figures": figures(), "change": change(),
      "sources": content.sources(table.result.sources), "sql": manifest.shown,
    ]) { $1 }
    return view
  }

  /// The chart, in two widths, and as HTML for pages of others.
  var chart: View {
    guard let drawn = table.chart?.draw() else { return [:] }
    return [
      "chart": [
        "wide": String(decoding: drawn.wide, as: UTF8.self), "narrow": String(decoding: drawn.narrow, as: UTF8.self),
        "embed": ChartEmbed.html(drawn, alt: table.alt, day: content.asOf ?? content.newest),
      ] as View
    ]
  }

  /// The rows that fit on the page, and a remark if these are not all: the last ones of a table over time, otherwise
  /// the first ones.
  private func rows() -> (rows: [View], cut: String?) {
    let all = table.result.rows.map { row in zip(shape.columns, row).map { CellText.text($1, $0) } }
    let sizes = all.map { row in row.reduce(12) { $0 + $1.utf8.count + 20 } }
    let goesByTime = [.date, .month, .year].contains(shape.columns.first?.kind)
    var room = Site.mostBytesOfRows
    var count = 0
    for size in goesByTime ? sizes.reversed() : sizes {
      guard room >= size else { break }
      room -= size
      count += 1
    }
    let shown = goesByTime ? all.suffix(count) : all.prefix(count)
    let kinds = shape.columns.map { column -> String in
      if CellText.isNumber(column) { return "n" }
      return column.kind == .date || column.kind == .month ? "d" : ""
    }
    let views = shown.map { row -> View in
      ["cells": zip(row, kinds).map { ["t": $0, "kind": ViewText.optional($1)] as View }]
    }
    guard count < all.count else { return (views, nil) }
    return (
      views,
      "The \(goesByTime ? "last" : "first") \(NumberText.grouped(count)) of "
        + "\(English.count(all.count, "row")) are shown here; the Excel and CSV files have all of them."
    )
  }

  /// The articles' figures that are cells of this table.
  private func figures() -> Any {
    let name = table.manifest.name
    let items = content.articles.flatMap { article in
      article.cards.compactMap { card -> View? in
        guard case .cell(name, _, _) = card.figure.source else { return nil }
        return [
          "href": "../articles/\(article.manifest.name).html#\(card.figure.id)", "clause": card.figure.clause,
          "verdict": card.verdict.rawValue,
        ]
      }
    }
    return items.isEmpty ? false : ["items": items] as View
  }

  private func change() -> Any {
    guard let change = table.change else { return false }
    let since = "Compared with what was known at the end of \(change.since.words)"
    var parts: [String] = []
    if change.addedRows > 0 {
      let names =
        change.addedNames.joined(separator: "; ") + (change.addedRows > change.addedNames.count ? "; ..." : "")
      parts.append(
        "\(English.count(change.addedRows, "row")) added"
          + (change.addedNames.isEmpty ? "" : " (\(names))"))
    }
    if change.removedRows > 0 {
      parts.append("\(English.count(change.removedRows, "row")) removed")
    }
    if !change.lines.isEmpty {
      parts.append(
        "\(English.count(change.lines.count, "cell")) \(change.lines.count == 1 ? "has" : "have") another value")
    }
    let shown = change.lines.prefix(Site.mostChanges)
    let rest = change.lines.count - shown.count
    return [
      "summary": "\(since), \(parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")).",
      "has_lines": !shown.isEmpty,
      "lines": shown.map {
        [
          "row": $0.row, "column": $0.column, "before": $0.before, "now": $0.now, "difference": $0.difference,
        ] as View
      },
      "more": ViewText.optional(
        rest > 0 ? "And \(English.count(rest, "more cell")); the largest changes are shown." : nil),
    ] as View
  }
}
