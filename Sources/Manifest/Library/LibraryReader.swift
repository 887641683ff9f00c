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
    var pipelines: [PipelineManifest] = []
    for name in entries where !Self.otherFolders.contains(name) && Files.isFolder("\(folder)/\(name)") {
      pipelines.append(pipeline(name))
    }
    readArticles(over: pipelines.flatMap(\.tables))
    return pipelines
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

  private mutating func pipeline(_ name: String) -> PipelineManifest {
    let path = "\(folder)/\(name)"
    var pipeline = PipelineManifest(
      name: name, folder: path, title: "", description: "", datasets: [], tables: [], checks: [])
    readTitle(&pipeline)
    for entry in (try? Files.names(in: path)) ?? [] where Files.isFolder("\(path)/\(entry)") {
      switch entry {
      case "tables":
        pipeline.tables = sqlFiles(in: "\(path)/tables") { TableReader(name: $0, pipeline: name, file: $1).read() }
        for table in pipeline.tables { claim(table.name, for: "table", at: table.path) }
      case "checks":
        pipeline.checks = sqlFiles(in: "\(path)/checks") { CheckReader(name: $0, pipeline: name, file: $1).read() }
      default:
        guard isDataset("\(path)/\(entry)", entry) else { continue }
        let (dataset, found) = DatasetReader(name: entry, pipeline: name, folder: "\(path)/\(entry)").read()
        problems += found
        if let dataset {
          claim(entry, for: "dataset", at: dataset.manifestPath)
          pipeline.datasets.append(dataset)
        }
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

  private mutating func sqlFiles<T>(in folder: String, _ read: (String, SourceFile) -> (T?, [Problem])) -> [T] {
    var manifests: [T] = []
    for entry in (try? Files.names(in: folder)) ?? [] where entry.hasSuffix(".sql") {
      let (manifest, found) = read(String(entry.dropLast(4)), SourceFile("\(folder)/\(entry)"))
      problems += found
      if let manifest { manifests.append(manifest) }
    }
    return manifests
  }

  /// A folder is a dataset if it has a dataset.yaml; a folder that only looks like a dataset, or like `tables`, is a
  /// mistake.
  private mutating func isDataset(_ path: String, _ name: String) -> Bool {
    if Files.exists(path + "/dataset.yaml") { return true }
    let looksLike = ((try? Files.names(in: path)) ?? []).filter { $0.hasSuffix(".sql") || $0.hasPrefix("dataset") }
    if !looksLike.isEmpty {
      report(
        path, "contains \(looksLike.joined(separator: ", ")), but no dataset.yaml",
        remedy: Suggestion.question(name, among: ["tables", "checks"])
          + "A dataset's folder has a dataset.yaml; tables belong in 'tables', checks in 'checks'")
    }
    return false
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
