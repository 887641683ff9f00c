import Figures
import Manifest
import Model
import PipelineTools
import TestTools
import Testing
import Warehouse

@testable import Runs

/// The records behind the figures of the articles that come with the repository.
@Suite(.tags(.slow)) struct EvidenceTests {
  let work: TestProject

  init() throws { work = try TestProject.loaded() }

  /// Whoever writes a figure says on what it rests.
  @Test func everyFigureWithDataLeadsToRecords() throws {
    for article in Repository.library.articles {
      for figure in article.figures {
        switch figure.source {
        case .sql: #expect(!figure.records.isEmpty, "\(figure.place): '\(figure.id)' has no records")
        case .cell(let name, let column, _):
          let table = try Repository.library.table(named: name)
          #expect(!table.traced(column).isEmpty, "\(figure.place): \(name).\(column) has no trace line")
        case .none: break
        }
      }
    }
  }

  /// Over its records alone each figure is what it is over everything, as of publication and now; the finder throws where not.
  @Test func theRecordsMakeTheFigures() throws {
    for article in Repository.library.articles {
      try work.project.openWarehouse().read { session in
        for day in [article.published, nil] {
          let finder = EvidenceFinder(library: Repository.library, session: session, asOf: day, naming: .all)
          for figure in article.figures {
            let evidence = try finder.evidence(for: figure)
            if case .none = figure.source { continue }
            // What has a value has a record.
            let count = evidence.cells.reduce(0) { $0 + $1.records.count } + evidence.declared.flatMap(\.records).count
            #expect(evidence.found.text == nil || count > 0, "\(figure.id), \(day?.description ?? "now")")
          }
        }
      }
    }
  }

  /// The check can fail: each declared record is taken away, and where one was needed, that is said at its line.
  @Test func fewerRecordsAreNotSufficient() throws {
    let article = try Repository.library.article(named: "ms-now-2025-11-19")
    try work.project.openWarehouse().read { session in
      let finder = EvidenceFinder(library: Repository.library, session: session, asOf: nil, naming: .all)
      for (id, condition) in [
        ("reward-doubled", "item = '2025-08'"), ("fentanyl-at-the-southwest-border", "region = 'Southwest Border'"),
        ("strikes", "event_date < '2025-11-15'"), ("miles-from-venezuela", "to_shore = 'Trinidad'"),
      ] {
        var figure = try article.figure(named: id)
        figure.records[0].condition = "(\(figure.records[0].condition ?? "1")) and \(condition)"
        let problem = try #require(throws: Problem.self, "\(id)") { try finder.evidence(for: figure) }
        #expect(problem.kind == .badInput)
        #expect(problem.place == figure.records[0].place)
        #expect(
          problem.what.contains("the declared records of '\(id)' are incomplete: alone they give "), "\(problem)")
        // The session is as it was.
        #expect(try finder.evidence(for: article.figure(named: id)).found.text != nil)
      }
    }
  }
}
