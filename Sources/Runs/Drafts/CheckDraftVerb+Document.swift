import Drafts
import Words

extension CheckDraftVerb.Report: Documented {
  /// Its keys are a contract: acceptance checks use them.
  package struct Document: Encodable {
    package struct Cell: Encodable {
      let table, column: String
      let key: JSON
      let value: JSON
      let edition: String
    }

    package struct Number: Encodable {
      let text: String
      let offset: Int
      let verdict: DraftReport.Verdict
      let cells: [Cell]
    }

    let numbers: [Number]
  }

  package var document: Document {
    Document(
      numbers: result.entries.map { entry in
        Document.Number(
          text: entry.text, offset: entry.offset, verdict: entry.verdict,
          cells: entry.cells.map { cell in
            Document.Cell(
              table: cell.source, column: cell.column,
              key: .object(cell.key.map { ($0.column, $0.isNumber ? .number($0.value) : .string($0.value)) }),
              value: cell.value.map(\.json) ?? cell.date.map { .string($0) } ?? .null, edition: cell.edition)
          })
      })
  }
}
