import Model
import Yams

/// Reads `Pipelines/articles/<name>.yaml`.
struct ArticleReader {
  let name: String
  let file: SourceFile

  static let keys = ["title", "publisher", "published", "address", "revisions", "figures", "allow"]
  static let figureKeys = [
    "id", "clause", "printed", "unit", "rule", "sql", "quotient", "decimals", "cell", "readings", "records", "data",
    "reason", "closed", "context", "fails_if", "caveat", "note", "checked_by", "paraphrased",
  ]
  /// A clause is quoted to find its place in the article, not to replace the article.
  static let longestClause = 15

  /// The article, or nil and all mistakes.
  func read() -> (ArticleManifest?, [Problem]) {
    if !Name.isValid(name, alsoHyphens: true) {
      file.report("an article cannot be named '\(name)'", remedy: "rename the file: \(Name.rule), also hyphens")
    }
    let article = readManifest()
    return (file.isSound ? article : nil, file.problems)
  }

  private func readManifest() -> ArticleManifest? {
    guard let text = file.text(remedyIfMissing: "write it") else { return nil }
    guard let root = YAMLValue.root(of: file, text: text) else {
      if file.isSound { file.report("is empty", remedy: "begin with: soundings new-article NAME") }
      return nil
    }
    guard let map = YAMLMap(root, keys: Self.keys) else { return nil }
    let figures = map.required("figures")?.items() ?? []
    if figures.isEmpty, let value = map["figures"], file.isSound {
      value.report("is an empty list", remedy: "add a figure: - id: ...")
    }
    var article = ArticleManifest(
      name: name, path: file.path, title: map.text("title"), publisher: map["publisher"]?.text(),
      published: map.required("published").flatMap { day($0) } ?? Day(daysSince1970: 0),
      address: map["address"]?.url(schemes: ["https", "http"]), revisions: map["revisions"]?.text(), figures: [])
    var lines: [String: Int] = [:]
    for item in figures {
      // Mistakes name the figure by its id and give its first line.
      let name = item.node.mapping?["id"]?.scalar?.string ?? "figures"
      let value = YAMLValue(file: file, name: name, node: item.node, keyLine: item.line)
      guard let figure = figure(value) else { continue }
      if let first = lines[figure.id] {
        value.report(
          "the figure '\(figure.id)' is given twice, first on line \(first)", remedy: "rename one of the two")
      }
      lines[figure.id] = value.line
      article.figures.append(figure)
    }
    article.allowed = map["allow"].map(allowed) ?? []
    return article
  }

  func day(_ value: YAMLValue) -> Day? {
    guard let text = value.text() else { return nil }
    if let day = Day(text) { return day }
    value.report("'\(text)' is not a day", remedy: "write it as YYYY-MM-DD")
    return nil
  }

  private func figure(_ value: YAMLValue) -> FigureManifest? {
    guard let map = YAMLMap(value, keys: Self.figureKeys) else { return nil }
    let id = map.text("id")
    if !id.isEmpty, !Name.isValid(id, alsoHyphens: true) {
      map["id"]?.report("a figure cannot be named '\(id)'", remedy: "write \(Name.rule), also hyphens")
    }
    guard let source = source(map) else {
      _ = map.text("clause")
      return nil
    }
    let unit = map["unit"]?.text()
    let clause = map.text("clause")
    if clause.split(separator: " ").count > Self.longestClause {
      map["clause"]?.report(
        "is longer than \(Self.longestClause) words", remedy: "quote one short clause; the article has the rest")
    }
    var hasData = true
    if case .none = source { hasData = false }
    var printed: PrintedValue?
    var rule: FigureRule?
    printed = map["printed"].flatMap { self.printed($0, unit: unit) }
    if hasData {
      // A printed value that cannot be read has been reported already, and the rule cannot be checked without it.
      if let value = map.required("rule"), printed != nil || map["printed"] == nil { rule = self.rule(value, printed) }
    } else {
      map["rule"]?.report("there is no data for a rule to test", remedy: "remove it, or give the figure its sql")
      if map["readings"] == nil {
        map["records"]?.report(
          "there is no data to have records", remedy: "remove it, or say with 'readings' what the records are of")
      }
    }
    var figure = FigureManifest(
      id: id, place: "\(file.path):\(value.line)", line: value.line, clause: clause, printed: printed, unit: unit,
      rule: rule, source: source, records: map["records"].map(records) ?? [],
      caveat: map["caveat"].flatMap(conditional),
      note: map["note"]?.text(),
      checkedBy: map["checked_by"]?.text(), closed: map["closed"].flatMap(conditional))
    figure.readings = map["readings"].flatMap(readings)
    // They are in the unit of the data, as the SELECT's own columns are.
    if figure.readings?.quotient == nil, case .sql(let own) = source, own.quotient?.columns.count == 1 {
      figure.readings?.quotient = own.quotient
    }
    figure.context = map["context"]?.text()
    figure.isParaphrased = map["paraphrased"]?.flag() ?? false
    figure.failsIf = map["fails_if"]?.text()
    if figure.rule == nil {
      map["fails_if"]?.report("without data nothing can fail", remedy: "remove it; 'reason' says what would test it")
    }
    return figure
  }

  /// A SELECT, or one with the quotient that is each reading's value: `{sql: ..., quotient: 100 * part / whole, decimals: 1}`.
  private func readings(_ value: YAMLValue) -> PlacedSQL? {
    guard value.isMapping else { return sql(value) }
    guard let map = YAMLMap(value, keys: ["sql", "quotient", "decimals"]) else { return nil }
    var readings = map.required("sql").flatMap(sql)
    guard map.required("quotient") != nil else { return nil }
    readings?.quotient = quotient(map)
    return readings
  }

  private func printed(_ value: YAMLValue, unit: String?) -> PrintedValue? {
    guard let text = value.text() else { return nil }
    if let printed = PrintedValue(text, isDate: unit == FigureUnit.date) { return printed }
    value.report(
      "'\(text)' is neither a number nor a date",
      remedy: unit == FigureUnit.date
        ? "write YYYY-MM-DD, YYYY-MM or YYYY"
        : "write digits (15,000 or 2.5 or 50 million) without currency or percent, which go to 'unit', or YYYY-MM-DD")
    return nil
  }

  private func conditional(_ value: YAMLValue) -> ConditionalText? {
    guard value.isMapping else { return value.text().map { ConditionalText(text: $0) } }
    guard let map = YAMLMap(value, keys: ["text", "when"]) else { return nil }
    return ConditionalText(text: map.text("text"), when: map.required("when").flatMap(sql))
  }

  private func source(_ map: YAMLMap) -> FigureSource? {
    let given = ["sql", "cell", "data"].filter { map[$0] != nil }
    guard given.count == 1 else {
      map.value.report(
        given.isEmpty ? "does not say what it rests on" : "has \(given.joined(separator: " and "))",
        remedy: "give one of: sql (one SELECT), cell (of a summary table), or data: none with a reason")
      return nil
    }
    for key in ["quotient", "decimals"] where given != ["sql"] || map["quotient"] == nil {
      map[key]?.report(
        "'\(key)' goes with sql, whose columns are divided", remedy: "write both, quotient and decimals, beside sql")
    }
    if given != ["data"] {
      map["reason"]?.report("'reason' goes with data: none only", remedy: "remove it, or call it 'note'")
    }
    switch given[0] {
    case "sql":
      guard var sql = map["sql"].flatMap(sql) else { return nil }
      sql.quotient = quotient(map)
      return .sql(sql)
    case "cell": return map["cell"].flatMap(cell)
    default:
      guard map["data"]?.choice(["none"]) != nil else { return nil }
      return .none(reason: map.text("reason"))
    }
  }

  private func cell(_ value: YAMLValue) -> FigureSource? {
    guard let map = YAMLMap(value, keys: ["table", "column", "where"]) else { return nil }
    let table = map.text("table")
    let column = map.text("column")
    guard let place = map.required("where"), let conditions = YAMLMap(place) else { return nil }
    if conditions.entries.isEmpty { place.report("names no column", remedy: "write where: {column: value}") }
    return .cell(
      table: table, column: column,
      where: conditions.entries.compactMap { entry in entry.value.text().map { (entry.key, $0) } })
  }

  /// `quotient: 100 * part / whole` with `decimals: 4`: what is computed from the columns of the figure's SELECT.
  private func quotient(_ map: YAMLMap) -> Quotient? {
    guard let value = map["quotient"] else { return nil }
    guard let text = value.text(), let decimals = map.required("decimals")?.integer(in: Quotient.decimalsAllowed)
    else { return nil }
    if let quotient = Quotient(text, decimals: decimals) { return quotient }
    value.report(
      "'\(text)' is not a division of two columns of the figure's sql",
      remedy: "write it as: \(Quotient.form) (the names are those of the SELECT; a whole number may divide, too)")
    return nil
  }

  func sql(_ value: YAMLValue) -> PlacedSQL? {
    value.select(
      "write one SELECT that gives one row and one column",
      insteadOfDividing: "select both numbers by name, and add to the figure: quotient: \(Quotient.form), "
        + "and: decimals: 4. To compare, multiply both sides: 10 * part > whole")
  }
}
