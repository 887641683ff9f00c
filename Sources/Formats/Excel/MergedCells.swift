import Model

/// The merged cells of a sheet, which its part tells after the rows.
struct MergedCells {
  struct Range: Equatable {
    var first: CellAddress
    var last: CellAddress

    var text: String { "\(first.text):\(last.text)" }
  }

  /// By first row, then by first column.
  let ranges: [Range]
  /// The ranges before this one have begun.
  private var next = 0
  /// Those that touch the row last asked about.
  private(set) var current: [Range] = []

  private static let most = 500_000

  /// - Throws: ``Problem`` (`.badInput`) where a range is none, or the ranges are too many.
  init(_ stream: XMLStream) throws {
    let name = stream.interned("mergeCell")
    var ranges: [Range] = []
    while let event = try stream.next() {
      guard event == .start, stream.name == name else { continue }
      let text = stream.attribute("ref") ?? ""
      let ends = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { CellAddress($0) }
      guard ends.count == 2, let first = ends[0], let last = ends[1], first.row <= last.row, first.column <= last.column
      else {
        throw stream.problem("the merged cells '\(text.prefix(40))' are no range")
      }
      ranges.append(Range(first: first, last: last))
      guard ranges.count <= Self.most else { throw stream.problem("more than \(Self.most) merged cells") }
    }
    self.ranges = ranges.sorted { ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column) }
  }

  init() { ranges = [] }

  /// Moves on to a row, which must be below the one before; `current` has its ranges then.
  ///
  /// - Returns: false where so many ranges touch the row that some overlap.
  mutating func move(to row: Int) -> Bool {
    current.removeAll { $0.last.row < row }
    while next < ranges.count, ranges[next].first.row <= row {
      if ranges[next].last.row >= row { current.append(ranges[next]) }
      next += 1
      guard current.count <= CellAddress.lastColumn else { return false }
    }
    return true
  }
}
