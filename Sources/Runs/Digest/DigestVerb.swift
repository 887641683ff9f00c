import Manifest
import Model
import Warehouse

/// `soundings diff --since-last-run`: what the last run changed, in words for people.
///
/// The last run is the last execution in the ledger that is not a rebuild: a rebuild changes nothing. Changes of
/// verdicts count from the execution before it, also those recorded by `soundings figures`.
package struct DigestVerb {
  /// Nil for all datasets.
  package var dataset: String?

  package init(dataset: String?) { self.dataset = dataset }

  /// - Throws: ``Problem`` if the dataset is unknown, or no run loaded anything yet.
  package func run(_ project: Project) throws -> Digest {
    let asked = try dataset.map { try project.library.dataset(named: $0) }
    return try project.openWarehouse(warns: false).read { session in
      let runs = try session.runs().filter { $0.command.kind != .rebuild }
      guard let last = runs.last else {
        throw Problem(
          at: project.dataFolder, "its ledger contains no run that loaded anything",
          remedy: "load the datasets: soundings run")
      }
      let reader = DigestReader(library: project.library, session: session, asked: asked)
      var digest = Digest(run: last)
      digest.previous = runs.dropLast().last
      digest.dataset = dataset
      digest.isUntouched =
        asked.map { dataset in !last.pipelines.contains { $0.pipeline == dataset.pipeline } } ?? false
      if last.command == RunCommand(.run), asked == nil {
        let done = Set(last.pipelines.map(\.pipeline))
        digest.missing = project.library.pipelines.filter { !$0.datasets.isEmpty && !done.contains($0.name) }.map(
          \.name)
      }
      digest.datasets = try reader.news(last)
      digest.troubles = try reader.troubles(last, digest.datasets, before: runs.dropLast())
      (digest.hasFigures, digest.figures) = try reader.figures(last, before: runs.dropLast())
      if digest.datasets.isEmpty, let (run, news) = try reader.lastNews(runs.dropLast()) {
        digest.last = (run, DigestWords.summary(news, run, isFirst: run.run == runs.first?.run))
      }
      return digest
    }
  }
}
