import Manifest
import Model
import Runs
import Words

extension RunOutput: Documented {
  struct Document: Encodable {
    struct Line: Encodable {
      let dataset, pipeline: String
      let state: Freshness.State
      let edition: String?
      let published: Day?
      let rows: Int
      let outcome: DatasetOutcomeKind
      let note: String
      let problem: Problem?
      let news, reported: [Problem]
      let loaded: [LoadedFacts]
    }

    struct Failure: Encodable {
      let pipeline: String
      let problem: Problem
    }

    struct Figure: Encodable {
      let article, id: String
      let verdict: Verdict
      let previous: Verdict?
    }

    let datasets: [Line]
    let problems: [Failure]
    let tables: [String]
    let exports: String
    let exportProblems: [Problem]
    let missing, remarks: [String]
    let worseFigures: [Figure]
    let figureProblems: [Problem]
    let exitCode: Int32
  }

  var document: Document {
    Document(
      datasets: lines.map { line in
        Document.Line(
          dataset: line.dataset, pipeline: line.pipeline, state: line.state, edition: line.edition,
          published: line.published, rows: line.rows, outcome: line.outcome.kind, note: line.outcome.summary,
          problem: line.outcome.problem, news: line.outcome.news, reported: line.reported, loaded: line.outcome.loaded)
      },
      problems: report.pipelineProblems.map { Document.Failure(pipeline: $0.pipeline, problem: $0.problem) },
      tables: report.tables, exports: report.exportsFolder, exportProblems: report.exportProblems,
      missing: report.missing, remarks: report.remarks,
      worseFigures: report.worseFigures.map { article, check in
        Document.Figure(article: article, id: check.figure.id, verdict: check.verdict, previous: check.previous)
      }, figureProblems: report.figureProblems, exitCode: exitCode)
  }
}
