import Model
import Words

extension FigureSupport: Documented {
  package struct Document: Encodable {
    let weakest: EvidenceState?
    let kind: SourceKind?
    let isByHand: Bool
    let anchored, unanchored: Int
    let words: String?
    /// What the declared records give alone, where that is not the value; and whether its SQL reads no row.
    let shortfall: String?
    let readsNothing: Bool
    let datasets: [Dataset]
    let rows: [RowEvidence]
  }

  package struct Dataset: Encodable {
    let dataset: String
    let evidence: EvidenceState
  }

  package var document: Document {
    Document(
      weakest: weakest, kind: weakestKind, isByHand: isByHand, anchored: anchored, unanchored: unanchored,
      words: words, shortfall: shortfall, readsNothing: readsNothing,
      datasets: datasets.map { Dataset(dataset: $0.name, evidence: $0.state) }, rows: rows)
  }
}

extension RowEvidence: Documented {
  package struct Document: Encodable {
    let dataset: String
    let record: Int
    let key: [String]
    let evidence: EvidenceState
    let kind: SourceKind?
    let source, said, reportedOn, reportedText, address, locator, quote, document, sha256, place: String?
    let documentKind: ArchivedDocument.Kind?
    let documentPublished: String?
    /// Whether the document is what a server answered, so that its day is that of the answer.
    let documentWasFetched: Bool?
    /// Whether a number or a day of the row is in the words; a statement in words only a person compares.
    let isCompared: Bool?
    let problem: Problem?
    let remark: Problem?
  }

  package var document: Document {
    Document(
      dataset: dataset, record: record, key: key, evidence: state, kind: kind, source: source, said: said,
      reportedOn: reportedOn, reportedText: reportedText, address: address, locator: locator,
      quote: quote, document: archived?.file, sha256: archived?.sha256, place: place,
      documentKind: archived?.kind, documentPublished: archived?.published.description,
      documentWasFetched: archived?.wasFetched, isCompared: state == .anchored ? isCompared : nil, problem: problem,
      remark: remark)
  }
}
