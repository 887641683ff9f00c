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
    let title = article.map { "Check of “\($0.manifest.title)”" } ?? "Tables and datasets"
    var view = content.page(
      "\(title) · Soundings", "Each figure of the article compared with public data, with its sources.", root: root)
    view["is_front"] = isFront
    view["article"] = article.map { self.view($0) } ?? false
    if isFront {
      view["workbook"] = ViewText.optional(content.workbook)
      view["package"] = ViewText.optional(content.package)
      view["pipelines"] = content.pipelines.map(pipeline)
      view["datasets_words"] = English.count(content.datasets.count, "dataset")
      view["datasets"] = content.datasets.map(dataset)
      let news = self.news
      view["lately"] = news.isEmpty ? false : ["items": news] as View
    }
    return view
  }

  private func view(_ article: SiteArticle) -> View {
    let manifest = article.manifest
    let others = content.articles.filter { $0.manifest.name != manifest.name }
    let cards = article.cards.map { (card: $0, concern: Concern($0)) }
    func group(_ concern: Concern?) -> View? {
      let own = cards.filter { $0.concern == concern }
      guard !own.isEmpty else { return nil }
      return [
        "title": concern?.title ?? "Hold, and rest on archived data", "count": String(own.count),
        // The front page is a list; what nobody may overlook is open on it.
        "is_open": !isFront || concern?.isUrgent == true,
        "figures": own.map { FigureView($0.card, of: manifest, content).view },
      ]
    }
    let urgent = Concern.allCases.compactMap(group)
    var counts = Verdict.allCases.reversed().compactMap { verdict -> View? in
      let count = article.cards.count { $0.verdict == verdict }
      guard count > 0 else { return nil }
      return VerdictLook.view(verdict).merging(["count": String(count), "filter": VerdictLook.style(verdict)]) { $1 }
    }
    let weak = cards.count { $0.concern?.isUnarchived == true }
    if weak > 0 {
      counts.append([
        "verdict_class": "v-weak", "filter": "v-weak", "mark": "✎", "count": String(weak),
        "headline": "With a source, keyed by hand, that is not archived",
      ])
    }
    return [
      "title": manifest.title, "publisher": ViewText.optional(manifest.publisher),
      "published": manifest.published.words, "name": manifest.name,
      "address": ViewText.optional(ViewText.link(manifest.address)),
      // A proof of nothing is not made.
      "has_proof": content.datasets.contains { $0.editions.contains { $0.state == .loaded } },
      "state": content.asOf.map { "as known at the end of \($0.words)" }
        ?? content.newestWords,
      "other_articles": others.isEmpty
        ? false
        : [
          "links": others.map {
            [
              "name": $0.manifest.name, "title": $0.manifest.title, "published": $0.manifest.published.words,
              "answer": ArticleAnswer(verdicts: $0.cards.map(\.verdict)).sentence,
            ]
          }
        ] as View,
      "unchecked": ViewText.optional(article.unchecked.joined(separator: ", ")), "tally": counts,
      "answer": ArticleAnswer(verdicts: article.cards.map(\.verdict)).sentence,
      "contents": article.cards.isEmpty
        ? false
        : [
          "words": English.count(article.cards.count, "statement"),
          "items": article.cards.map { card -> View in
            ["id": card.figure.id, "clause": card.figure.quoted].merging(VerdictLook.view(card.verdict)) { $1 }
          },
        ] as View,
      "needs_person": !urgent.isEmpty, "groups": urgent + [group(nil)].compactMap(\.self),
    ]
  }

  private func pipeline(_ pipeline: (name: String, title: String)) -> View {
    let tables = content.tables.filter { $0.manifest.pipeline == pipeline.name }
    return [
      "title": pipeline.title, "has_tables": !tables.isEmpty, "count": String(tables.count),
      "tables": tables.map { table -> View in
        [
          "name": table.manifest.name, "title": table.manifest.title, "grain": table.manifest.grain,
          "has_excel": table.hasExcel, "has_rows": !table.result.rows.isEmpty,
          "rows": table.result.rows.isEmpty ? "no rows yet" : English.count(table.result.rows.count, "row"),
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
      "edition": dataset.edition.map(DateWords.edition) ?? "nothing yet", "held": dataset.heldBecause != nil,
      "due": dataset.nextDue?.words ?? "nothing is promised", "is_stale": isStale,
      "overdue": ViewText.optional(isStale ? nil : dataset.staleFrom?.description),
    ]
  }
}
