import Archive
import Fetching
import Manifest
import Model

/// One copy of a publisher's file, from a web archive into the archive: an edition that is dated by the day of the copy, and marked so.
struct CapturedEdition {
  let item: BackfillPlan.Item
  let capture: Capture
  let dataset: DatasetManifest
  let step: FetchStep

  func fetch(_ fetcher: Fetcher) throws -> BackfillReport.Result {
    guard let expect = dataset.fetch?.expect, let day = capture.day,
      let fetched = try fetcher.download(capture, name: dataset.name, expect: expect)
    else { return .nothingYet }
    defer { fetched.discard() }
    let project = step.project
    _ = try HostClocks(fetcher.news, project.clock).remarks(command: RunCommand(.backfill, [dataset.name]))
    // Bytes that were there by that day say nothing new; bytes of which only a later day is known do.
    let held = try project.archive.editions(of: dataset.name).filter { $0.origin != .bundled }
    if let known = held.first(where: { $0.hashes == [fetched.sha256] && $0.day <= day }) {
      try BackfillLog(project, dataset.name).record(item.url, answeredBy: known)
      return .repeated(edition: known.name)
    }
    let snapshot = try project.archive.store(
      downloaded: fetched.path, sha256: fetched.sha256, bytes: fetched.bytes, dataset: dataset.name,
      fileExtension: Project.fileExtension(of: capture.original, dataset), url: item.url, original: capture.original,
      mediaType: fetched.mediaType, etag: nil, lastModified: nil)
    let edition = Edition(
      dataset: dataset.name, published: PublishedDate(day), through: item.through, origin: .captured,
      fetchedAt: fetched.fetchedAt, snapshots: [snapshot])
    try project.archive.record(edition, about: dataset)
    return .fetched(edition: edition.name)
  }
}
