import Manifest
import Model
import Words

/// The front page, and the page of one article.
struct FrontPage {
  private let content: SiteContent
  private let article: SiteArticle?
  private let root: String
  private let isFront: Bool

  init(_ content: SiteContent, _ article: SiteArticle?, root: String, isFront: Bool) {
    self.content = content
    self.article = article
    self.root = root
    self.isFront = isFront
  }

  var view: View {
    let title = article.map { "\($0.manifest.title): does each figure hold?" } ?? "Tables and datasets"
    var view = content.page(
      "\(title) · Soundings", "Each figure of the article compared with public data, with its sources.", root: root)
    view["is_front"] = isFront
    view["article"] = article.map { self.view($0) } ?? false
    if isFront {
      view["workbook"] = ViewText.optional(content.workbook)
      view["package"] = ViewText.optional(content.package)
      view["pipelines"] = content.pipelines.map(pipeline)
      view["datasets"] = content.datasets.map(dataset)
      let news = self.news
      view["lately"] = news.isEmpty ? false : ["items": news] as View
    }
    return view
  }

  private func view(_ article: SiteArticle) -> View {
    let manifest = article.manifest
    let others = content.articles.filter { $0.manifest.name != manifest.name }
    let counts = Verdict.allCases.compactMap { verdict -> View? in
      let count = article.cards.count { $0.verdict == verdict }
      guard count > 0 else { return nil }
      return VerdictLook.view(verdict).merging(["count": String(count)]) { $1 }
    }
    return [
      "title": manifest.title, "publisher": ViewText.optional(manifest.publisher),
      "published": manifest.published.words,
      "address": ViewText.optional(ViewText.link(manifest.address)),
      "state": content.asOf.map { "as known at the end of \($0.words)" }
        ?? "the newest data is from \(content.newest.words)",
      "other_articles": others.isEmpty
        ? false
        : [
          "links": others.map {
            ["name": $0.manifest.name, "title": $0.manifest.title, "published": $0.manifest.published.words]
          }
        ] as View,
      "unchecked": ViewText.optional(article.unchecked.joined(separator: ", ")), "tally": counts,
      "figures": article.cards.map(card),
    ]
  }

  private func card(_ card: FigureCard) -> View {
    let figure = card.figure
    let hasValues = figure.rule != nil
    let says = FigureSays(card, content)
    var cell: Any = false
    if case .cell(let table, let column, let conditions) = figure.source {
      cell =
        [
          "table": table, "linked": content.hasTable(table), "column": column,
          "table_title": content.tables.first { $0.manifest.name == table }?.manifest.title ?? table,
          "conditions": conditions.map { "\($0.column) is \($0.value)" }.joined(separator: ", "),
        ] as View
    }
    let view: View = [
      "id": figure.id, "clause": figure.clause, "has_values": hasValues,
      "printed": figure.printed.map(shown) ?? "no number",
      "then": card.then, "now": card.now, "moved": card.hasMoved, "why": English.sentence(card.why),
      "note": ViewText.optional(figure.note), "rule": ruleWords(figure),
      "unit": ViewText.optional(FigureUnit.written(figure.unit)),
      "closed": ViewText.optional(card.closed.map(English.sentence)),
      "checked_by": ViewText.optional(figure.checkedBy),
      "stale_from": card.staleFrom.map { ["date": $0.description, "words": $0.words] as View } ?? false,
      "datasets": card.datasets.map {
        ["name": $0, "title": content.title(ofDataset: $0), "linked": content.hasDataset($0)] as View
      },
      "cell": cell, "queries": queries(figure), "changes": changes(card),
      "says": says.view, "readings": says.readings,
      "qualifier": ViewText.optional(card.support.qualifier),
    ]
    return view.merging(VerdictLook.view(card.verdict)) { $1 }
  }

  private func changes(_ card: FigureCard) -> Any {
    guard !card.changes.isEmpty else { return false }
    return [
      "lines": card.changes.lines.map { line -> View in
        [
          "what": ChangeWords.line(line), "edition": DateWords.edition(line.edition),
          "dataset": line.dataset, "dataset_title": content.title(ofDataset: line.dataset),
          "linked": content.hasDataset(line.dataset),
        ]
      },
      "more": ViewText.optional(ChangeWords.rest(card.changes).map(English.sentence)),
    ] as View
  }

  private func shown(_ printed: PrintedValue) -> String {
    switch printed {
    case .number(_, _, let text): text
    case .date(let date): date.words
    }
  }

  private func ruleWords(_ figure: FigureManifest) -> String {
    guard let rule = figure.rule else { return "none: no public data is declared" }
    return switch rule {
    case .equals:
      figure.isDated ? "the data’s day is the printed one, or lies in the printed month or year" : "the same number"
    case .roundsTo: "the data, rounded to the last printed digit, is what is printed"
    case .atLeast(let bound): "at least \(bound.map(\.description) ?? figure.printed?.text ?? "")"
    case .about(let tolerance):
      "within \(tolerance.map(\.description) ?? "half a unit of the last printed digit") of what is printed"
    case .between(let low, let high): "between \(low.description) and \(high.description)"
    case .betweenDays(let low, let high): "between \(low.words) and \(high.words)"
    case .before(let day): "before \(day?.words ?? "the printed day")"
    case .after(let day): "after \(day?.words ?? "the printed day")"
    case .ratio: "one value divided by another is the printed number"
    }
  }

  private func queries(_ figure: FigureManifest) -> [View] {
    var queries: [View] = []
    if case .sql(let sql) = figure.source { queries.append(["label": "The query", "sql": sql.shown]) }
    if case .ratio(let base, _) = figure.rule { queries.append(["label": "Divided by", "sql": base.text]) }
    if let when = figure.caveat?.when { queries.append(["label": "When the caveat applies", "sql": when.text]) }
    if let when = figure.closed?.when { queries.append(["label": "When it counts as closed", "sql": when.text]) }
    return queries
  }

  private func pipeline(_ pipeline: (name: String, title: String)) -> View {
    let tables = content.tables.filter { $0.manifest.pipeline == pipeline.name }
    return [
      "title": pipeline.title, "has_tables": !tables.isEmpty,
      "tables": tables.map { table -> View in
        [
          "name": table.manifest.name, "title": table.manifest.title, "grain": table.manifest.grain,
          "has_excel": table.hasExcel, "rows": English.count(table.result.rows.count, "row"),
        ]
      },
    ]
  }

  /// The latest editions of all datasets, newest first.
  private var news: [View] {
    let editions = content.datasets.flatMap { dataset in
      dataset.editions.filter { $0.origin != .curated && $0.state != .repeated }.map { (dataset.manifest, $0) }
    }
    let newest = editions.sorted { a, b in
      a.1.published != b.1.published ? a.1.published > b.1.published : (a.0.name, a.1.name) < (b.0.name, b.1.name)
    }
    return newest.prefix(Site.mostNews).map { manifest, edition in
      let rows = English.rows(edition.counts)
      return [
        "name": manifest.name, "title": manifest.title, "publisher": manifest.publisher,
        "edition": DateWords.edition(edition.name),
        "what": edition.state == .held
          ? "held back; the one before it stays in use"
          : rows.isEmpty ? "nothing changed" : rows,
      ]
    }
  }

  private func dataset(_ dataset: SiteDataset) -> View {
    let isStale = dataset.staleFrom.map { $0 <= content.newest } ?? false
    return [
      "name": dataset.manifest.name, "title": dataset.manifest.title, "publisher": dataset.manifest.publisher,
      "edition": dataset.edition ?? "nothing yet", "held": dataset.heldBecause != nil,
      "due": dataset.nextDue?.words ?? "nothing is promised", "is_stale": isStale,
      "overdue": ViewText.optional(isStale ? nil : dataset.staleFrom?.description),
    ]
  }
}
