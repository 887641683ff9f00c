import Glibc
import Model

/// The text of a file as UTF-8, whatever its encoding. What does not fit the encoding becomes U+FFFD and is remembered with its place
/// in the file; of UTF-8 the bytes stay as they are.
final class DecodedFile {
  struct Fault {
    /// The place in the text, in bytes of UTF-8 from its beginning.
    var place: Int
    /// The offset in the file.
    var offset: Int
    var unit: UInt16
    /// The character that the bytes are in UTF-8; nil: the byte is no character of the encoding.
    var other: Character?
  }

  let encoding: TextEncoding
  /// The bytes before the text: a byte order mark.
  private(set) var markLength = 0
  /// What did not fit and was not yet dropped, in order.
  private(set) var faults: [Fault] = []

  /// See ``ByteEncodings``.
  private let characters: [UInt16]
  private let file: InputFile
  private let name: String
  private let raw: UnsafeMutablePointer<UInt8>
  private var rawCount = 0
  private var offset = 0
  /// The text that earlier calls gave.
  private var place = 0
  private var isAtEnd = false

  private static let rawSize = 64 << 10
  /// So many faults in one record, and the encoding is another.
  private static let mostFaults = 10_000

  /// - Parameters:
  ///   - declared: the encoding of the manifest; nil if it names none.
  ///   - sent: the encoding of the Content-Type.
  init(path: String, name: String, declared: TextEncoding?, sent: TextEncoding? = nil) throws {
    self.name = name
    file = try InputFile(path: path, name: name)
    let mark = TextEncoding(markAt: try InputFile.prefix(path: path, name: name, count: 3))
    encoding = try Self.encoding(declared, mark: mark, sent: sent, name)
    characters = ByteEncodings.characters(encoding) ?? []
    raw = .allocate(capacity: Self.rawSize)
    guard let mark else { return }
    markLength = mark == .utf8 ? 3 : 2
    offset = try file.read(into: raw, count: markLength)
  }

  deinit { raw.deallocate() }

  /// Appends text.
  ///
  /// - Parameter count: the room for it, at least 8 bytes.
  func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws -> (count: Int, isAtEnd: Bool) {
    if encoding == .utf8 {
      let got = try file.read(into: memory, count: count)
      return (got, got < count)
    }
    var filled = 0
    defer { place += filled }
    while filled + 8 <= count {
      if rawCount < 4, !isAtEnd {
        let got = try file.read(into: raw + rawCount, count: Self.rawSize - rawCount)
        if got < Self.rawSize - rawCount { isAtEnd = true }
        rawCount += got
      }
      if rawCount == 0 { return (filled, true) }
      let used = decode(into: memory, from: &filled, upTo: count)
      offset += used
      rawCount -= used
      if rawCount > 0 { memmove(raw, raw + used, rawCount) }
      guard faults.count <= Self.mostFaults else { throw tooManyFaults() }
    }
    return (filled, false)
  }

  /// The beginning of the text.
  static func start(path: String, name: String, _ encoding: TextEncoding, count: Int) throws -> [UInt8] {
    let file = try DecodedFile(path: path, name: name, declared: encoding)
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      guard let start = memory.baseAddress else { return }
      filled = try file.read(into: start, count: count).count
    }
  }

  /// The whole text; nil where the file is longer than `limit`.
  static func text(path: String, name: String, _ encoding: TextEncoding, limit: Int) throws -> String? {
    let file = try DecodedFile(path: path, name: name, declared: encoding)
    var text: [UInt8] = []
    while true {
      var isAtEnd = false
      let piece = try [UInt8](unsafeUninitializedCapacity: rawSize) { memory, filled in
        guard let start = memory.baseAddress else { return }
        (filled, isAtEnd) = try file.read(into: start, count: rawSize)
      }
      text += piece
      if text.count > limit { return nil }
      if isAtEnd { return String(decoding: text, as: UTF8.self) }
    }
  }

  /// The first fault in a part of the text, and the removal of those before its end.
  func fault(from start: Int, to end: Int) -> Fault? {
    guard !faults.isEmpty else { return nil }
    let found = faults.first { $0.place >= start && $0.place < end }
    faults.removeAll { $0.place < end }
    return found
  }

  /// A fault in words.
  func words(_ fault: Fault) -> String {
    if let other = fault.other {
      return
        "the bytes at offset \(fault.offset) of the file are '\(other)' in UTF-8, and other bytes of it are \(encoding.rawValue): it was put "
        + "together from files of both"
    }
    let unit = "0x" + String(fault.unit, radix: 16, uppercase: true)
    let what = encoding.isWide ? "the two bytes \(unit)" : "byte \(unit)"
    let hint = encoding == .latin1 ? " (perhaps windows-1252)" : ""
    return "\(what) at offset \(fault.offset) of the file is no character of \(encoding.rawValue)\(hint)"
  }

  /// Decodes as much as there is room for; returns the number of bytes used.
  private func decode(into memory: UnsafeMutablePointer<UInt8>, from filled: inout Int, upTo count: Int) -> Int {
    var i = 0
    let isWide = encoding.isWide
    let isBig = encoding == .utf16BE
    while filled + 4 <= count {
      let start = i
      var scalar: UInt32
      if isWide {
        if i + 1 >= rawCount {
          guard isAtEnd, i < rawCount else { break }
          // Half of a character at the end of the file.
          flag(i, unit: UInt16(raw[i]), after: filled)
          scalar = 0xFFFD
          i += 1
        } else {
          let unit = Self.unit(raw + i, isBig)
          i += 2
          scalar = UInt32(unit)
          if unit & 0xF800 == 0xD800 {
            if unit & 0xFC00 == 0xD800, i + 1 >= rawCount, !isAtEnd {
              i = start
              break
            }
            let low = i + 1 < rawCount ? Self.unit(raw + i, isBig) : 0
            if unit & 0xFC00 == 0xD800, low & 0xFC00 == 0xDC00 {
              scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
              i += 2
            } else {
              flag(start, unit: unit, after: filled)
              scalar = 0xFFFD
            }
          }
        }
      } else {
        guard i < rawCount else { break }
        let byte = raw[i]
        if byte >= 0xC2, !isAtEnd, i + 2 >= rawCount { break }
        i += 1
        if byte < 0x80 {
          memory[filled] = byte
          filled += 1
          continue
        }
        scalar = UInt32(byte)
        if byte >= 0xC2, let other = twin(at: start) {
          flag(start, unit: UInt16(byte), after: filled, other: other)
          scalar = 0xFFFD
          i += other.utf8.count - 1
        }
        if scalar != 0xFFFD {
          scalar = UInt32(characters[Int(byte) - 0x80])
          if scalar == 0 {
            flag(start, unit: UInt16(byte), after: filled)
            scalar = 0xFFFD
          }
        }
      }
      filled += Self.write(scalar, memory + filled)
    }
    return i
  }

  /// The letter or sign of a Western language that UTF-8 has here, in an encoding of such languages of one byte a character: there it would be Â
  /// or Ã before a sign, or â before a euro. Nil in other encodings, in which such letters stand beside one another in words.
  @inline(__always)
  private func twin(at i: Int) -> Character? {
    guard encoding == .windows1252 || encoding == .latin1 || encoding == .latin9 else { return nil }
    func isMore(_ i: Int) -> Bool { i < rawCount && raw[i] & 0xC0 == 0x80 }
    let isShort = raw[i] == 0xC2 || raw[i] == 0xC3
    guard isShort ? isMore(i + 1) : raw[i] == 0xE2 && i + 1 < rawCount && raw[i + 1] == 0x80 && isMore(i + 2) else {
      return nil
    }
    return String(decoding: UnsafeBufferPointer(start: raw + i, count: isShort ? 2 : 3), as: UTF8.self).first
  }

  private func flag(_ i: Int, unit: UInt16, after filled: Int, other: Character? = nil) {
    faults.append(Fault(place: place + filled, offset: offset + i, unit: unit, other: other))
  }

  private func tooManyFaults() -> Problem {
    Problem(
      .badInput, at: name, "the file is not \(encoding.rawValue): \(words(faults[0])), and \(faults.count - 1) more",
      remedy: "correct read.encoding in the dataset's dataset.yaml: \(Self.choices)")
  }

  private static let choices = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")

  private static func encoding(
    _ declared: TextEncoding?, mark: TextEncoding?, sent: TextEncoding?, _ name: String
  ) throws -> TextEncoding {
    if let declared, let mark {
      guard declared == mark || (declared == .utf16 && mark.isWide) else {
        throw Problem(
          .badInput, at: name,
          "the file begins with the byte order mark of \(mark.rawValue), and read.encoding is \(declared.rawValue)",
          remedy:
            "write encoding: \(mark.rawValue) under read: in the dataset's dataset.yaml, or remove it: the mark says it"
        )
      }
      return mark
    }
    if let mark { return mark }
    guard let encoding = declared ?? sent else { return .utf8 }
    guard encoding == .utf16, mark == nil else { return encoding }
    throw Problem(
      .badInput, at: name, "the file has no byte order mark, and utf-16 does not say the order of its bytes",
      remedy: "write encoding: utf-16le (Windows) or utf-16be under read: in the dataset's dataset.yaml")
  }

  @inline(__always)
  private static func unit(_ p: UnsafeMutablePointer<UInt8>, _ isBig: Bool) -> UInt16 {
    isBig ? UInt16(p[0]) << 8 | UInt16(p[1]) : UInt16(p[1]) << 8 | UInt16(p[0])
  }

  /// Writes a scalar as UTF-8 and returns its length.
  @inline(__always)
  private static func write(_ scalar: UInt32, _ p: UnsafeMutablePointer<UInt8>) -> Int {
    switch scalar {
    case 0..<0x80:
      p[0] = UInt8(scalar)
      return 1
    case 0x80..<0x800:
      p[0] = UInt8(0xC0 | scalar >> 6)
      p[1] = UInt8(0x80 | scalar & 0x3F)
      return 2
    case 0x800..<0x10000:
      p[0] = UInt8(0xE0 | scalar >> 12)
      p[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      p[2] = UInt8(0x80 | scalar & 0x3F)
      return 3
    default:
      p[0] = UInt8(0xF0 | scalar >> 18)
      p[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      p[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      p[3] = UInt8(0x80 | scalar & 0x3F)
      return 4
    }
  }
}
