import Glibc
import Model

/// The buffer of a ``DialectReader`` and the position in it; offsets count from `base`.
struct DialectState {
  enum Defect: Equatable {
    case none
    case wrongCount
    case cutOff
    case textAfterQuote
    case unknownEscape(UInt8)
    case badText(String)
    /// It begins as comments do, and is otherwise a record.
    case commented
  }

  var base: UnsafeMutablePointer<UInt8>
  var capacity: Int
  var end = 0
  var isAtEnd = false
  /// The place in the text of `base`.
  var consumed = 0

  /// The start of the next record, and its line.
  var next = 0
  var nextLine = 1

  /// The current record.
  var start = 0
  var length = 0
  var line = 0
  var found = 0
  var innerLineEnds = 0
  var hasLineEnd = true
  var defect = Defect.none

  var widest = 1
  var allowedLines = Int.max
  var tooWide: WideField?
  var quoteLine = 0

  /// Memory for fields with escapes.
  var side: UnsafeMutablePointer<UInt8>?
  var sideUsed = 0

  init(capacity: Int) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  func deallocate() {
    base.deallocate()
    side?.deallocate()
  }

  /// Makes room behind the unfinished record: moves it to the front, or takes a larger buffer.
  mutating func makeRoom(most: Int) {
    if next > 0 {
      memmove(base, base + next, end - next)
      consumed += next
      end -= next
      next = 0
    }
    guard capacity - end < max(16, capacity / 4) else { return }
    // A record may be as long as allowed, and a little longer, so that this is seen.
    let larger = min(capacity * 2, most + (64 << 10))
    guard larger > capacity else { return }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memcpy(memory, base, end)
    base.deallocate()
    base = memory
    capacity = larger
    side?.deallocate()
    side = nil
  }

  /// Copies the content of a field, without the first of each pair of quotes or the backslash before a character.
  mutating func unescaped(from: Int, to: Int, escape: UInt8) -> (start: UnsafePointer<UInt8>, count: Int) {
    let memory = side ?? .allocate(capacity: capacity)
    side = memory
    let first = sideUsed
    var i = from
    while i < to {
      if base[i] == escape, i + 1 < to { i += 1 }
      memory[sideUsed] = base[i]
      sideUsed += 1
      i += 1
    }
    return (UnsafePointer(memory + first), sideUsed - first)
  }
}
