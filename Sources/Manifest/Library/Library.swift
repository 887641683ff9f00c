import Model
import Words

/// Everything under `Pipelines/`.
package struct Library: Sendable {
  /// The folder's path as the user gave it.
  package var folder: String
  /// Sorted by name.
  package var pipelines: [PipelineManifest]
  /// Sorted by name.
  package var articles: [ArticleManifest]

  package init(folder: String = "Pipelines", pipelines: [PipelineManifest], articles: [ArticleManifest] = []) {
    self.folder = folder
    self.pipelines = pipelines
    self.articles = articles
  }

  /// Reads the whole folder. Throws the first mistake as a ``Problem``; ``problems(in:)`` finds all of them.
  package static func load(folder: String) throws -> Library {
    var reader = LibraryReader(folder: folder)
    let pipelines = reader.read()
    if let first = reader.problems.first { throw first }
    return Library(folder: reader.folder, pipelines: pipelines, articles: reader.articles)
  }

  /// All mistakes under the folder, in the order of pipelines, files and lines.
  package static func problems(in folder: String) -> [Problem] {
    var reader = LibraryReader(folder: folder)
    _ = reader.read()
    return reader.problems
  }

  /// All datasets, sorted by name.
  package var datasets: [DatasetManifest] { pipelines.flatMap(\.datasets).sorted { $0.name < $1.name } }
  /// All tables, sorted by name.
  package var tables: [TableManifest] { pipelines.flatMap(\.tables).sorted { $0.name < $1.name } }

  /// The dataset of that name; throws a ``Problem`` with a suggestion if there is none.
  package func dataset(named name: String) throws -> DatasetManifest {
    for pipeline in pipelines {
      if let found = pipeline.datasets.first(where: { $0.name == name }) { return found }
    }
    throw unknown("dataset", name, among: datasets.map(\.name), other: ("table", tables.map(\.name)))
  }

  /// The table of that name; throws a ``Problem`` with a suggestion if there is none.
  package func table(named name: String) throws -> TableManifest {
    for pipeline in pipelines {
      if let found = pipeline.tables.first(where: { $0.name == name }) { return found }
    }
    throw unknown("table", name, among: tables.map(\.name), other: ("dataset", datasets.map(\.name)))
  }

  /// The article of that name; throws a ``Problem`` with a suggestion if there is none.
  package func article(named name: String) throws -> ArticleManifest {
    if let found = articles.first(where: { $0.name == name }) { return found }
    let names = articles.map(\.name)
    throw Problem(
      .usage, at: "\(folder)/articles", "there is no article named '\(name)'",
      remedy: Suggestion.question(name, among: names)
        + (names.isEmpty
          ? "Begin one with: soundings new-article \(name)" : "The articles are: \(names.joined(separator: ", "))"))
  }

  package func pipeline(named name: String) -> PipelineManifest? { pipelines.first { $0.name == name } }

  private func unknown(
    _ kind: String, _ name: String, among names: [String], other: (kind: String, names: [String])
  )
    -> Problem
  {
    let what =
      other.names.contains(name)
      ? "'\(name)' is a \(other.kind), not a \(kind)" : "there is no \(kind) named '\(name)'"
    let list = names.isEmpty ? "There is no \(kind) at all" : "The \(kind)s are: \(names.joined(separator: ", "))"
    return Problem(.usage, at: folder, what, remedy: Suggestion.question(name, among: names) + list)
  }
}
