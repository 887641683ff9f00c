import Foundation
import Glibc
import Manifest
import Model
import Publishing
import System

/// Removes the files of tables, datasets and articles that are no longer in the Pipelines from the export folder, and
/// charts that could not be drawn again.
///
/// A table that is in the Pipelines but not loaded keeps its files. A file that is not certainly ours is left alone.
struct LeftoverExports {
  let folder: String
  let library: Library
  /// The tables whose files have just been written.
  let tables: [String]

  /// - Parameter written: the names of the files that belong there.
  /// - Throws: ``Problem`` if a file cannot be removed.
  func remove(except written: Set<String>, of format: ExportFormat) throws {
    let names: [String] =
      switch format {
      case .csv: tableFiles()
      case .html:
        ((try? Files.tree(in: "\(folder)/\(Site.folder)")) ?? []).filter { isLeftover($0, written) }.map {
          "\(Site.folder)/\($0)"
        }
      case .json, .md, .xlsx, .charts, .datasette: []
      }
    for name in names where !written.contains(name) {
      let path = folder + "/" + name
      guard unlink(path) != 0, errno != ENOENT else { continue }
      throw Problem(
        at: path,
        "belongs to a table that no longer exists, and cannot be removed: \(String(cString: strerror(errno)))",
        remedy: "check the folder's owner and permissions, or remove it by hand")
    }
  }

  /// Whether a file that could not be made again shows the tables as they are: none of their own files has been written since. A file whose
  /// bytes stay the same is never written again.
  func isNewerThanTables(_ name: String, _ tables: [String]) -> Bool {
    func written(_ name: String) -> Double? {
      var status = stat()
      guard stat("\(folder)/\(name)", &status) == 0 else { return nil }
      return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }
    guard let own = written(name) else { return false }
    return tables.allSatisfy { table in
      [".csv", Self.description].allSatisfy { (written(table + $0) ?? .infinity) <= own }
    }
  }

  /// The CSV files and their descriptions of tables that no longer exist; the description names the table.
  private func tableFiles() -> [String] {
    let known = Set(library.tables.map(\.name))
    return ((try? Files.names(in: folder)) ?? []).flatMap { name -> [String] in
      guard name.hasSuffix(Self.description) else { return [] }
      let table = String(name.dropLast(Self.description.count))
      guard !known.contains(table), let bytes = try? Files.bytes(of: folder + "/" + name),
        let meta = try? JSONDecoder().decode(Description.self, from: Data(bytes)), meta.table == table
      else { return [] }
      return ["\(table).csv", name]
    }
  }

  private static let description = ".meta.json"

  private struct Description: Decodable {
    var table: String
  }

  /// Whether a path within the site belongs to something that no longer exists.
  private func isLeftover(_ path: String, _ written: Set<String>) -> Bool {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, var name = parts[1].split(separator: ".").first.map(String.init) else { return false }
    // The drawing for phones; no table's name has a hyphen.
    if parts[0] == "charts", name.hasSuffix("-narrow") { name.removeLast("-narrow".count) }
    let isTable = library.tables.contains { $0.name == name }
    switch parts[0] {
    case "tables": return !isTable
    case "datasets": return !library.datasets.contains { $0.name == name }
    // Of a dataset that has grown too large for a file, or whose page could not be made, the old one would show other rows than the page
    // of the dataset.
    case "records":
      return written.contains("\(Site.folder)/datasets/\(name).html") || !library.datasets.contains { $0.name == name }
    // One that could not be made again stays, and is among those written; beside a page without data there is none.
    case "proofs":
      return written.contains("\(Site.folder)/articles/\(name).html") || !library.articles.contains { $0.name == name }
    case Site.copiesFolder:
      guard let dataset = parts[1].split(separator: "/").first.map(String.init) else { return false }
      return written.contains("\(Site.folder)/datasets/\(dataset).html")
        || !library.datasets.contains { $0.name == dataset }
    case "articles": return !library.articles.contains { $0.name == name }
    case "data":
      return !isTable && path != "data/\(ExportFile.workbook)" && path != "data/\(ExportFile.package)"
        || path == "data/\(name).xlsx" && tables.contains(name) && !isNewerThanTables("\(Site.folder)/\(path)", [name])
    // A chart of an earlier run would show other numbers than the page, unless the table is as it was then.
    case "charts": return !isTable || tables.contains(name) && !isNewerThanTables("\(Site.folder)/\(path)", [name])
    default: return false
    }
  }
}
