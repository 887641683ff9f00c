import Archive
import FoundationEssentials
import Manifest
import Model
import Publishing
import System
import Warehouse

/// The editions that the files of the export folder rest on, as these say themselves.
///
/// An older copy of the warehouse or of the archive cannot know what it lacks; the files that were made from the newer one
/// do. Nothing that rests on an edition is overwritten by something that knows nothing of it.
struct ExportedEditions {
  private let project: Project

  init(_ project: Project) { self.project = project }

  private struct Meta: Decodable {
    var sources: [Source]
  }

  private struct Source: Decodable {
    struct Snapshot: Decodable { var sha256: String }

    var dataset: String
    var edition: String
    var origin: String
    var snapshots: [Snapshot]

    var hashes: [String] { snapshots.map(\.sha256) }
  }

  /// The editions behind a table's file that the publisher or a person brought; none where there is no such file.
  private func sources(of table: TableManifest) -> [Source] {
    let path = "\(project.exportsFolder)/\(table.name).meta.json"
    guard let bytes = try? Files.bytes(of: path), let meta = try? JSONDecoder().decode(Meta.self, from: Data(bytes))
    else { return [] }
    return meta.sources.filter { source in
      EditionOrigin(rawValue: source.origin)?.isFromOutside ?? false
    }
  }

  /// - Throws: ``Problem`` if a file of these tables rests on an edition that the warehouse does not know, and that nobody
  ///   withdrew.
  func requireKnown(to session: Session, of tables: [TableManifest]) throws {
    let datasets = Set(project.library.datasets.map(\.name))
    var ledgers: [String: Set<[String]>] = [:]
    for table in tables {
      for source in sources(of: table) where datasets.contains(source.dataset) {
        let known = try ledgers[source.dataset] ?? Set(session.ledgerEditions(of: source.dataset).map(\.hashes))
        ledgers[source.dataset] = known
        if !known.contains(source.hashes), try !isWithdrawn(source) { throw try problem(with: source, of: table) }
      }
    }
  }

  /// - Throws: ``Problem`` if a table's file rests on an edition of which the archive has no record. By the records' names
  ///   alone: whether they can be read is another question.
  func requireArchived() throws {
    let datasets = Set(project.library.datasets.map(\.name))
    var archived: [String: Set<String>] = [:]
    for table in project.library.tables {
      for source in sources(of: table) where datasets.contains(source.dataset) {
        let names = try archived[source.dataset] ?? Set(project.archive.shortHashes(of: source.dataset))
        archived[source.dataset] = names
        guard !names.contains(Edition.shortHash(of: source.hashes)) else { continue }
        throw Problem(
          .failed, at: project.archive.folder,
          "is not there, or has no record of the edition of \(source.edition) of \(source.dataset), on which "
            + "\(project.exportsFolder)/\(table.name).csv rests; no warehouse has it either", remedy: restoring)
      }
    }
  }

  private var restoring: String {
    "put \(project.archive.folder) back from a backup that has this edition, then: soundings rebuild (to start over without it, "
      + "move \(project.exportsFolder) away)"
  }

  private func isWithdrawn(_ source: Source) throws -> Bool {
    try project.archive.decisions(on: source.dataset).last { $0.hashes == source.hashes }?.kind == .withdraw
  }

  private func problem(with source: Source, of table: TableManifest) throws -> Problem {
    let isArchived = try project.archive.editions(of: source.dataset).contains { $0.hashes == source.hashes }
    return Problem(
      .failed, at: "\(project.exportsFolder)/\(table.name).csv",
      "rests on the edition of \(source.edition) of \(source.dataset), of which the warehouse knows nothing: it is an older "
        + "or another one; no file there was changed",
      remedy: isArchived ? "load what the archive holds: soundings run --offline" : restoring)
  }
}
