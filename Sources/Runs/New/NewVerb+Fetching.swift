import Fetching
import Manifest
import Model
import System
import Words

extension NewVerb {
  private static let largest = 256 << 20

  /// Starts a dataset from the file behind an address, which is asked once.
  ///
  /// - Throws: ``Problem`` if it cannot be fetched, or as ``run(_:)`` does; ``Stopped``.
  package static func fetching(
    _ url: String, dataset: String, pipeline: String?, _ project: Project
  ) throws -> (report: Report, run: RunReport?) {
    guard url.hasPrefix("https://"), !url.contains(where: \.isWhitespace) else {
      throw Problem(
        .usage, at: "--url", "'\(url)' is no https address",
        remedy: "give the address as the browser shows it, in quotes")
    }
    let folder = try PrivateFolder()
    let again = "soundings new \(dataset) --url \(ShellWord.quoted(url))"
    let fetcher = project.newFetcher(temporaryFolder: folder.path, again: again, remembers: false)
    let plan = FetchPlan(
      address: .fixed(url), paging: nil, expect: Expectation(types: [], startsWith: nil, maxBytes: largest),
      pauseSeconds: 0)
    let outcome: FetchOutcome
    do {
      outcome = try fetcher.fetch(
        plan, name: dataset, validators: { _ in nil }, jsonText: { _, _ in nil }, countRecords: { _ in 0 })
    } catch let failure as FetchFailure {
      throw failure.problem
    }
    guard case .fetched(let pages, _) = outcome, let page = pages.first else {
      throw Problem(.failed, at: url, "nothing came", remedy: "ask again: \(again)")
    }
    return try withExtendedLifetime(folder) {
      try NewVerb(
        dataset: dataset, file: page.path, source: .address(url, type: page.mediaType), pipeline: pipeline,
        published: nil
      ).run(project)
    }
  }
}
