import Glibc
import Manifest

/// The ``PeriodSums`` of an edition's rows, added up while they are loaded: a state that is one edition's need not be read for it.
struct PeriodTally {
  private let period: Int?
  private let measure: Int?
  private var periods: [String: PeriodSums.Period] = [:]
  private var name = ""
  /// Where the period is a number.
  private var year: Int64?
  private var current = PeriodSums.Period()
  private var isTooLarge = false

  init(_ dataset: DatasetManifest) {
    func index(_ name: String?) -> Int? { dataset.columns.firstIndex { $0.name == name } }
    period = index(dataset.periodColumn)
    measure = index(dataset.periodMeasure)
  }

  @inline(__always)
  mutating func add(_ batch: RowBatch, row r: Int) {
    let cells = batch.row(r)
    if let period, !isNamed(cells[period], batch) { turn(to: batch.value(cells[period]) ?? "") }
    current.rows += 1
    guard let measure, cells[measure].kind == Cell.integer else { return }
    current.stated += 1
    let (sum, overflows) = current.sum.addingReportingOverflow(cells[measure].bits)
    current.sum = sum
    if overflows { isTooLarge = true }
  }

  @inline(__always)
  private mutating func isNamed(_ cell: Cell, _ batch: RowBatch) -> Bool {
    guard cell.kind == Cell.text else {
      let number = cell.kind == Cell.integer ? cell.bits : nil
      guard number != year || (number == nil && !name.isEmpty) else { return true }
      year = number
      return (batch.value(cell) ?? "") == name
    }
    let text = batch.text(cell)
    return name.withUTF8 {
      $0.count == text.count && (text.isEmpty || memcmp($0.baseAddress!, text.baseAddress!, text.count) == 0)
    }
  }

  private mutating func turn(to other: String) {
    if current.rows > 0 { periods[name] = current }
    name = other
    current = periods[other] ?? PeriodSums.Period()
  }

  /// Nil where a sum exceeds 64 bits, which whoever reads the rows for it reports.
  var sums: PeriodSums? {
    var all = periods
    if current.rows > 0 { all[name] = current }
    return isTooLarge ? nil : PeriodSums(all)
  }
}
