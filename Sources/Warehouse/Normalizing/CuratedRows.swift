import Manifest
import Model

/// Each curated row has the day on which its source reported it. Sorted by it, each day is a separate edition, which
/// covers only the keys that it names. A later row of the same key is a revision of the earlier one.
final class CuratedRows {
  struct Row {
    var cells: [Cell]
    var texts: [[UInt8]]
    var page: Int32
    var record: Int32
  }

  private let width: Int
  private let reportedOn: Int
  private var rows: [(day: Day, row: Row)] = []

  init(_ dataset: DatasetManifest) {
    width = dataset.columns.count
    reportedOn = dataset.columns.firstIndex { $0.name == "reported_on" }!
  }

  func collect(from queue: BatchQueue) throws {
    while let batch = try queue.takeFull() {
      for r in 0..<batch.count {
        let cells = batch.row(r)
        let day = Day(batch.value(cells[reportedOn])!)!
        rows.append(
          (
            day,
            Row(
              cells: (0..<width).map { cells[$0] },
              texts: (0..<width).map { cells[$0].kind == Cell.text ? Array(batch.text(cells[$0])) : [] },
              page: batch.pages[r], record: batch.records[r])
          ))
      }
      queue.putEmpty(batch)
    }
  }

  /// One group per day, in order; within a day the order of the file.
  func days() -> [CuratedDay] {
    var days: [CuratedDay] = []
    for (day, row) in rows.sorted(by: { ($0.day, $0.row.page, $0.row.record) < ($1.day, $1.row.page, $1.row.record) }) {
      if days.last?.day != day { days.append(CuratedDay(day: day, rows: [], width: width)) }
      days[days.count - 1].rows.append(row)
    }
    return days
  }
}
