import Model

/// A CSV file that grows row by row, as ``CSVWriter`` writes them.
struct GrowingCSV {
  private(set) var bytes: [UInt8] = []
  private let decimals: [Int?]

  /// - Parameter rows: how many will come, if that is known.
  init(_ columns: [TableColumn], rows: Int = 0) {
    decimals = columns.map { $0.kind == .decimal ? $0.decimals : nil }
    bytes.reserveCapacity(64 + rows * columns.count * 8)
    for (i, column) in columns.enumerated() {
      if i > 0 { bytes.append(CSVWriter.comma) }
      CSVWriter.append(column.name, to: &bytes)
    }
    bytes.append(CSVWriter.newline)
  }

  mutating func add(_ row: [Value]) {
    let start = bytes.count
    for i in row.indices {
      if i > 0 { bytes.append(CSVWriter.comma) }
      CSVWriter.append(row[i], decimals: i < decimals.count ? decimals[i] : nil, to: &bytes)
    }
    if bytes.count == start { bytes += [CSVWriter.quote, CSVWriter.quote] }
    bytes.append(CSVWriter.newline)
  }
}
