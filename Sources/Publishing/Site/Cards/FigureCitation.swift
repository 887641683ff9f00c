import Manifest
import Model
import Words

/// A figure to be quoted elsewhere: as text, and as HTML for a page of somebody else's.
struct FigureCitation {
  let card: FigureCard
  let article: ArticleManifest
  /// Up to which the data is what was known.
  let day: Day
  /// Who says so, what it rests on first.
  let cited: [String]

  var text: String {
    let printed = card.figure.printed.map { " Printed: \($0.words(card.figure.unit))." } ?? ""
    let found =
      card.figure.rule == nil
      ? "" : card.hasMoved ? " Data at publication: \(card.then); now: \(card.now)." : " Data: \(card.now)."
    return "\(card.figure.quoted) (\(article.publisher ?? article.title), \(article.published.words)): "
      + "\(card.support.beside(card.verdict.headline.lowercasedFirst)).\(printed)\(found)\(sources) Checked with Soundings on data of \(day.words)."
  }

  var html: String {
    "<blockquote><p>\(Markup.escaped(text))</p></blockquote>"
  }

  private var sources: String {
    guard !cited.isEmpty else { return "" }
    let rest = cited.count - 3
    let names = rest > 1 ? cited.prefix(3) + ["\(English.count(rest, "other"))"] : cited[...]
    return " \(cited.count == 1 ? "Source" : "Sources"): \(names.joined(separator: "; "))."
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
