import Model
import Warehouse
import Words

/// What changed in the verdicts on an article's figures, in words.
enum FigureWords {
  /// `no figure changed its verdict`, `2 figures changed their verdicts, 1 for the worse`; nil if there are no figures.
  static func clause(_ digest: Digest) -> String? {
    guard digest.hasFigures else { return nil }
    let first = digest.firstFigures.count
    let changed = digest.figures.filter(\.changedVerdict)
    if changed.isEmpty {
      if first > 0 {
        return "\(English.count(first, "figure")) \(first == 1 ? "was" : "were") judged for the first time"
      }
      let moved = digest.changedFigures.count
      return "no figure changed its verdict"
        + (moved > 0 ? ", \(moved) changed \(moved == 1 ? "its" : "their") value" : "")
    }
    let worse = changed.filter(\.isWorse).count
    let clause =
      changed.count == 1
      ? verdict(changed[0])
      : "\(changed.count) figures changed their verdicts"
    return clause + (changed.count > 1 && worse > 0 ? ", \(worse) for the worse" : "")
  }

  /// A paragraph for each article with changed figures, or one sentence if none changed.
  static func paragraph(_ digest: Digest) -> [String] {
    guard digest.hasFigures else { return [] }
    guard !digest.figures.isEmpty else {
      return digest.datasets.isEmpty ? [] : ["No figure of an article changed its verdict."]
    }
    var paragraphs: [String] = []
    for article in Set(digest.figures.map(\.article)).sorted() {
      let news = digest.figures.filter { $0.article == article }
      let title = news[0].title
      let sentences = first(news.filter { $0.old == nil }) + changed(news)
      paragraphs.append("\(title) (\(article)). " + sentences.map { $0 + "." }.joined(separator: " "))
    }
    return paragraphs
  }

  private static func first(_ news: [Digest.FigureNews]) -> [String] {
    guard !news.isEmpty else { return [] }
    var counts: [Verdict: Int] = [:]
    for figure in news { counts[figure.new.verdict, default: 0] += 1 }
    let verdicts = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }
    let be = news.count == 1 ? "was" : "were"
    return [
      "\(English.count(news.count, "figure")) \(be) judged for the first time: \(verdicts.joined(separator: ", "))"
    ]
  }

  private static func changed(_ news: [Digest.FigureNews]) -> [String] {
    let verdicts = news.filter(\.changedVerdict)
    var sentences = verdicts.map { figure in
      verdict(figure) + (values(figure).map { "; \($0)" } ?? "")
    }
    let only = news.filter { !$0.changedVerdict && $0.changedValue }
    sentences += only.map { figure in
      "'\(figure.new.figure)' keeps its verdict (\(figure.new.verdict.rawValue)); \(values(figure) ?? "")"
    }
    if verdicts.isEmpty, !only.isEmpty { sentences.insert("No figure changed its verdict", at: 0) }
    return sentences
  }

  /// `'troops' is now stale (was holds with caveat)`.
  private static func verdict(_ figure: Digest.FigureNews) -> String {
    let new = figure.new.verdict
    let says =
      switch new {
      case .holds, .holdsWithCaveat: "now \(new.rawValue)"
      case .drifted: "has drifted"
      case .fragile, .stale, .unsupported, .contradicted: "is now \(new.rawValue)"
      }
    return "'\(figure.new.figure)' \(says) (was \(figure.old?.verdict.rawValue ?? ""))"
  }

  /// `its value today went from 10 to 12`; nil if the values are the same.
  private static func values(_ figure: Digest.FigureNews) -> String? {
    guard let old = figure.old else { return nil }
    let new = figure.new
    let then = moved(old.value, new.value)
    let now = moved(old.valueNow, new.valueNow)
    if let then, let now {
      return then == now
        ? "its value went \(now), as of publication and today"
        : "its value as of publication went \(then), and today's \(now)"
    }
    return then.map { "its value as of publication went \($0)" } ?? now.map { "its value today went \($0)" }
  }

  private static func moved(_ old: String?, _ new: String?) -> String? {
    old == new ? nil : "from \(DateWords.amid(value(old))) to \(value(new))"
  }

  /// A value of the ledger: a number with commas, a date in words.
  private static func value(_ text: String?) -> String {
    guard let text else { return "none" }
    if let number = ExactNumber(text) { return number.text(grouped: true) }
    return DateWords.words(text)
  }
}
