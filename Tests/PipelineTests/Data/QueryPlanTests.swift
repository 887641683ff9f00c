import Foundation
import Manifest
import Model
import PipelineTools
import Runs
import TestTools
import Testing
import Warehouse

/// How SQLite finds the rows of each table that the library ships: a scan where a search should be shows in a difference.
///
/// SOUNDINGS_RECORD=1 writes the files of `Tests/PipelineTests/Plans` anew; read the difference before committing it. Another
/// SQLite chooses other plans.
@Suite(.tags(.slow)) struct QueryPlanTests {
  static let folder = Repository.root + "/Tests/PipelineTests/Plans"
  static let version = "SQLite 3.40"

  @Test(.enabled(if: "SQLite \(Warehouse.sqliteVersion)".hasPrefix(version + "."), "recorded with \(version)"))
  func everyTableIsFoundAsRecorded() throws {
    let work = try TestProject.loaded()
    let states = [ShownState.newest, .asOf(Day("2025-11-19")!)]
    let plans = try work.project.openWarehouse().read { session in
      try states.map { state in
        try session.showing(state, of: work.project.library.datasets) {
          try work.project.library.tables.map { try session.plan(of: $0) }
        }
      }
    }
    let tables = work.project.library.tables.map(\.name)
    for (i, table) in tables.enumerated() {
      let file = "\(Self.folder)/\(table).txt"
      let (newest, past) = (plans[0][i], plans[1][i])
      let plan =
        (newest + (past == newest ? [] : ["", "As of a day:"] + past)).map { $0 + "\n" }.joined()
      if SampleTests.isRecording { try plan.write(toFile: file, atomically: true, encoding: .utf8) }
      let recorded = try? String(contentsOfFile: file, encoding: .utf8)
      #expect(plan == recorded, "the plan of \(table) is another one; see the command above")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(files.sorted() == tables.map { $0 + ".txt" }.sorted())
  }
}
