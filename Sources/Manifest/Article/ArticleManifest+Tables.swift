import Model
import Words

extension ArticleManifest {
  /// The tables and columns that the article refers to and that do not exist.
  func problems(over tables: [TableManifest]) -> [Problem] {
    var problems: [Problem] = []
    func table(_ name: String, at place: String) -> TableManifest? {
      if let table = tables.first(where: { $0.name == name }) { return table }
      let names = tables.map(\.name).sorted()
      problems.append(
        Problem(
          .badInput, at: place, "there is no table named '\(name)'",
          remedy: Suggestion.question(name, among: names) + "The tables are: \(names.joined(separator: ", "))"))
      return nil
    }
    func require(_ column: String, in table: TableManifest, at place: String) {
      let names = table.columns.map(\.name)
      guard !names.contains(column) else { return }
      problems.append(
        Problem(
          .badInput, at: place, "the table '\(table.name)' has no column '\(column)'",
          remedy: Suggestion.question(column, among: names) + "Its columns are: \(names.joined(separator: ", "))"))
    }
    if let revisions, let table = table(revisions, at: "\(path): revisions") {
      for column in Self.revisionColumns { require(column, in: table, at: "\(path): revisions") }
    }
    for figure in figures {
      guard case .cell(let name, let column, let conditions) = figure.source else { continue }
      guard let table = table(name, at: figure.place) else { continue }
      for column in [column] + conditions.map(\.column) { require(column, in: table, at: figure.place) }
    }
    return problems
  }
}
