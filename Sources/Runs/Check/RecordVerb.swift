import Manifest
import Model
import System

/// `soundings record [DATASET ...]`: writes what a dataset's sample gives as `expected.csv`, to be read and kept.
package struct RecordVerb {
  /// Empty for all.
  package var datasets: [String]

  package init(datasets: [String]) { self.datasets = datasets }

  package struct Report: Encodable, Sendable {
    /// One file that was looked at.
    package struct File: Encodable, Sendable {
      package var dataset, file: String
      package var rows: Int
      /// Records of the sample that break the contract.
      package var quarantined: Int
      /// False where it was so already.
      package var hasChanged: Bool
    }

    package var files: [File]
    /// Why a dataset has none.
    package var problems: [Problem]
  }

  /// - Throws: ``Problem`` if a dataset is unknown, or a file cannot be written.
  package func run(_ project: Project) throws -> Report {
    let wanted = try datasets.isEmpty ? project.library.datasets : datasets.map(project.library.dataset(named:))
    var report = Report(files: [], problems: [])
    for dataset in wanted {
      do {
        guard let text = try SampleCheck.rendered(dataset) else { throw SampleCheck.noSample(dataset) }
        let path = SampleCheck.expectedPath(dataset)
        let hasChanged = (try? Files.bytes(of: path)) != Array(text.utf8)
        if hasChanged { try AtomicFile.write(Array(text.utf8), to: path) }
        let parts = text.split(separator: "\n\n", maxSplits: 1)
        report.files.append(
          Report.File(
            dataset: dataset.name, file: path, rows: parts[0].split(separator: "\n").count - 1,
            quarantined: parts.count > 1 ? parts[1].split(separator: "\n").count { $0.hasPrefix("# record ") } : 0,
            hasChanged: hasChanged))
      } catch let problem as Problem {
        report.problems.append(problem)
      }
    }
    return report
  }
}
