import GRDB
import Manifest
import Model

extension CorrectedCell {
  init(_ correction: Correction, page: Int, record: Int) {
    self.init(
      page: page, record: record, column: correction.column, wrong: correction.wrong, right: correction.right,
      reason: correction.reason, link: correction.link)
  }
}

extension Session {
  func recordCorrections(_ result: LoadedEdition) throws {
    for cell in result.corrected {
      try db.execute(
        sql: """
          insert into _corrections (dataset, ordinal, page, record, column_name, wrong_value, right_value, reason,
            link)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          result.dataset, result.ordinal, cell.page, cell.record, cell.column, cell.wrong.databaseValue,
          cell.right.databaseValue, cell.reason, cell.link,
        ])
    }
  }

  /// The corrected cells of a dataset's editions, by the records that they came from, in the order of the columns' names.
  package func correctedCells(of dataset: String) throws -> [RecordAddress: [CorrectedCell]] {
    var cells: [RecordAddress: [CorrectedCell]] = [:]
    for row in try Row.fetchAll(
      db, sql: "select * from _corrections where dataset = ? order by ordinal, page, record, column_name",
      arguments: [dataset])
    {
      let cell = CorrectedCell(
        page: row["page"], record: row["record"], column: row["column_name"], wrong: Value(row, "wrong_value"),
        right: Value(row, "right_value"), reason: row["reason"], link: row["link"])
      cells[RecordAddress(ordinal: row["ordinal"], page: cell.page, record: cell.record), default: []].append(cell)
    }
    return cells
  }
}
