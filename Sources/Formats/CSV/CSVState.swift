import Glibc

/// Why a record does not fit the header.
enum CSVDefect {
  case none
  case wrongCount
  case cutOff
  case textAfterQuote
  case badText
}

/// The buffer of a CSV reader and its place in it. Offsets count from `base`.
struct CSVState {
  /// Followed by 64 bytes of slack, so that a block may be read wherever a byte is.
  var base: UnsafeMutablePointer<UInt8>
  var capacity: Int
  /// Where the bytes that were read end.
  var end = 0
  var isAtEnd = false

  /// Where the next record starts, and its line.
  var next = 0
  var nextLine = 1
  /// The current block of 64 bytes, its structural bytes that are still to come, and whether it is suspect.
  var block = -64
  var bits: UInt64 = 0
  var isBlockSuspect = false

  /// The current record.
  var record = 0
  var start = 0
  var length = 0
  var line = 0
  var found = 0
  var hasLineEnd = true
  /// The line ends inside of the current record, and the most lines that a quoted field has spanned so far.
  var innerLineEnds = 0
  var widest = 1
  /// The most lines that a quoted field may span, and the first field that spans more.
  var allowedLines = Int.max
  var tooWide: (column: Int, line: Int, lines: Int)?
  /// Set by the scan where the record needs a closer look; `defect` is the outcome of that look.
  var isDefective = false
  var hasTextAfterQuote = false
  var defect = CSVDefect.none
  /// The line on which the quote opened that the scan could not close; 0 where there is none.
  var quoteLine = 0

  var columns: Int
  /// Where quoted fields with doubled quotes are unescaped; as large as the buffer, hence never full within one record.
  var side: UnsafeMutablePointer<UInt8>?
  var sideUsed = 0

  init(capacity: Int, columns: Int) {
    base = Self.memory(capacity)
    self.capacity = capacity
    self.columns = columns
  }

  private static func memory(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 64)
    memory.initialize(repeating: 32, count: capacity + 64)
    return memory
  }

  func deallocate() {
    base.deallocate()
    side?.deallocate()
  }

  mutating func grow() {
    let larger = Self.memory(capacity * 2)
    memcpy(larger, base, end)
    deallocate()
    base = larger
    capacity *= 2
    side = nil
  }

  /// Makes the next scan start with the block at `next`.
  mutating func rewindBlocks() {
    block = next - 64
    bits = 0
    isBlockSuspect = false
  }

  /// Copies a quoted field's bytes with each doubled quote made single.
  mutating func unescaped(from: Int, to: Int) -> (start: UnsafePointer<UInt8>, count: Int) {
    let memory = side ?? .allocate(capacity: capacity)
    side = memory
    let first = sideUsed
    var i = from
    while i < to {
      let byte = base[i]
      memory[sideUsed] = byte
      sideUsed += 1
      i += byte == UInt8(ascii: "\"") ? 2 : 1
    }
    return (UnsafePointer(memory + first), sideUsed - first)
  }
}
