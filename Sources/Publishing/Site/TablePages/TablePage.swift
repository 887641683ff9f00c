import Manifest
import Model
import Words

/// The page of one summary table.
struct TablePage {
  private let content: SiteContent
  private let table: SiteTable
  /// As in the files, and as on the page.
  private let whole: TableShape
  private let shape: TableShape

  init(_ content: SiteContent, _ table: SiteTable) {
    self.content = content
    self.table = table
    whole = TableShape(table.result, table.manifest)
    shape = whole.withoutOtherUnits
  }

  var view: View {
    let manifest = table.manifest
    let excerpts = ExcerptNote.words(table.result.sources)
    let notes = (manifest.notes + table.result.remarks).map { note -> View in
      ["text": note, "is_excerpt": note == excerpts]
    }
    let (rows, cut) = rows()
    let peaks = TablePeaks(shape).lines.map { line -> View in ["name": line.name, "words": line.words] }
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
          "name": column.name, "words": ColumnTitle.words(column), "unit": ViewText.optional(column.unit),
          "is_number": CellText.isNumber(column),
        ]
      },
      "definitions": whole.columns.map { column -> View in
        [
          "name": column.name, "words": ColumnTitle.words(column), "unit": ViewText.optional(column.unit),
          "description": column.description,
        ]
      },
      "totals": totals,
      "has_excel": table.hasExcel, "is_wide": shape.columns.count > 9,
      "has_many": shape.columns.count > Site.mostColumnsOnPaper,
      "is_listed": shape.columns.count > Site.mostColumnsOnPhones,
      "page_style": shape.columns.count > Site.mostColumnsOnPhones
        ? CellLabels.css(shape.columns.map(CellLabels.title)) : false, "has_rows": !rows.isEmpty, "rows": rows,
      "cut": ViewText.optional(cut),
      "peaks": peaks, "has_peaks": !peaks.isEmpty,
      "has_null": table.result.rows.contains { $0.contains(.null) },
      "has_notes": !notes.isEmpty, "notes": notes, "figures": figures(), "change": change(),
      "sources": content.sources(table.result.sources), "sql": manifest.shown,
    ]) { $1 }
    return view
  }

  /// The chart, in two widths, and as HTML for pages of others; none of a table without rows, of which the page says so.
  var chart: View {
    guard !table.result.rows.isEmpty, let drawn = table.chart?.draw() else { return [:] }
    return [
      "chart": [
        "wide": String(decoding: drawn.wide, as: UTF8.self), "narrow": String(decoding: drawn.narrow, as: UTF8.self),
        "embed": ChartEmbed.html(drawn, alt: table.alt, day: content.newest(of: table.result.sources.map(\.dataset))),
      ] as View
    ]
  }

  /// The rows that fit on the page, and a remark if these are not all: the newest first where time runs, otherwise in the
  /// table's order.
  private func rows() -> (rows: [View], cut: String?) {
    let goesByTime = time == 0
    var room = Site.mostBytesOfRows
    var views: [View] = []
    for row in newestFirst {
      var size = 12
      let cells = zip(shape.columns, row).map { column, value -> View in
        let exact = DisplayUnit.text(value, column)
        let text = table.manifest.labels[column.name]?[exact] ?? exact
        let beside = text == exact ? DisplayUnit.beside(value, column) : exact
        size += text.utf8.count + 20 + (beside.map { $0.utf8.count + 15 } ?? 0)
        return [
          "t": text, "kind": ViewText.optional(CellKind.of(column, text)), "beside": ViewText.optional(beside),
        ]
      }
      guard room >= size else { break }
      room -= size
      views.append(["cells": cells])
    }
    let all = shape.result.rows.count
    guard views.count < all else { return (views, nil) }
    return (
      views,
      "The \(goesByTime ? "newest" : "first") \(NumberText.grouped(views.count)) of "
        + "\(English.count(all, "row")) are shown here; the Excel and CSV files have all of them."
    )
  }

  /// The sum of each column whose numbers may be added up over all rows; false where there is none.
  private var totals: Any {
    let totals = TableTotals(shape)
    let sums = totals.sums
    guard sums.contains(where: { $0 != nil }) else { return false }
    return [
      "cells": zip(shape.columns, sums).enumerated().map { i, pair -> View in
        let (column, sum) = pair
        return [
          "t": sum.map { DisplayUnit.text(.integer($0), column) } ?? (i == 0 ? totals.label : ""),
          "kind": ViewText.optional(sum == nil ? nil : "n"),
          "beside": ViewText.optional(sum.flatMap { DisplayUnit.beside(.integer($0), column) }),
        ]
      }
    ] as View
  }

  /// The first column that is a time, where only texts stand before it: a row's time is then not one of several things that it says.
  private var time: Int? {
    guard let i = shape.columns.firstIndex(where: { [.date, .month, .year].contains($0.kind) }),
      shape.columns[..<i].allSatisfy({ $0.kind == .text })
    else { return nil }
    return i
  }

  /// By that column; rows of one time stay in their order, and so do the groups of rows that the texts before it name. What has no time is
  /// last.
  private var newestFirst: [[Value]] {
    guard let time else { return shape.result.rows }
    var groups: [[Value]: Int] = [:]
    let keyed = shape.result.rows.enumerated().map { i, row in
      let group = Array(row[..<time])
      let place = groups[group] ?? groups.count
      groups[group] = place
      return (group: place, time: row[time], place: i, row: row)
    }
    // Months and days in the form of the files sort as texts.
    func isNewer(_ a: Value, _ b: Value) -> Bool {
      switch (a, b) {
      case (.integer(let x), .integer(let y)): x > y
      case (.null, _): false
      case (_, .null): true
      default: CellText.text(a, shape.columns[time]) > CellText.text(b, shape.columns[time])
      }
    }
    return keyed.sorted { a, b in
      if a.group != b.group { return a.group < b.group }
      return a.time == b.time ? a.place < b.place : isNewer(a.time, b.time)
    }.map(\.row)
  }

  /// The articles' figures that are cells of this table.
  private func figures() -> Any {
    let name = table.manifest.name
    let items = content.articles.flatMap { article in
      article.cards.compactMap { card -> View? in
        guard case .cell(name, _, _) = card.figure.source else { return nil }
        return [
          "href": "../articles/\(article.manifest.name).html#\(card.figure.id)", "clause": card.figure.quoted,
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
