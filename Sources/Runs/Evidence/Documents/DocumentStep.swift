import Manifest
import Model
import System
import Words

/// What a run does for its curated datasets: fetches the pages whose words keyed rows have, and which the archive lacks.
///
/// A page that cannot be had is no failure of the run: the row says that its document is missing, and it is asked for again a week later.
struct DocumentStep {
  let project: Project

  private static let secondsBetween = 7 * 86_400
  /// A run waits no longer for pages that it can do without.
  private static let mostSeconds = 20.0

  /// - Parameter startedAt: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  /// - Returns: whether a document came, and what a person should know.
  func run(_ datasets: [DatasetManifest], at startedAt: String) throws -> (isAnyNew: Bool, remarks: [String]) {
    let now = project.clock.secondsSince1970()
    let known = project.askBook.documents()
    // A file that cannot be read is reported by its load.
    let wanted = rows(of: datasets).filter { row in
      row.state == .documentMissing && row.problem == nil
        && EvidenceCheck.addresses(row.address).contains { known.isDue($0, now: now, after: Self.secondsBetween) }
    }
    guard !wanted.isEmpty else { return (false, []) }
    var fetch = DocumentFetch(project: project, usesWebArchive: false)
    (fetch.seconds, fetch.retries) = (Self.mostSeconds, 0)
    let result = try fetch.run(wanted, at: startedAt)
    project.askBook.note(documents: result.asked, at: now)
    for problem in result.problems { project.log("\(problem.place): \(problem.what)") }
    guard !result.stored.isEmpty else { return (false, []) }
    project.evidence.forget()
    let stored = Set(result.stored.map(\.sha256))
    let anchored = rows(of: datasets).filter { row in
      guard row.state == .anchored, let document = row.archived else { return false }
      return stored.contains(document.sha256)
    }
    try project.recordAnchors(anchored)
    return (
      true,
      [
        "\(English.count(result.stored.count, "document")) behind rows keyed by hand fetched; "
          + "\(English.count(anchored.count, "row")) anchored in \(result.stored.count == 1 ? "it" : "them")"
      ]
    )
  }

  private func rows(of datasets: [DatasetManifest]) -> [RowEvidence] {
    var rows: [RowEvidence] = []
    for dataset in datasets { rows += (try? project.evidence.rows(of: dataset)) ?? [] }
    return rows
  }
}
