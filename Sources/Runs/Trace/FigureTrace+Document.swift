import Figures
import Manifest
import Model
import Words

extension FigureTrace: Documented {
  package struct Document: Encodable {
    let figure, article, clause, place: String
    let asOf: Day?
    let value: FigureValue
    let unit: String?
    let datasets: [String]
    let isDeclared: Bool
    let cell: TraceReport?
    let records: [Declared]
    let decisions: [FigureDecision]
    let evidence: FigureSupport
    let readings: [FigureReading]
  }

  package var document: Document {
    Document(
      figure: figure.id, article: article.name, clause: figure.clause, place: figure.place, asOf: asOf, value: value,
      unit: figure.unit, datasets: datasets, isDeclared: !isUndeclared, cell: cell, records: declared,
      decisions: decisions, evidence: support, readings: readings)
  }
}

extension FigureTrace.Declared: Documented {
  package struct Document: Encodable {
    let dataset: String
    let condition: String?
    let records: Int
    let isComplete: Bool
    let contributions: [Contribution]
  }

  package var document: Document {
    Document(
      dataset: line.dataset, condition: line.condition, records: count, isComplete: contributions.count == count,
      contributions: contributions)
  }
}
