import Figures
import Manifest
import Model
import Runs
import Words

extension FiguresVerb.Report {
  var text: String { articles.map(\.text).joined(separator: "\n") }
}

extension ArticleCheck {
  /// Each figure with its verdict, and the count of each verdict.
  var text: String {
    var text = "\(article.title), \(article.published)\n"
    text += asOf.map { "What was known at the end of \($0.words).\n" } ?? ""
    for figure in figures { text += "\n" + figure.text }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = figures.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    return text + "\n\(English.count(figures.count, "figure")): \(counts.joined(separator: ", "))\n"
  }
}

extension FigureCheck {
  fileprivate var text: String {
    var text = "\(support.beside(verdictWords.uppercased()))  \(figure.id): \"\(figure.clause)\"\n"
    if figure.rule != nil {
      let printed =
        figure.printed.map { "printed \($0.isDate ? $0.text : $0.words(figure.unit))" } ?? "no number printed"
      text += "  \(printed); as of publication \(then.brief ?? "–"); now \(now.brief ?? "–")\n"
    }
    text += "  \(why)\n"
    for reading in readings {
      text +=
        "  \(reading.agrees == false ? "against" : reading.agrees == true ? "for" : "beside"): \(reading.words)\n"
    }
    if let words = support.words { text += "  \(words)\n" }
    for words in ChangeWords.parts(changes) { text += "  \(words)\n" }
    for line in changes.lines {
      text += "  \(line.dataset), \(ChangeWords.line(line)); edition of \(line.edition)\n"
    }
    if let rest = ChangeWords.rest(changes) { text += "  \(rest)\n" }
    for words in signOffs.words { text += "  \(words)\n" }
    if let note = figure.note { text += "  note: \(note)\n" }
    return text
  }

  /// The verdict, with the previous one if it changed.
  var verdictWords: String {
    guard let previous, previous != verdict else { return verdict.rawValue }
    return "\(verdict.rawValue) (was \(previous.rawValue))"
  }
}

extension FigureValue {
  /// The value for people, without its unit; nil if there is none.
  var brief: String? {
    guard let text else { return nil }
    guard case .number(let number) = self else { return text }
    return NumberText.decimal(number.approximate, decimals: number.places > 4 ? 4 : nil, grouped: true) ?? text
  }
}
