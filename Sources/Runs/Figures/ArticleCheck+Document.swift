import Figures
import Manifest
import Model
import Words

extension FigureCheck: Documented {
  package struct Document: Encodable {
    let id, clause: String
    let verdict: Verdict
    let printed, unit, rule: String?
    let value, valueNow: FigureValue
    let why: String
    let previous: Verdict?
    let caveat, note, checkedBy: String?
    let datasets: [String]
  }

  package var document: Document {
    Document(
      id: figure.id, clause: figure.clause, verdict: verdict, printed: figure.printed?.text, unit: figure.unit,
      rule: figure.rule?.word, value: then, valueNow: now, why: why, previous: previous, caveat: figure.caveat?.text,
      note: figure.note, checkedBy: figure.checkedBy, datasets: datasets)
  }
}

extension ArticleCheck: Documented {
  package struct Document: Encodable {
    let article: String
    let asOf: Day?
    let title: String
    let published: Day
    let figures: [FigureCheck]
    let problems: [Problem]
  }

  package var document: Document {
    Document(
      article: article.name, asOf: asOf, title: article.title, published: article.published, figures: figures,
      problems: problems)
  }
}

extension FiguresVerb.Report: Encodable {
  private enum CodingKeys: CodingKey { case articles }

  /// One article is one document; several are a list of them.
  package func encode(to encoder: any Encoder) throws {
    if articles.count == 1 { return try articles[0].encode(to: encoder) }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(articles, forKey: .articles)
  }
}
