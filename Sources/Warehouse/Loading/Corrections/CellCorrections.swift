import Glibc
import Manifest
import Model

/// Replaces the publisher's known errors with our values while an edition is loaded, after its rows are checked against
/// the contract and before they are compared with the rows in force. A dataset without corrections has no such value,
/// and only pays for one test per batch.
final class CellCorrections {
  /// A correction with the values by which its row is found.
  private struct Wanted {
    var correction: Correction
    var column: Int
    var key: [CellValue]
    var wrong: CellValue
    var right: CellValue
  }

  let dataset: DatasetManifest
  private let edition: Edition
  private let keyColumns: [Int]
  private let wanted: [Wanted]
  /// Indices of `wanted`, by the hash of the key.
  private let byKey: [UInt64: [Int]]
  private(set) var corrected: [CorrectedCell] = []
  /// The corrections that were made, as indices of the dataset's corrections.
  private(set) var made: Set<Int> = []
  /// What the cell has instead of the value to be corrected, by the index of the correction.
  private(set) var others: [Int: Value] = [:]

  /// Nil if the dataset has no corrections.
  init?(_ dataset: DatasetManifest, _ edition: Edition) {
    guard !dataset.corrections.isEmpty else { return nil }
    self.dataset = dataset
    self.edition = edition
    keyColumns = dataset.keyIndices
    wanted = dataset.corrections.map { correction in
      Wanted(
        correction: correction, column: dataset.columns.firstIndex { $0.name == correction.column }!,
        key: correction.key.map(CellValue.init), wrong: CellValue(correction.wrong), right: CellValue(correction.right))
    }
    byKey = Dictionary(grouping: wanted.indices) { [wanted] n in
      var hash = CellHash()
      for value in wanted[n].key { value.add(to: &hash) }
      return hash.value
    }
  }

  /// - Throws: ``Problem`` if a right value breaks the contract of this edition.
  func apply(to batch: RowBatch) throws {
    for r in 0..<batch.count {
      let cells = batch.row(r)
      var hash = CellHash()
      for i in keyColumns { hash.add(cells[i], arena: batch.arena) }
      guard let found = byKey[hash.value] else { continue }
      for n in found where zip(keyColumns, wanted[n].key).allSatisfy({ $1.isSame(as: cells[$0], in: batch) }) {
        try correct(n, in: batch, row: r)
      }
    }
  }

  private func correct(_ n: Int, in batch: RowBatch, row r: Int) throws {
    let (correction, cell) = (wanted[n].correction, batch.row(r) + wanted[n].column)
    guard wanted[n].wrong.isSame(as: cell.pointee, in: batch) else {
      others[n] = batch.typed(cell.pointee)
      return
    }
    try requireNotLate(correction, dataset.columns[wanted[n].column])
    cell.pointee = wanted[n].right.stored(in: batch)
    batch.isHashed = false
    made.insert(n)
    corrected.append(CorrectedCell(correction, page: Int(batch.pages[r]), record: Int(batch.records[r])))
  }

  /// Years and months are compared with the beginning of the day's date.
  private func requireNotLate(_ correction: Correction, _ column: Column) throws {
    let right = correction.right.plain
    guard column.isNotAfterPublished, right > edition.day.description.prefix(right.count) else { return }
    throw Problem(
      .badInput, at: "\(dataset.correctionsPath):\(correction.line)",
      "right: '\(right)' \(ColumnBreach.afterPublished(edition.day).reason)",
      remedy: "correct the line, then: soundings run --offline \(dataset.name)")
  }
}

/// A value outside any batch, comparable with the cells of one.
private struct CellValue {
  private let kind: Int32
  private let bits: Int64
  /// The bytes of a text and one more, so that an empty text has an address, too.
  private let bytes: [UInt8]

  init(_ value: Value) {
    switch value {
    case .integer(let n): (kind, bits, bytes) = (Cell.integer, n, [0])
    case .text(let text): (kind, bits, bytes) = (Cell.text, 0, Array(text.utf8) + [0])
    case .null, .real: (kind, bits, bytes) = (Cell.null, 0, [0])
    }
  }

  private var length: Int { bytes.count - 1 }

  func add(to hash: inout CellHash) {
    bytes.withUnsafeBufferPointer {
      hash.add(Cell(kind: kind, length: Int32(length), bits: bits), arena: $0.baseAddress!)
    }
  }

  func isSame(as cell: Cell, in batch: RowBatch) -> Bool {
    guard cell.kind == kind else { return false }
    if kind != Cell.text { return kind == Cell.null || cell.bits == bits }
    return Int(cell.length) == length && memcmp(batch.text(cell).baseAddress!, bytes, length) == 0
  }

  func stored(in batch: RowBatch) -> Cell {
    guard kind == Cell.text else { return Cell(kind: kind, length: 0, bits: bits) }
    let offset = bytes.withUnsafeBufferPointer { batch.store($0.baseAddress!, length) }
    return Cell(kind: kind, length: Int32(length), bits: offset)
  }
}
