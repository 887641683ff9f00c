import Drafts
import Manifest
import Model
import System
import Warehouse

/// `soundings check-draft FILE`: the numbers and dates of a draft against all tables and datasets.
package struct CheckDraftVerb {
  /// The draft: a file, or a pipe such as /dev/stdin.
  package var path: String
  package var asOf: Day?

  package init(path: String, asOf: Day?) {
    self.path = path
    self.asOf = asOf
  }

  package struct Report: Sendable, Ending {
    /// The draft's path, as given.
    package var path: String
    package var asOf: Day?
    package var draft: DraftText
    package var result: DraftReport
    /// For each number, the commands that show its cells, and the entry of an article's file that keeps it; nil where there is none.
    package var evidence: [DraftEvidence]
    /// What was not looked through.
    package var remarks: [String]

    package var exitCode: Int32 { result.count(.wrong) > 0 ? 1 : 0 }
  }

  /// - Throws: ``Problem`` if the draft cannot be read, there is no warehouse, or a table's SQL fails.
  package func run(_ project: Project) throws -> Report {
    let draft = try DraftText(DraftFile(path: path, option: "FILE").bytes(), name: path)
    let library = project.library
    let (sources, tooLarge) = try project.openWarehouse(memory: SelectMemory(program: Project.program)).read {
      session in
      try session.showing(ShownState(asOf: asOf), of: library.datasets) {
        try FactReader(session: session, library: library, asOf: asOf).sources()
      }
    }
    let result = DraftReport(draft, sources: sources, today: asOf ?? project.clock.today())
    let maker = DraftEvidence.Maker(library: project.library, asOf: asOf)
    var remarks = tooLarge.map { "\($0) has more than \(FactReader.mostRows) rows, and is not looked through" }
    remarks += result.unfinished.map {
      "\($0) has too many rows for so long a draft: not all of its numbers were looked up in it"
    }
    return Report(
      path: path, asOf: asOf, draft: draft, result: result,
      evidence: result.entries.enumerated().map { maker.evidence($1, number: $0 + 1) },
      remarks: remarks)
  }

  /// All tables and datasets as a draft is checked against them, and the names of those that have too many rows for it.
  ///
  /// - Throws: ``Problem`` if there is no warehouse, or a table's SQL fails.
  package static func facts(of project: Project, asOf: Day?) throws -> (sources: [FactSource], tooLarge: [String]) {
    let library = project.library
    return try project.openWarehouse(memory: SelectMemory(program: Project.program)).read { session in
      try session.showing(ShownState(asOf: asOf), of: library.datasets) {
        try FactReader(session: session, library: library, asOf: asOf).sources()
      }
    }
  }
}
