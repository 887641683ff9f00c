import Model

/// Everything that stands under `Pipelines/`.
public struct Library: Sendable {
  /// The folder as it was named.
  public var folder: String
  /// Sorted by name.
  public var pipelines: [PipelineManifest]

  public init(folder: String = "Pipelines", pipelines: [PipelineManifest]) {
    self.folder = folder
    self.pipelines = pipelines
  }

  /// Reads the whole folder. Throws the first mistake as a ``Problem``; ``problems(in:)`` finds all of them.
  public static func load(folder: String) throws -> Library {
    var reader = LibraryReader(folder: folder)
    let pipelines = reader.read()
    if let first = reader.problems.first { throw first }
    return Library(folder: reader.folder, pipelines: pipelines)
  }

  /// Everything that is wrong under the folder, in the order of pipelines, files and lines.
  public static func problems(in folder: String) -> [Problem] {
    var reader = LibraryReader(folder: folder)
    _ = reader.read()
    return reader.problems
  }

  /// All datasets, sorted by name.
  public var datasets: [DatasetManifest] { pipelines.flatMap(\.datasets).sorted { $0.name < $1.name } }
  /// All tables, sorted by name.
  public var tables: [TableManifest] { pipelines.flatMap(\.tables).sorted { $0.name < $1.name } }

  /// The dataset of that name; throws a ``Problem`` that suggests another where there is none.
  public func dataset(named name: String) throws -> DatasetManifest {
    for pipeline in pipelines {
      if let found = pipeline.datasets.first(where: { $0.name == name }) { return found }
    }
    throw unknown("dataset", name, datasets.map(\.name), other: ("table", tables.map(\.name)))
  }

  /// The table of that name; throws a ``Problem`` that suggests another where there is none.
  public func table(named name: String) throws -> TableManifest {
    for pipeline in pipelines {
      if let found = pipeline.tables.first(where: { $0.name == name }) { return found }
    }
    throw unknown("table", name, tables.map(\.name), other: ("dataset", datasets.map(\.name)))
  }

  public func pipeline(named name: String) -> PipelineManifest? { pipelines.first { $0.name == name } }

  private func unknown(_ kind: String, _ name: String, _ names: [String], other: (kind: String, names: [String]))
    -> Problem
  {
    let what =
      other.names.contains(name)
      ? "'\(name)' is a \(other.kind), not a \(kind)" : "there is no \(kind) named '\(name)'"
    let list = names.isEmpty ? "There is no \(kind) at all" : "The \(kind)s are: \(names.joined(separator: ", "))"
    return Problem(.usage, at: folder, what, remedy: Suggestion.question(name, among: names) + list)
  }
}
