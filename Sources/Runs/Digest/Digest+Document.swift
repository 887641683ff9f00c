import Drafts
import Model
import Warehouse
import Words

extension Digest: Documented {
  package struct Document: Encodable {
    struct Execution: Encodable {
      let run: Int
      let command, startedAt, finishedAt: String

      init(_ record: RunRecord) {
        run = record.run
        command = record.command.text
        startedAt = record.startedAt
        finishedAt = record.finishedAt
      }
    }

    struct LastChange: Encodable {
      let run: Execution
      let summary: String
    }

    let run: Execution
    let previous: Execution?
    let dataset: String?
    let isNew: Bool
    /// Always true: every run's changes are recorded. For programs that test it.
    let isRecorded = true
    let summary: String
    let datasets: [News]
    let figures: [FigureNews]
    let troubles: [Trouble]
    let pipelinesMissing: [String]
    let lastChange: LastChange?
    let text: [String]
  }

  package var document: Document {
    Document(
      run: Document.Execution(run), previous: previous.map(Document.Execution.init), dataset: dataset, isNew: isNews,
      summary: DigestWords.headline(self), datasets: datasets, figures: figures, troubles: troubles,
      pipelinesMissing: missing,
      lastChange: last.map { Document.LastChange(run: Document.Execution($0.run), summary: $0.summary) },
      text: DigestWords.paragraphs(self))
  }
}

extension Digest.News: Documented {
  package struct Document: Encodable {
    let dataset, title, publisher: String
    let isFirst, isReread, isComparable: Bool
    let rowsBefore, rowsAfter, added, firstSeen, removed, revised, quarantinedBefore, quarantinedAfter: Int
    let excerpt: Digest.Excerpt?
    let periodColumn, measure: String?
    let editions: [DatasetChange.EditionChange]
    let periods: [DatasetChange.Period]
    let tables: [Digest.TableNews]
  }

  package var document: Document {
    Document(
      dataset: change.dataset, title: title, publisher: publisher, isFirst: change.isFirst,
      isReread: change.isReread, isComparable: change.isComparable, rowsBefore: change.rowsBefore,
      rowsAfter: change.rowsAfter, added: change.added, firstSeen: change.firstSeen, removed: change.removed,
      revised: change.revised, quarantinedBefore: change.quarantinedBefore,
      quarantinedAfter: change.quarantinedAfter, excerpt: excerpt, periodColumn: change.periodColumn,
      measure: change.measure, editions: change.editions, periods: change.periods, tables: tables)
  }
}

extension DatasetChange.EditionChange: Documented {
  package struct Document: Encodable {
    let edition: String
    let origin: EditionOrigin
    let arrival: String
    let state: EditionState
    let heldBecause: String?
  }

  package var document: Document {
    Document(
      edition: edition, origin: origin, arrival: arrival.rawValue, state: state,
      heldBecause: heldBecause?.description)
  }
}

extension DatasetChange.Period: Documented {
  package struct Document: Encodable {
    let period: String
    let rowsBefore, rowsAfter, added, firstSeen, removed, revised: Int
    let old, new: Int64?
  }

  package var document: Document {
    Document(
      period: period, rowsBefore: rowsBefore, rowsAfter: rowsAfter, added: added, firstSeen: firstSeen,
      removed: removed, revised: revised, old: old, new: new)
  }
}

extension Digest.TableNews: Documented {
  package struct Document: Encodable {
    let table, title: String
    let datasets: [String]
    let rowsBefore, rowsAfter, addedRows, removedRows, changedCells: Int
    let changes: [TableChange.Cell]
  }

  package var document: Document {
    Document(
      table: change.table, title: title, datasets: change.datasets, rowsBefore: change.rowsBefore,
      rowsAfter: change.rowsAfter, addedRows: change.addedRows, removedRows: change.removedRows,
      changedCells: change.changedCells, changes: change.cells)
  }
}

extension TableChange.Cell: Documented {
  package struct Document: Encodable {
    let change: String
    /// The key's own column names.
    let key: JSON
    let column: String
    let unit: String?
    let old, new: Value
  }

  package var document: Document {
    Document(
      change: kind.rawValue, key: .object(key.map { ($0.column, .string($0.value)) }), column: column, unit: unit,
      old: old, new: new)
  }
}

extension Digest.FigureNews: Documented {
  package struct Document: Encodable {
    let article, id: String
    let verdict: Verdict
    let previous: Verdict?
    let value, previousValue, valueNow, previousValueNow: String?
    let at: String
  }

  package var document: Document {
    Document(
      article: article, id: new.figure, verdict: new.verdict, previous: old?.verdict, value: new.value,
      previousValue: old?.value, valueNow: new.valueNow, previousValueNow: old?.valueNow, at: new.at)
  }
}
