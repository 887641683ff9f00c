import Manifest
import Model
import Words

/// One figure as its card shows it.
struct FigureView {
  private let card: FigureCard
  private let article: ArticleManifest
  private let content: SiteContent

  init(_ card: FigureCard, of article: ArticleManifest, _ content: SiteContent) {
    self.card = card
    self.article = article
    self.content = content
  }

  private var figure: FigureManifest { card.figure }

  var view: View {
    let hasValues = figure.rule != nil
    let says = FigureSays(card, of: article, content)
    let citation = FigureCitation(
      card: card, article: article, day: content.newest(of: card.datasets + card.support.rows.map(\.dataset)),
      cited: says.cited)
    var cell: Any = false
    if case .cell(let table, let column, let conditions) = figure.source {
      cell =
        [
          "table": table, "linked": content.hasTable(table),
          "column": content.title(ofColumn: column, in: table),
          "table_title": content.tables.first { $0.manifest.name == table }?.manifest.title ?? table,
          "conditions": conditions.map { "\(content.title(ofColumn: $0.column, in: table)) is \($0.value)" }.joined(
            separator: ", "),
        ] as View
    }
    let view: View = [
      "id": figure.id, "article_name": article.name, "clause": figure.quoted,
      "context": ViewText.optional(figure.context.map(English.sentence)), "has_values": hasValues,
      "printed": figure.printedWords,
      "exact": card.exactly.map {
        $0.then == $0.now ? $0.now : "\($0.then) as of publication, \($0.now) now"
      } ?? false,
      "then": card.then, "now": card.now, "moved": card.hasMoved, "why": why,
      "why_folded": isFolded ? English.sentence(card.why) : false,
      "note": ViewText.optional(figure.note), "rule": ruleWords,
      "fails_if": ViewText.optional(
        card.figure.rule.map { card.figure.failsIf ?? fails(by: $0) }.map(English.sentence)),
      "unit": ViewText.optional(FigureUnit.written(figure.unit)),
      "closed": ViewText.optional(card.closed.map(English.sentence)),
      "checked_by": ViewText.optional(figure.checkedBy),
      "sign_offs": card.signOffs.words.map(English.sentence), "has_sign_offs": !card.signOffs.words.isEmpty,
      "stale_from": card.staleFrom.map { ["date": $0.description, "words": $0.words] as View } ?? false,
      "read": card.datasets.map {
        ["name": $0, "title": content.title(ofDataset: $0), "linked": content.hasDataset($0)] as View
      },
      "cell": cell, "queries": queries, "changes": changes,
      "says": says.view, "fold": fold(says.folded), "is_weak": Concern(card)?.isUnarchived == true,
      "citation": citation.text, "embed": citation.html,
      "qualifier": ViewText.optional(card.support.qualifier),
    ]
    return view.merging(VerdictLook.view(card.verdict)) { $1 }
  }

  /// What must be read beside the verdict: the caveat, or all of it where it is worse. That the data says the same needs no words beside the
  /// numbers.
  private var why: Any {
    switch card.verdict {
    case .holds: false
    case .holdsWithCaveat: ViewText.optional(caveat)
    default: English.sentence(card.why)
    }
  }

  /// The caveat, where that is why the figure holds with one.
  private var caveat: String? {
    figure.caveat.flatMap { card.why.contains($0.text) ? English.sentence($0.text) : nil }
  }

  private var isFolded: Bool { card.verdict == .holds || card.verdict == .holdsWithCaveat }

  /// What the fold is called: what is in it; false where nothing is.
  private func fold(_ sources: String?) -> Any {
    let parts = [
      isFolded ? "why" : nil, card.changes.isEmpty ? nil : "what made the difference", sources,
    ].compactMap(\.self)
    guard !parts.isEmpty else {
      return figure.note != nil ? "A note" : card.support.words == nil ? false : "What it rests on"
    }
    let words = parts.joined(separator: ", ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private var changes: Any {
    guard !card.changes.isEmpty else { return false }
    var groups: [(line: FigureChanges.Line, what: [String])] = []
    for line in card.changes.lines {
      if let last = groups.last?.line, last.dataset == line.dataset, last.edition == line.edition {
        groups[groups.count - 1].what.append(ChangeWords.line(line))
      } else {
        groups.append((line, [ChangeWords.line(line)]))
      }
    }
    let parts = ChangeWords.parts(card.changes).map(English.sentence)
    // Where whole partitions came or went, single cells are examples.
    let wholes = card.changes.parts.contains { $0.then == nil || $0.now == nil }
    return [
      "parts": parts, "has_parts": !parts.isEmpty,
      "lead": wholes && !groups.isEmpty ? "The largest of the values that were published since:" : false,
      "groups": groups.map { group -> View in
        [
          "lines": group.what, "edition": DateWords.edition(group.line.edition),
          "dataset": group.line.dataset, "dataset_title": content.title(ofDataset: group.line.dataset),
          "linked": content.hasDataset(group.line.dataset),
        ]
      },
      "more": ViewText.optional(ChangeWords.rest(card.changes).map(English.sentence)),
    ] as View
  }

  private var ruleWords: String {
    guard let rule = figure.rule else { return "none: there is no data to test it" }
    return switch rule {
    case .equals:
      figure.isDated ? "the data’s day is the printed one, or lies in the printed month or year" : "the same number"
    case .roundsTo: "the data, rounded to the last printed digit, is what is printed"
    case .atLeast(let bound): "at least \(bound.map(Self.words) ?? figure.printed?.text ?? "")"
    case .about(let tolerance):
      "within \(tolerance.map(Self.words) ?? "half a unit of the last printed digit") of what is printed"
    case .between(let low, let high) where low == high: "exactly \(Self.words(low))"
    case .between(let low, let high): "between \(Self.words(low)) and \(Self.words(high))"
    case .betweenDays(let low, let high): "between \(low.words) and \(high.words)"
    case .before(let day): "before \(day?.words ?? "the printed day")"
    case .after(let day): "after \(day?.words ?? "the printed day")"
    case .ratio: "one value divided by another is the printed number"
    }
  }

  /// What the rule itself says would contradict the figure.
  private func fails(by rule: FigureRule) -> String {
    let printed = figure.printed?.words ?? ""
    return switch rule {
    case .equals: figure.isDated ? "a day that is not \(printed)" : "any number but \(printed)"
    case .roundsTo: "a number that does not round to \(printed)"
    case .atLeast(let bound): "less than \(bound.map(Self.words) ?? printed)"
    case .about: "a number farther from \(printed) than the rule allows"
    case .between(let low, let high): "less than \(Self.words(low)), or more than \(Self.words(high))"
    case .betweenDays(let low, let high): "a day before \(low.words) or after \(high.words)"
    case .before(let day): "\(day?.words ?? printed) or a later day"
    case .after(let day): "\(day?.words ?? printed) or an earlier day"
    case .ratio: "a quotient that is not \(printed)"
    }
  }

  private static func words(_ number: ExactNumber) -> String { number.text(grouped: true) }

  private var queries: [View] {
    var queries: [View] = []
    if case .sql(let sql) = figure.source { queries.append(["label": "The query", "sql": sql.shown]) }
    if case .ratio(let base, _) = figure.rule { queries.append(["label": "Divided by", "sql": base.text]) }
    if let when = figure.caveat?.when { queries.append(["label": "When the caveat applies", "sql": when.text]) }
    if let when = figure.closed?.when { queries.append(["label": "When it counts as closed", "sql": when.text]) }
    return queries
  }
}
