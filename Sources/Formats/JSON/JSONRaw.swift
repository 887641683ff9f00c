import Model

/// Moves through JSON that is known to be well formed and complete.
enum JSONRaw {
  @inline(__always)
  static func blanks(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    while p.pointee <= 32 { p += 1 }
    return p
  }

  /// The number of bytes before the next quote or backslash, at most `count`.
  @inline(__always)
  static func special(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var i = 0
    while i < count, start[i] != UInt8(ascii: "\""), start[i] != UInt8(ascii: "\\") { i += 1 }
    return i
  }

  /// The end of the string that begins here.
  @inline(__always)
  static func string(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start + 1
    while p.pointee != UInt8(ascii: "\"") { p += p.pointee == UInt8(ascii: "\\") ? 2 : 1 }
    return p + 1
  }

  /// The end of the value that begins here.
  static func value(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    var depth = 0
    repeat {
      switch p.pointee {
      case UInt8(ascii: "\""): p = string(p)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        p += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        p += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0...32: p += 1
      default: p = word(p)
      }
    } while depth > 0
    return p
  }

  /// The end of a number or a word: the next comma, bracket or blank. There always is one, because the value is inside
  /// an object.
  private static func word(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    while p.pointee > 32, p.pointee != UInt8(ascii: ","), p.pointee | 0x20 != UInt8(ascii: "}") { p += 1 }
    return p
  }

  /// What a field was: a number stands in the item itself, and not behind a quote.
  static func origin(of field: FieldBytes, in item: UnsafeBufferPointer<UInt8>) -> FieldOrigin {
    guard let start = field.start, let first = item.baseAddress, start > first, start < first + item.count else {
      return .text
    }
    let isNumber = isDigit(start[0]) || start[0] == UInt8(ascii: "-")
    return isNumber && start[-1] != UInt8(ascii: "\"") ? .number : .text
  }

  /// Whether NaN, Infinity or -Infinity begins here.
  static func isNotANumber(_ start: UnsafePointer<UInt8>) -> Bool {
    let first = start.pointee == UInt8(ascii: "-") ? start[1] : start.pointee
    return first == UInt8(ascii: "N") || first == UInt8(ascii: "I")
  }

  /// Whether a string contains escapes, or control characters, which are not allowed.
  @inline(__always)
  static func needsCare(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = 0
    while i < count {
      if start[i] < 32 || start[i] == UInt8(ascii: "\\") { return true }
      i += 1
    }
    return false
  }
}
