import Glibc
import Manifest
import Model
import Publishing
import System

/// The files that a table, dataset or article has left in the export folder when it went out of the Pipelines, and the
/// pictures that could not be drawn anew.
///
/// A table that is only not loaded keeps its files; and what is not certainly ours is left alone.
struct LeftoverExports {
  let folder: String
  let library: Library
  /// The tables whose files have just been written.
  let tables: [String]

  /// - Parameter written: the names of the files that belong there.
  /// - Throws: ``Problem`` where a file cannot be removed.
  func remove(except written: Set<String>, of format: ExportFormat) throws {
    let names: [String] =
      switch format {
      case .csv: tableFiles()
      case .html:
        ((try? Files.tree(in: "\(folder)/\(Site.folder)")) ?? []).filter(isLeftover).map { "\(Site.folder)/\($0)" }
      case .json, .md, .xlsx, .charts, .datasette: []
      }
    for name in names where !written.contains(name) {
      let path = folder + "/" + name
      guard unlink(path) != 0, errno != ENOENT else { continue }
      throw Problem(
        at: path, "is of a table that is no more, and cannot be removed: \(String(cString: strerror(errno)))",
        remedy: "check the folder's owner and permissions, or remove it by hand")
    }
  }

  /// The CSV and its description of tables that are no more: the description says whose it is.
  private func tableFiles() -> [String] {
    let known = Set(library.tables.map(\.name))
    return ((try? Files.names(in: folder)) ?? []).flatMap { name -> [String] in
      guard name.hasSuffix(Self.description) else { return [] }
      let table = String(name.dropLast(Self.description.count))
      let head =
        (try? Files.bytes(of: folder + "/" + name)).map { String(decoding: $0.prefix(200), as: UTF8.self) } ?? ""
      guard !known.contains(table), head.hasPrefix("{\n  \"table\": \"\(table)\",") else { return [] }
      return ["\(table).csv", name]
    }
  }

  private static let description = ".meta.json"

  /// Whether a path within the site is of something that is no more.
  private func isLeftover(_ path: String) -> Bool {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let name = parts[1].split(separator: ".").first.map(String.init) else { return false }
    let isTable = library.tables.contains { $0.name == name }
    switch parts[0] {
    case "tables": return !isTable
    case "datasets": return !library.datasets.contains { $0.name == name }
    case "articles": return !library.articles.contains { $0.name == name }
    case "data":
      return !isTable && path != "data/\(ExportFile.workbook)" && path != "data/\(ExportFile.package)"
        || path == "data/\(name).xlsx" && tables.contains(name)
    // A picture of the run before would show other numbers than the page.
    case "charts": return !isTable || tables.contains(name)
    default: return false
    }
  }
}
