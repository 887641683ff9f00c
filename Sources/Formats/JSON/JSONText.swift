import Words

/// The text of a JSON value that is known to be well formed.
enum JSONText {
  /// Content of a JSON string that is not allowed in text.
  enum Flaw {
    case loneSurrogate, nul, control

    var words: String {
      switch self {
      case .loneSurrogate: "half of a surrogate pair"
      case .nul: "a NUL character"
      case .control: "a control character that is not escaped"
      }
    }
  }

  /// A string's text; nil for null; any other value as written.
  static func text(of value: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = value.first, first != UInt8(ascii: "n") else { return nil }
    guard first == UInt8(ascii: "\""), let start = value.baseAddress, value.count >= 2 else {
      return String(decoding: value, as: UTF8.self)
    }
    return String(unsafeUninitializedCapacity: value.count) {
      guard let memory = $0.baseAddress else { return 0 }
      return unescape(start + 1, value.count - 2, into: memory).count
    }
  }

  /// The kind of a value, from its first byte.
  static func kind(_ first: UInt8) -> String {
    switch first {
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "["): "an array"
    case UInt8(ascii: "\""): "text"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
    case UInt8(ascii: "n"): "null"
    default: "a number"
    }
  }

  /// Copies the content of a string with its escapes resolved; the result is never longer.
  static func unescape(
    _ from: UnsafePointer<UInt8>, _ count: Int, into memory: UnsafeMutablePointer<UInt8>
  ) -> (count: Int, flaw: Flaw?) {
    var flaw: Flaw?
    var i = 0
    var filled = 0
    while i < count {
      let byte = from[i]
      i += 1
      guard byte == UInt8(ascii: "\\"), i < count else {
        if byte < 32 { flaw = flaw ?? .control }
        memory[filled] = byte
        filled += 1
        continue
      }
      let letter = from[i]
      i += 1
      guard letter == UInt8(ascii: "u") else {
        memory[filled] = plain(letter)
        filled += 1
        continue
      }
      var code = fourDigits(from + i, count - i)
      i += 4
      if code & 0xFC00 == 0xD800, i + 6 <= count, from[i] == UInt8(ascii: "\\"), from[i + 1] == UInt8(ascii: "u") {
        let low = fourDigits(from + i + 2, count - i - 2)
        if low & 0xFC00 == 0xDC00 {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
          i += 6
        }
      }
      if code == 0 { flaw = flaw ?? .nul }
      if Unicode.Scalar(code) == nil { flaw = flaw ?? .loneSurrogate }
      for unit in UTF8.encode(Unicode.Scalar(code) ?? "\u{FFFD}").unsafelyUnwrapped {
        memory[filled] = unit
        filled += 1
      }
    }
    return (filled, flaw)
  }

  private static func plain(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: letter
    }
  }

  private static func fourDigits(_ from: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    (0..<min(4, count)).reduce(0) { $0 << 4 | (hexDigit(from[$1]) ?? 0) }
  }
}
