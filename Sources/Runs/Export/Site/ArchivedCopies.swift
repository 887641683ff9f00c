import Archive
import Manifest
import Model
import Publishing
import System
import Warehouse

/// The archived files of the editions in use, beside the pages of records, where the publisher's license lets them be passed on.
struct ArchivedCopies {
  /// Larger files would make the site heavy; the archive and the publisher have them.
  private static let mostBytes = 8 << 20
  private static let most = 12

  let folder: ExportFolder

  /// - Returns: what the page of a dataset lists, and the files.
  func files(of dataset: SiteDataset) throws -> (copies: [SiteDataset.Copy], made: MadeFiles) {
    var made = MadeFiles()
    var copies: [SiteDataset.Copy] = []
    guard dataset.manifest.license.allowsCopies else { return (copies, made) }
    let (name, session, archive) = (dataset.manifest.name, folder.session, folder.project.archive)
    let inUse = Set(dataset.sources.flatMap(\.snapshots).map(\.sha256))
    var seen: Set<String> = []
    // The newest first: of very many the oldest are left out.
    for edition in try session.editions(of: name, asOf: folder.asOf).reversed() where edition.state == .loaded {
      for snapshot in try session.snapshots(of: name, ordinal: edition.ordinal)
      where inUse.contains(snapshot.sha256) && snapshot.bytes <= Self.mostBytes && copies.count < Self.most {
        guard seen.insert(snapshot.sha256).inserted else { continue }
        let file = "\(Site.folder)/\(Site.copiesFolder)/\(snapshot.file)"
        var part =
          folder.part("copy of \(snapshot.file)", of: snapshot.sha256, in: [""]) {
            guard try archive.condition(of: snapshot) == .intact else {
              throw Problem(
                .badInput, at: archive.path(of: snapshot),
                "is not as it was stored, so that no copy of it can be passed on",
                remedy: "soundings verify says what is wrong and how to mend it")
            }
            return MadeFiles(files: [ExportFile(name: file, bytes: try Files.bytes(of: archive.path(of: snapshot)))])
          }
        // The copy of yesterday stays.
        if !part.problems.isEmpty { part.standing.append(file) }
        made.add(part)
        copies.append(
          SiteDataset.Copy(
            file: "\(Site.copiesFolder)/\(snapshot.file)", edition: dataset.manifest.isCurated ? nil : edition.edition,
            bytes: snapshot.bytes, sha256: snapshot.sha256, isExcerpt: edition.origin == .bundled))
      }
    }
    return (copies, made)
  }
}
