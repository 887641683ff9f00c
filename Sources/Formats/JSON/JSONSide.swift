import Model

/// Memory beside one item of JSON, for its strings that have escapes: the others stay where they are.
struct JSONSide: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var used = 0

  deinit { memory?.deallocate() }

  /// Begins with an item, none of whose texts can be longer than the item itself.
  mutating func begin(_ item: UnsafeBufferPointer<UInt8>) {
    used = 0
    guard capacity < item.count else { return }
    memory?.deallocate()
    capacity = max(item.count, 4096)
    memory = .allocate(capacity: capacity)
  }

  /// The text of a string, in place if it has no escapes, and what is wrong with it.
  mutating func text(_ start: UnsafePointer<UInt8>, _ count: Int) -> (field: FieldBytes, flaw: JSONText.Flaw?) {
    guard JSONRaw.needsCare(start, count), let memory else { return (FieldBytes(start: start, count: count), nil) }
    let text = JSONText.unescape(start, count, into: memory + used)
    defer { used += text.count }
    return (FieldBytes(start: memory + used, count: text.count), text.flaw)
  }
}

extension JSONText {
  /// What keeps an item from being split into fields; nil for text that begins as it should.
  static func defect(in item: UnsafeBufferPointer<UInt8>, beginningWith mark: UInt8, _ kind: String) -> String? {
    guard let first = item.first else { return "an empty item" }
    guard first == mark else { return "the item is \(JSONText.kind(first)), expected \(kind)" }
    return switch TextCheck.fault(item) {
    case .nul: "a NUL byte in the record"
    case .notUTF8(let offset): "not UTF-8 at byte \(offset + 1) of the record (perhaps Windows-1252)"
    case nil: nil
    }
  }
}
