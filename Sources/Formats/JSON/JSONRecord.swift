import Model
import Words

/// Splits one object, known to be well formed, into the fields of a header.
final class JSONRecord: JSONFields {
  let slots: UnsafeMutablePointer<FieldBytes>
  private let header: [String]
  private let columns: Int
  private let keys: JSONKeys
  private let hasNotNumbers: Bool
  /// Whether a field's key was found: `b.c` may be one key, and lead to `c` in an object `b`.
  private let isFound: UnsafeMutablePointer<Bool>
  /// The keys that become records, and those of the last record.
  private let pivot: JSONPivot?
  private var side = JSONSide()
  private var serial = 0
  private var defect: String?
  private var unknownKey: String?

  init(header: [String], ignore: [String], shape: JSONShape = .plain, pivot: JSONPivot? = nil) {
    self.header = header
    self.pivot = pivot
    columns = header.count
    hasNotNumbers = shape.hasNotNumbers
    keys = JSONKeys(header: header, ignore: ignore, asText: shape.asText)
    slots = .allocate(capacity: max(columns, 1))
    slots.initialize(repeating: .absent, count: max(columns, 1))
    isFound = .allocate(capacity: max(columns, 1))
    isFound.initialize(repeating: false, count: max(columns, 1))
  }

  deinit {
    slots.deallocate()
    isFound.deallocate()
  }

  /// The fields point into `bytes` or, if a string has escapes, into memory of this object.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONOutcome {
    clear()
    if let defect = JSONText.defect(in: bytes, beginningWith: UInt8(ascii: "{"), "an object") { return .defect(defect) }
    side.begin(bytes)
    serial += 1
    (defect, unknownKey) = (nil, nil)
    pivot?.begin()
    _ = object(at: bytes.baseAddress!, node: 0, isOpen: false)
    if let unknownKey { return .unknownKey(unknownKey) }
    return defect.map { .defect($0) } ?? .fields
  }

  func clear() {
    for i in 0..<columns {
      slots[i] = .absent
      isFound[i] = false
    }
  }

  /// The fields that no record so far has had a key for.
  var unnamed: [Int] { keys.unnamed(of: columns) }

  /// Reads the object that begins here and returns its end.
  ///
  /// - Parameter isOpen: unknown keys in it are ignored.
  private func object(
    at start: UnsafePointer<UInt8>, node: Int, isOpen: Bool
  ) -> UnsafePointer<UInt8> {
    var p = JSONRaw.blanks(start + 1)
    var guess = 0
    while p.pointee != UInt8(ascii: "}") {
      if p.pointee == UInt8(ascii: ",") { p = JSONRaw.blanks(p + 1) }
      let close = JSONRaw.string(p)
      let key = string(p + 1, count: close - p - 2, name: nil)
      let value = JSONRaw.blanks(JSONRaw.blanks(close) + 1)
      if let start = key.start, let entry = keys.find(start, key.count, in: node, guess: guess) {
        guess = keys.index(entry, in: node) + 1
        p = member(entry, value: value)
      } else {
        p = JSONRaw.value(value)
        if !isOpen { unknown(keys.prefixes[node] + (key.text ?? ""), value: value, end: p) }
      }
      p = JSONRaw.blanks(p)
    }
    return p + 1
  }

  /// Stores the value of a known key and returns its end.
  private func member(_ entry: Int, value: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    let (slot, child, seenIn) = (keys.entries[entry].slot, keys.entries[entry].child, keys.entries[entry].seenIn)
    if seenIn == serial { flag("the key '\(keys.name(entry))' occurs twice") }
    keys.entries[entry].seenIn = serial
    let first = value.pointee
    if first == UInt8(ascii: "{"), child >= 0 {
      return object(at: value, node: child, isOpen: keys.entries[entry].isIgnored)
    }
    let end = JSONRaw.value(value)
    guard slot >= 0 else {
      if child >= 0, first != UInt8(ascii: "n") {
        flag("'\(keys.name(entry))' is \(JSONText.kind(first)), expected an object")
      }
      return end
    }
    if isFound[slot] { flag("'\(header[slot])' stands in the record twice: as one key, and as a key of an object") }
    isFound[slot] = true
    slots[slot] = field(value, end, isText: keys.entries[entry].isText, name: keys.name(entry))
    return end
  }

  /// A key that is neither in the header nor ignored: it becomes a record, or its object's keys do.
  private func unknown(_ name: String, value: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    guard unknownKey == nil else { return }
    guard let pivot else {
      unknownKey = name
      return
    }
    if pivot.matches(name) {
      guard pivot.add(name, field(value, end, isText: pivot.isText, name: name)) else {
        return flag("the key '\(name)' occurs twice")
      }
    } else if value.pointee == UInt8(ascii: "{") {
      var p = JSONRaw.blanks(value + 1)
      while p.pointee != UInt8(ascii: "}") {
        if p.pointee == UInt8(ascii: ",") { p = JSONRaw.blanks(p + 1) }
        let close = JSONRaw.string(p)
        let key = string(p + 1, count: close - p - 2, name: nil)
        let inner = JSONRaw.blanks(JSONRaw.blanks(close) + 1)
        p = JSONRaw.value(inner)
        unknown("\(name).\(key.text ?? "")", value: inner, end: p)
        p = JSONRaw.blanks(p)
      }
    } else {
      unknownKey = name
    }
  }

  /// A value as a field.
  ///
  /// - Parameter isText: objects and arrays are read as their text.
  @inline(__always)
  private func field(
    _ value: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isText: Bool, name: @autoclosure () -> String
  ) -> FieldBytes {
    switch value.pointee {
    case UInt8(ascii: "\""): return string(value + 1, count: end - value - 2, name: name())
    case UInt8(ascii: "n"): return .absent
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if isText { return FieldBytes(start: value, count: end - value) }
      flag("'\(name())' is \(JSONText.kind(value.pointee)), expected a single value")
      return .absent
    default:
      return hasNotNumbers && JSONRaw.isNotANumber(value) ? .absent : FieldBytes(start: value, count: end - value)
    }
  }

  /// The text of a string, in place if it has no escapes.
  private func string(
    _ start: UnsafePointer<UInt8>, count: Int, name: @autoclosure () -> String?
  ) -> FieldBytes {
    let text = side.text(start, count)
    if let flaw = text.flaw { flag((name().map { "'\($0)' contains " } ?? "a key contains ") + flaw.words) }
    return text.field
  }

  private func flag(_ what: String) { defect = defect ?? what }
}
