import Drafts
import Model
import Publishing
import Warehouse
import Words

/// A digest as a document for programs.
package enum DigestJSON {
  package static func document(_ digest: Digest) -> JSON {
    .object([
      ("run", json(digest.run)), ("previous", digest.previous.map(json) ?? .null),
      ("dataset", .optional(digest.dataset)), ("is_new", .bool(digest.isNews)),
      ("is_recorded", .bool(!digest.isUnrecorded)), ("summary", .string(DigestWords.headline(digest))),
      ("datasets", .array(digest.datasets.map(json))), ("figures", .array(digest.figures.map(json))),
      ("troubles", .array(digest.troubles.map(json))), ("pipelines_missing", .strings(digest.missing)),
      (
        "last_change",
        digest.last.map { .object([("run", json($0.run)), ("summary", .string($0.summary))]) } ?? .null
      ),
      ("text", .strings(DigestWords.paragraphs(digest))),
    ])
  }

  private static func json(_ run: RunRecord) -> JSON {
    .object([
      ("run", .integer(run.run)), ("command", .string(run.command.text)), ("started_at", .string(run.startedAt)),
      ("finished_at", .string(run.finishedAt)),
    ])
  }

  private static func json(_ news: Digest.News) -> JSON {
    let change = news.change
    return .object([
      ("dataset", .string(change.dataset)), ("title", .string(news.title)), ("publisher", .string(news.publisher)),
      ("is_first", .bool(change.isFirst)), ("is_reread", .bool(change.isReread)),
      ("is_comparable", .bool(change.isComparable)), ("rows_before", .integer(change.rowsBefore)),
      ("rows_after", .integer(change.rowsAfter)), ("added", .integer(change.added)),
      ("first_seen", .integer(change.firstSeen)),
      ("removed", .integer(change.removed)), ("revised", .integer(change.revised)),
      ("quarantined_before", .integer(change.quarantinedBefore)),
      ("quarantined_after", .integer(change.quarantinedAfter)), ("excerpt", .optional(news.excerpt?.rawValue)),
      ("period_column", .optional(change.periodColumn)),
      ("measure", .optional(change.measure)),
      (
        "editions",
        .array(
          change.editions.map {
            .object([
              ("edition", .string($0.edition)), ("origin", .string($0.origin.rawValue)),
              ("arrival", .string($0.arrival.rawValue)), ("state", .string($0.state.rawValue)),
              ("held_because", .optional($0.heldBecause?.description)),
            ])
          })
      ),
      ("periods", .array(change.periods.map(json))), ("tables", .array(news.tables.map(json))),
    ])
  }

  private static func json(_ period: DatasetChange.Period) -> JSON {
    .object([
      ("period", .string(period.period)), ("rows_before", .integer(period.rowsBefore)),
      ("rows_after", .integer(period.rowsAfter)), ("added", .integer(period.added)),
      ("first_seen", .integer(period.firstSeen)),
      ("removed", .integer(period.removed)), ("revised", .integer(period.revised)),
      ("old", period.old.map { .integer($0) } ?? .null), ("new", period.new.map { .integer($0) } ?? .null),
    ])
  }

  private static func json(_ table: Digest.TableNews) -> JSON {
    let change = table.change
    return .object([
      ("table", .string(change.table)), ("title", .string(table.title)), ("datasets", .strings(change.datasets)),
      ("rows_before", .integer(change.rowsBefore)), ("rows_after", .integer(change.rowsAfter)),
      ("new_rows", .integer(change.newRows)), ("gone_rows", .integer(change.goneRows)),
      ("changed_cells", .integer(change.changedCells)),
      (
        "changes",
        .array(
          change.cells.map { cell in
            .object([
              ("change", .string(cell.kind.rawValue)),
              ("key", .object(cell.key.map { ($0.column, .string($0.value)) })), ("column", .string(cell.column)),
              ("unit", .optional(cell.unit)), ("old", JSON(cell.old)), ("new", JSON(cell.new)),
            ])
          })
      ),
    ])
  }

  private static func json(_ figure: Digest.FigureNews) -> JSON {
    .object([
      ("article", .string(figure.article)), ("id", .string(figure.new.figure)),
      ("verdict", .string(figure.new.verdict.rawValue)), ("previous", .optional(figure.old?.verdict.rawValue)),
      ("value", .optional(figure.new.value)), ("previous_value", .optional(figure.old?.value)),
      ("value_now", .optional(figure.new.valueNow)), ("previous_value_now", .optional(figure.old?.valueNow)),
      ("at", .string(figure.new.at)),
    ])
  }

  private static func json(_ trouble: Digest.Trouble) -> JSON {
    .object([
      ("kind", .string(trouble.kind.rawValue)), ("name", .string(trouble.name)), ("what", .string(trouble.what)),
      ("is_new", .bool(trouble.isNew)),
    ])
  }
}
