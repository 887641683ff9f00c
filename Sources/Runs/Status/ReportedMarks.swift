import Manifest
import Model
import Warehouse

/// The marks of editions in use that no person has accepted: they are reported in every run, and the exit code is 1.
enum ReportedMarks {
  /// - Parameter day: the state that is asked about; nil is the newest.
  static func problems(
    of dataset: DatasetManifest, among editions: [EditionFacts], _ session: Session, asOf day: Day?
  ) throws -> [Problem] {
    let marked = editions.filter { $0.state == .loaded && $0.isReported }
    guard !marked.isEmpty else { return [] }
    let used = try session.sources(dataset, asOf: day).map { ($0.edition, $0.published) }
    return marked.filter { edition in used.contains { $0 == (edition.edition, edition.published) } }.flatMap {
      edition in
      edition.marks.filter(\.kind.isReported).map { problem($0, of: edition, in: dataset) }
    }
  }

  private static func problem(_ mark: EditionMark, of edition: EditionFacts, in dataset: DatasetManifest) -> Problem {
    guard !dataset.isCurated else {
      return Problem(
        .badInput, at: "\(dataset.folder)/curated.csv", mark.text,
        remedy: "correct the row, then: soundings run --offline \(dataset.name)")
    }
    return Problem(
      .badInput, at: "\(dataset.name), edition of \(edition.edition)", mark.text,
      remedy: "compare the file with the publisher's page; to keep it as it is: "
        + Edition.acceptCommand(dataset.name, edition.typedName))
  }
}
