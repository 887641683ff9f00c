import Figures
import Manifest
import Model
import Publishing
import Words

extension ProofCollector {
  /// The article as its file describes it.
  static func facts(_ article: ArticleManifest) -> Proof.Article {
    Proof.Article(
      name: article.name, title: article.title, publisher: article.publisher,
      published: article.published.description, address: article.address)
  }

  /// A figure as its article's file describes it.
  static func claim(_ figure: FigureManifest, _ article: ArticleManifest) -> Proof.Claim {
    var base: String?
    if case .ratio(let sql, _) = figure.rule { base = trimmed(sql.text) }
    let source: Proof.Source =
      switch figure.source {
      case .sql(let sql): Proof.Source(sql: trimmed(sql.shown))
      case .cell(let table, let column, let conditions):
        Proof.Source(
          cell: Proof.Cell(table: table, column: column, row: conditions.map { "\($0.column) = \($0.value)" }))
      case .none(let reason): Proof.Source(nothing: reason)
      }
    // A proof must not contain paths of this machine.
    return Proof.Claim(
      clause: figure.clause, printed: figure.printed?.text, unit: figure.unit, rule: figure.rule?.word,
      wanted: figure.rule?.words(figure.printed), place: "Pipelines/articles/\(article.name).yaml",
      line: figure.line, source: source, base: base, records: figure.records.map(\.text), caveat: figure.caveat?.text,
      caveatSQL: figure.caveat?.when.map { trimmed($0.text) }, note: figure.note, checkedBy: figure.checkedBy,
      closed: figure.closed?.text,
      closedSQL: figure.closed?.when.map { trimmed($0.text) })
  }

  /// The rows that made the difference between a figure's two values, in words; nil if there are none.
  static func changes(_ check: FigureCheck) -> [String]? {
    guard !check.changes.isEmpty else { return nil }
    return ChangeWords.parts(check.changes)
      + check.changes.lines.map { "\($0.dataset), \(ChangeWords.line($0)); edition of \($0.edition)" }
      + [ChangeWords.rest(check.changes)].compactMap(\.self)
  }

  /// SQL without trailing line ends.
  static func trimmed(_ sql: String) -> String {
    var sql = sql[...]
    while sql.last?.isNewline == true { sql.removeLast() }
    return String(sql)
  }
}
