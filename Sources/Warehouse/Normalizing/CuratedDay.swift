import Model

/// The rows of a curated dataset that were reported on one day.
struct CuratedDay {
  var day: Day
  var rows: [CuratedRows.Row]
  var width: Int

  var count: Int { rows.count }
  var firstRecord: Int { Int(rows.first?.record ?? 0) }

  /// The rows as a queue that a loader can take them from.
  func queue() -> BatchQueue {
    let queue = BatchQueue(width: width, batches: max(2, rows.count / RowBatch.capacity + 2))
    var batch = queue.takeEmpty()!
    for row in rows {
      if batch.count == RowBatch.capacity {
        queue.putFull(batch)
        batch = queue.takeEmpty()!
      }
      for (i, cell) in row.cells.enumerated() {
        var stored = cell
        if cell.kind == Cell.text {
          stored.bits = row.texts[i].withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { batch.store($0, buffer.count) } ?? 0
          }
        }
        batch.row(batch.count)[i] = stored
      }
      batch.records[batch.count] = row.record
      batch.pages[batch.count] = row.page
      batch.count += 1
    }
    queue.putFull(batch)
    queue.close()
    return queue
  }
}
