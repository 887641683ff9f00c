import FoundationEssentials
import Manifest
import Model
import Warehouse

/// `soundings check`: manifests, SQL, configuration and samples; no network, no data folder.
package struct CheckVerb {
  package struct Report: Encodable, Sendable {
    /// Everything that is wrong.
    package var problems: [Problem]
    /// What is read as what, of each dataset by name; empty where a manifest is wrong.
    package var datasets: [ReadingReport] = []
  }

  package init() {}

  /// Checks everything under a Pipelines folder.
  ///
  /// - Throws: ``Problem`` if a file cannot be read; ``Stopped``. What is wrong in a file is in the report.
  package static func run(
    pipelinesFolder: String, shouldStop: @escaping @Sendable () -> Bool = { false }, log: (String) -> Void
  ) throws -> Report {
    let problems = try problems(in: pipelinesFolder, shouldStop: shouldStop, log: log)
    return Report(
      problems: problems, datasets: (try? Library.load(folder: pipelinesFolder))?.datasets.map(ReadingReport.init) ?? []
    )
  }

  private static func problems(
    in pipelinesFolder: String, shouldStop: @escaping @Sendable () -> Bool, log: (String) -> Void
  ) throws -> [Problem] {
    var problems = Library.problems(in: pipelinesFolder)
    guard problems.isEmpty else { return problems }
    let library = try Library.load(folder: pipelinesFolder)
    problems += try SQLCheck.problems(library, shouldStop: shouldStop)
    guard problems.isEmpty else { return problems }
    for dataset in library.datasets {
      do {
        try SampleCheck.compare(dataset)
      } catch let problem as Problem {
        problems.append(problem)
      }
    }
    log(
      "\(library.pipelines.count) pipelines, \(library.datasets.count) datasets, \(library.tables.count) tables, "
        + "\(library.pipelines.flatMap(\.checks).count) checks, \(library.articles.flatMap(\.figures).count) figures read"
    )
    return problems
  }
}
