import Glibc

/// The buffer of a CSV reader and the position in it. Offsets count from `base`.
struct CSVState {
  /// Why a record does not fit the header.
  enum Defect {
    case none
    case wrongCount
    case cutOff
    case textAfterQuote
    case badText
  }

  /// Followed by 64 bytes of slack, so that a whole block can be read at any byte.
  var base: UnsafeMutablePointer<UInt8>
  var capacity: Int
  /// The end of the bytes that were read.
  var end = 0
  var isAtEnd = false

  /// The start of the next record, and its line.
  var next = 0
  var nextLine = 1
  /// The current block of 64 bytes, its remaining structural bytes, and whether it is suspect.
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
  /// The line ends inside the current record, and the largest number of lines in a quoted field so far.
  var innerLineEnds = 0
  var widest = 1
  /// The maximum number of lines in a quoted field, and the first field that has more.
  var allowedLines = Int.max
  var tooWide: WideField?
  /// Set by the scan if the record must be checked; `defect` is the result of the check.
  var isDefective = false
  var hasTextAfterQuote = false
  var defect = Defect.none
  /// The line of an opening quote that the scan found no closing quote for; 0 if there is none.
  var quoteLine = 0

  var columns: Int
  /// Memory for quoted fields whose doubled quotes are unescaped; as large as the buffer, so one record never fills it.
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

  /// Copies a quoted field's bytes, replacing each doubled quote with a single one.
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
