import Model
import System
import Words

/// Walks the folder `Pipelines/` and collects the content of its files and their mistakes.
struct LibraryReader {
  let folder: String
  private(set) var problems: [Problem] = []
  private(set) var articles: [ArticleManifest] = []
  /// Where each name that SQL can use is defined: datasets and tables of all pipelines share one namespace.
  private var names: [String: (kind: String, path: String)] = [:]

  /// Folders that may be beside the pipelines without being one.
  private static let otherFolders = ["articles"]

  init(folder: String) {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
  }

  mutating func read() -> [PipelineManifest] {
    guard Files.isFolder(folder), let entries = try? Files.names(in: folder) else {
      report(
        folder, Files.exists(folder) ? "is a file, not a folder" : "there is no such folder",
        remedy: "run from the folder above it, or say where it is with 'pipelines:' in Config/soundings.yaml")
      return []
    }
    let names = entries.filter { !Self.otherFolders.contains($0) && Files.isFolder("\(folder)/\($0)") }
    let parts = names.map { name in
      ((try? Files.names(in: "\(folder)/\(name)")) ?? []).map { Part(pipeline: name, entry: $0) }
    }
    // Reading takes time, and no file depends on another; what they say together is looked at in their order.
    var contents = Parallel.map(parts.flatMap(\.self)) { [folder] in $0.read(in: folder) }[...]
    var pipelines: [PipelineManifest] = []
    for (name, own) in zip(names, parts) {
      pipelines.append(pipeline(name, contents.prefix(own.count)))
      contents = contents.dropFirst(own.count)
    }
    link(&pipelines)
    readArticles(over: pipelines.flatMap(\.tables))
    return pipelines
  }

  /// A table may read other tables.
  private mutating func link(_ pipelines: inout [PipelineManifest]) {
    // A broken table would look like a missing one.
    guard problems.isEmpty else { return }
    var links = TableLinks(pipelines)
    for i in pipelines.indices { pipelines[i].tables = pipelines[i].tables.map { links.linked($0) } }
    problems += links.problems
  }

  private mutating func readArticles(over tables: [TableManifest]) {
    // A broken table would look like a missing one.
    let canCompare = problems.isEmpty
    let path = "\(folder)/articles"
    for entry in (try? Files.names(in: path)) ?? [] where entry.hasSuffix(".yaml") {
      let (article, found) = ArticleReader(name: String(entry.dropLast(5)), file: SourceFile("\(path)/\(entry)")).read()
      problems += found
      guard let article else { continue }
      articles.append(article)
      if canCompare { problems += article.problems(over: tables) }
    }
  }

  private mutating func report(_ path: String, _ what: String, remedy: String) {
    problems.append(Problem(.badInput, at: path, what, remedy: remedy))
  }

  private mutating func pipeline(_ name: String, _ contents: ArraySlice<Content>) -> PipelineManifest {
    let path = "\(folder)/\(name)"
    var pipeline = PipelineManifest(
      name: name, folder: path, title: "", description: "", datasets: [], tables: [], checks: [])
    readTitle(&pipeline)
    for content in contents {
      problems += content.problems
      pipeline.tables += content.tables
      for table in content.tables { claim(table.name, for: "table", at: table.path) }
      pipeline.checks += content.checks
      for dataset in content.datasets {
        claim(dataset.name, for: "dataset", at: dataset.manifestPath)
        pipeline.datasets.append(dataset)
      }
    }
    return pipeline
  }

  private mutating func readTitle(_ pipeline: inout PipelineManifest) {
    let file = SourceFile(pipeline.folder + "/pipeline.yaml")
    if !Name.isValid(pipeline.name, alsoHyphens: true) {
      file.report(
        "a pipeline cannot be named '\(pipeline.name)'",
        remedy: "rename the folder: \(Name.rule), also hyphens")
    }
    if let text = file.text(
      remedyIfMissing: "write it, with 'title: ...' and 'description: ...', or move the folder away")
    {
      if let root = YAMLValue.root(of: file, text: text) {
        if let map = YAMLMap(root, keys: ["title", "description"]) {
          pipeline.title = map.text("title")
          pipeline.description = map.text("description").trimmed
        }
      } else if file.isSound {
        file.report("is empty", remedy: "write 'title: ...' and 'description: ...'")
      }
    }
    problems += file.problems
  }

  private mutating func claim(_ name: String, for kind: String, at path: String) {
    if let first = names[name] {
      report(
        path, "the \(kind) '\(name)' has the name of the \(first.kind) in \(first.path)",
        remedy: "rename one of the two: datasets and tables of all pipelines share one namespace")
    } else {
      names[name] = (kind, path)
    }
  }
}

/// A folder of a pipeline.
private struct Part: Sendable {
  let pipeline: String
  let entry: String

  func read(in folder: String) -> Content {
    let path = "\(folder)/\(pipeline)/\(entry)"
    var content = Content()
    guard Files.isFolder(path) else { return content }
    switch entry {
    case "tables":
      content.tables = content.manifests(in: path) { TableReader(name: $0, pipeline: pipeline, file: $1).read() }
    case "reconcile":
      content.tables = content.manifests(in: path, ".yaml") {
        ReconciliationReader(name: $0, pipeline: pipeline, file: $1).read()
      }
    case "checks":
      content.checks = content.manifests(in: path) { CheckReader(name: $0, pipeline: pipeline, file: $1).read() }
    default:
      guard content.isDataset(path, entry) else { break }
      let (dataset, found) = DatasetReader(name: entry, pipeline: pipeline, folder: path).read()
      content.problems += found
      if let dataset { content.datasets.append(dataset) }
    }
    return content
  }
}

/// What such a folder says.
private struct Content: Sendable {
  var tables: [TableManifest] = []
  var checks: [CheckManifest] = []
  var datasets: [DatasetManifest] = []
  var problems: [Problem] = []

  mutating func manifests<T>(
    in folder: String, _ ending: String = ".sql", _ read: (String, SourceFile) -> (T?, [Problem])
  ) -> [T] {
    var manifests: [T] = []
    for entry in (try? Files.names(in: folder)) ?? [] where entry.hasSuffix(ending) {
      let (manifest, found) = read(String(entry.dropLast(ending.count)), SourceFile("\(folder)/\(entry)"))
      problems += found
      if let manifest { manifests.append(manifest) }
    }
    return manifests
  }

  /// A folder is a dataset if it has a dataset.yaml; a folder that only looks like a dataset, or like `tables`, is a
  /// mistake.
  mutating func isDataset(_ path: String, _ name: String) -> Bool {
    if Files.exists(path + "/dataset.yaml") { return true }
    let looksLike = ((try? Files.names(in: path)) ?? []).filter { $0.hasSuffix(".sql") || $0.hasPrefix("dataset") }
    guard !looksLike.isEmpty else { return false }
    problems.append(
      Problem(
        .badInput, at: path, "contains \(looksLike.joined(separator: ", ")), but no dataset.yaml",
        remedy: Suggestion.question(name, among: ["tables", "checks", "reconcile"])
          + "A dataset's folder has a dataset.yaml; tables belong in 'tables', checks in 'checks'"))
    return false
  }
}
