import Glibc
import Model
import Words

/// A position in a JSON file that moves value by value; only the bytes after `mark` are kept in memory. A file in UTF-16, with its byte
/// order mark or with the zeros of plain letters, is read as the same text in UTF-8; any other is UTF-8, which alone JSON may be (RFC 8259, 8.1).
final class JSONCursor {
  static let deepest = 128
  /// What a reader of UTF-16 needs at a time.
  private static let leastRoom = 16

  private let file: DecodedFile
  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The end of the bytes that were read, and the position; both are offsets from `base`.
  private(set) var end = 0
  private(set) var place = 0
  private var isAtEnd = false
  /// The offset in the file of `base`.
  private var consumed = 0
  /// Bytes from this offset on are kept; -1 keeps none.
  private(set) var mark = -1
  private let limit: Int
  private let hasNotNumbers: Bool

  /// - Parameters:
  ///   - limit: the maximum number of bytes of a marked value.
  ///   - hasNotNumbers: NaN, Infinity and -Infinity are values.
  /// - Throws: ``Problem`` when the file cannot be read, or is no text at its beginning.
  init(path: String, name: String, limit: Int, bufferSize: Int = 256 << 10, hasNotNumbers: Bool = false) throws {
    self.hasNotNumbers = hasNotNumbers
    let declared = TextEncoding(ofJSON: try InputFile.prefix(path: path, name: name, count: 4))
    file = try DecodedFile(path: path, name: name, declared: declared)
    capacity = max(bufferSize, file.encoding.isWide ? Self.leastRoom : 4)
    base = .allocate(capacity: capacity)
    self.limit = limit
    consumed = file.encoding.isWide ? 0 : file.markLength
    // Nobody who opens a file has a place in it to name yet.
    do { _ = try fill() } catch let fault as JSONFault { throw fault.problem(at: name, during: "at its beginning") }
  }

  deinit { base.deallocate() }

  /// The position as an offset in the file, or in its text in UTF-8 where it is UTF-16.
  var offset: Int { consumed + place }

  func setMark() { mark = place }
  func clearMark() { mark = -1 }

  /// The bytes from the mark to the position; valid until the cursor moves.
  var marked: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + mark, count: place - mark) }

  /// The next byte that is not blank, without consuming it; nil at the end of the file.
  @inline(__always)
  func peek() throws -> UInt8? {
    if place < end, base[place] > 32 { return base[place] }
    return try peekBehindBlanks()
  }

  private func peekBehindBlanks() throws -> UInt8? {
    while true {
      while place < end {
        let byte = base[place]
        if byte > 32 { return byte }
        guard byte == 32 || byte == 10 || byte == 13 || byte == 9 else { throw syntax("a control character") }
        place += 1
      }
      if try !fill() { return nil }
    }
  }

  /// Like ``peek()``, but the end of the file is an error.
  func token() throws -> UInt8 {
    guard let byte = try peek() else { throw JSONFault.cutOff }
    return byte
  }

  /// Consumes the byte that ``peek()`` returned.
  func take() { place += 1 }

  func expect(_ byte: Unicode.Scalar) throws {
    let found = try token()
    guard found == UInt8(ascii: byte) else {
      throw syntax("'\(byte)' was expected before \(Self.shown(found))")
    }
    take()
  }

  /// Moves past the value that begins here.
  func skipValue(depth: Int = 0) throws {
    guard depth < Self.deepest else { throw JSONFault.tooDeep(offset: offset) }
    switch try token() {
    case UInt8(ascii: "{"):
      take()
      if try token() == UInt8(ascii: "}") { return take() }
      repeat {
        try skipKey()
        try skipValue(depth: depth + 1)
      } while try another(before: "}")
    case UInt8(ascii: "["):
      take()
      if try token() == UInt8(ascii: "]") { return take() }
      repeat { try skipValue(depth: depth + 1) } while try another(before: "]")
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "t"): try skipWord("true")
    case UInt8(ascii: "f"): try skipWord("false")
    case UInt8(ascii: "n"): try skipWord("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
    case UInt8(ascii: "N") where hasNotNumbers: try skipWord("NaN")
    case UInt8(ascii: "I") where hasNotNumbers: try skipWord("Infinity")
    case UInt8(ascii: "N"), UInt8(ascii: "I"):
      throw JSONFault.notANumber(offset: offset)
    case let other: throw syntax("\(Self.shown(other)) where a value was expected")
    }
  }

  /// Moves past a key and its colon.
  func skipKey() throws {
    let found = try token()
    guard found == UInt8(ascii: "\"") else { throw syntax("\(Self.shown(found)) where a key was expected") }
    try skipString()
    try expect(":")
  }

  /// Moves past a key and its colon, and returns the key.
  func key() throws -> String {
    try writtenKey().withUnsafeBufferPointer { JSONText.text(of: $0) ?? "" }
  }

  /// Moves past a key and its colon, and returns the key as it is written, with its quotes.
  func writtenKey() throws -> [UInt8] {
    _ = try token()
    setMark()
    defer { clearMark() }
    try skipKey()
    // The closing quote is followed by blanks and the colon.
    return Array(marked[...(marked.lastIndex(of: UInt8(ascii: "\"")) ?? 0)])
  }

  /// Consumes the comma or closing bracket after a member; true if another member follows.
  func another(before closing: Unicode.Scalar) throws -> Bool {
    let found = try token()
    if found == UInt8(ascii: ",") {
      take()
      return true
    }
    guard found == UInt8(ascii: closing) else {
      throw syntax("\(Self.shown(found)) where ',' or '\(closing)' was expected")
    }
    take()
    return false
  }

  private func skipString() throws {
    take()
    while true {
      let found = JSONRaw.special(base + place, end - place)
      place += found
      if place == end {
        if try !fill() { throw JSONFault.cutOff }
        continue
      }
      place += 1
      if base[place - 1] == UInt8(ascii: "\"") { return }
      try skipEscape()
    }
  }

  private func skipEscape() throws {
    switch try nextByte() {
    case UInt8(ascii: "u"):
      for _ in 0..<4 where try hexDigit(nextByte()) == nil { throw syntax("\\u without four hexadecimal digits") }
    case let letter where "\"\\/bfnrt".utf8.contains(letter): break
    default: throw syntax("an unknown escape in a string")
    }
  }

  private func skipNumber() throws {
    if base[place] == UInt8(ascii: "-") { place += 1 }
    if hasNotNumbers, try following("I") { return try skipWord("Infinity") }
    let leading = try nextByte()
    guard isDigit(leading) else { throw syntax("'-' without a number") }
    let zero = leading == UInt8(ascii: "0")
    let more = try skipDigits()
    if zero, more > 0 { throw syntax("a number with a leading zero") }
    if try following(".") {
      place += 1
      if try skipDigits() == 0 { throw syntax("a number without digits after its point") }
    }
    if try following("e") || following("E") {
      place += 1
      if try following("+") || following("-") { place += 1 }
      if try skipDigits() == 0 { throw syntax("a number without digits in its exponent") }
    }
  }

  private func skipDigits() throws -> Int {
    var count = 0
    while true {
      while place < end {
        guard isDigit(base[place]) else { return count }
        place += 1
        count += 1
      }
      if try !fill() { return count }
    }
  }

  private func following(_ byte: Unicode.Scalar) throws -> Bool {
    if place == end, try !fill() { return false }
    return base[place] == UInt8(ascii: byte)
  }

  private func skipWord(_ word: StaticString) throws {
    for i in 0..<word.utf8CodeUnitCount where try nextByte() != word.utf8Start[i] {
      throw syntax("a word that is neither true, false nor null")
    }
  }

  private func nextByte() throws -> UInt8 {
    if place == end, try !fill() { throw JSONFault.cutOff }
    place += 1
    return base[place - 1]
  }

  func syntax(_ what: String) -> JSONFault { .syntax(what, offset: offset) }

  static func shown(_ byte: UInt8) -> String {
    byte > 32 && byte < 127 ? "'\(Unicode.Scalar(byte))'" : "byte 0x\(String(byte, radix: 16, uppercase: true))"
  }

  /// Reads more bytes after those that must be kept; false at the end of the file.
  private func fill() throws -> Bool {
    if isAtEnd { return false }
    let keep = mark >= 0 ? mark : place
    if keep > 0 {
      memmove(base, base + keep, end - keep)
      end -= keep
      place -= keep
      consumed += keep
      if mark >= 0 { mark = 0 }
    }
    if capacity - end < (file.encoding.isWide ? Self.leastRoom : 1) {
      guard end < limit else { throw JSONFault.tooLong(limit: limit) }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      memcpy(larger, base, end)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    let got = try file.read(into: base + end, count: capacity - end)
    end += got.count
    isAtEnd = got.isAtEnd
    if let fault = file.faults.first { throw JSONFault.badText(file.words(fault)) }
    return got.count > 0
  }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 48...57: UInt32(byte - 48)
  case 65...70: UInt32(byte - 55)
  case 97...102: UInt32(byte - 87)
  default: nil
  }
}
