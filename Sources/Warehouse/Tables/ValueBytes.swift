import Model

/// Values as bytes, each with its kind and length, so that no two lists of values have the same ones.
package struct ValueBytes {
  package private(set) var bytes: [UInt8] = []

  init() {}

  package init(_ rows: [[Value]]) {
    add(count: rows.count)
    for row in rows {
      add(count: row.count)
      for value in row { add(value) }
    }
  }

  mutating func add(_ value: Value) {
    switch value {
    case .null: bytes.append(0)
    case .integer(let n):
      bytes.append(1)
      add(bits: UInt64(bitPattern: n))
    case .real(let x):
      bytes.append(2)
      add(bits: x.bitPattern)
    case .text(let text): add(text)
    }
  }

  mutating func add(_ text: String) {
    bytes.append(3)
    add(count: text.utf8.count)
    bytes += text.utf8
  }

  private mutating func add(count: Int) { add(bits: UInt64(count)) }

  private mutating func add(bits: UInt64) {
    withUnsafeBytes(of: bits.littleEndian) { bytes += $0 }
  }

  /// The rows that ``init(_:)`` made the bytes of; nil if they were not made so.
  static func rows(_ bytes: [UInt8]) -> [[Value]]? {
    var rest = bytes[...]
    func bits() -> UInt64? {
      guard rest.count >= 8 else { return nil }
      let number = rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(8)
      return number
    }
    func count() -> Int? { bits().flatMap { $0 <= UInt64(bytes.count) ? Int($0) : nil } }
    func value() -> Value? {
      switch rest.popFirst() {
      case 0: return .null
      case 1: return bits().map { .integer(Int64(bitPattern: $0)) }
      case 2: return bits().map { .real(Double(bitPattern: $0)) }
      case 3:
        guard let length = count(), rest.count >= length else { return nil }
        defer { rest = rest.dropFirst(length) }
        return .text(String(decoding: rest.prefix(length), as: UTF8.self))
      default: return nil
      }
    }
    guard let rowCount = count() else { return nil }
    var rows: [[Value]] = []
    rows.reserveCapacity(rowCount)
    for _ in 0..<rowCount {
      guard let width = count() else { return nil }
      var row: [Value] = []
      for _ in 0..<width {
        guard let value = value() else { return nil }
        row.append(value)
      }
      rows.append(row)
    }
    return rest.isEmpty ? rows : nil
  }
}
