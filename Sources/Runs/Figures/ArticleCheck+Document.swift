import Figures
import Manifest
import Model
import Words

extension FigureCheck: Documented {
  package struct Document: Encodable {
    let id, clause: String
    let context: String?
    let verdict: Verdict
    /// What a verdict must say with it: by hand, by a copy; nil where nothing.
    let qualifier: String?
    let evidence: FigureSupport
    let readings: [FigureReading]
    let printed, unit, rule: String?
    let value, valueNow: FigureValue
    let why: String
    let previous: Verdict?
    let caveat, note, checkedBy: String?
    /// Who signed it off, also what lapsed; and whether as many persons as the configuration asks for did.
    let signOffs: [FigureSignOffs.Line]
    let signedOff: Bool
    let datasets: [String]
    let closed: String?
    /// Of a figure that is a sum: what it counts of each partition, then and now.
    let parts: [FigureChanges.Part]
    /// The largest changes between the two values, and how many more there are.
    let changes: [FigureChanges.Line]
    let moreChanges: Int
  }

  package var document: Document {
    Document(
      id: figure.id, clause: figure.clause, context: figure.context, verdict: verdict, qualifier: support.qualifier,
      evidence: support,
      readings: readings,
      printed: figure.printed?.text, unit: figure.unit,
      rule: figure.rule?.word, value: then, valueNow: now, why: why, previous: previous, caveat: figure.caveat?.text,
      note: figure.note, checkedBy: figure.checkedBy, signOffs: signOffs.lines, signedOff: signOffs.isSigned,
      datasets: datasets, closed: closedWords,
      parts: changes.parts, changes: changes.lines, moreChanges: changes.more)
  }
}

extension FigureSignOffs.Line: Documented {
  package struct Document: Encodable {
    let name, signedAt: String
    let note, value, valueAtPublication: String?
    let editions: [SignedSubject.Edition]
    /// In words, why it no longer counts; empty where it does.
    let lapsed: [String]
  }

  package var document: Document {
    Document(
      name: signOff.name, signedAt: signOff.signedAt, note: signOff.note, value: signOff.subject.value,
      valueAtPublication: signOff.subject.valueAtPublication, editions: signOff.subject.editions,
      lapsed: lapses.map(\.words))
  }
}

extension FigureChanges.Part: Documented {
  package struct Document: Encodable {
    let dataset, partition, column: String
    let unit: String?
    let sumThen, sumNow: Int64?
    let recordsThen, recordsNow: Int
  }

  package var document: Document {
    Document(
      dataset: dataset, partition: partition, column: column, unit: unit, sumThen: then?.sum, sumNow: now?.sum,
      recordsThen: then?.records ?? 0, recordsNow: now?.records ?? 0)
  }
}

extension FigureChanges.Line: Documented {
  package struct Document: Encodable {
    let dataset, change: String
    /// The key's own column names.
    let key: JSON
    let column: String
    let old, new: Value
    let difference: ExactNumber?
    let edition: String
    let published: Day
  }

  package var document: Document {
    Document(
      dataset: dataset, change: change.kind.rawValue, key: change.keyDocument, column: change.column, old: change.old,
      new: change.new, difference: change.difference, edition: edition, published: published)
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

extension FigureReading: Documented {
  package struct Document: Encodable {
    let source: String
    let day: Day?
    let dated: String?
    let said: String
    let value: FigureValue
    let scope, party, whyNot: String?
    let agrees: Bool?
  }

  package var document: Document {
    Document(
      source: source, day: day, dated: dated, said: said, value: value, scope: scope, party: party, whyNot: whyNot,
      agrees: agrees)
  }
}
