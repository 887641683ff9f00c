import Model

/// What a document has where its records are not: the remedy names the place or the shape that would fit.
struct JSONSurvey {
  /// What a value is, by what it holds first.
  private enum Kind { case plain, objects, arrays, list, object }

  private static let deepest = 3
  private static let most = 1000

  /// The values down to some levels, by pointer, in their order.
  private var values: [(pointer: String, kind: Kind)] = []
  private var hasMore = false

  /// What to write under `read:`; nil where nothing in the document looks like records.
  static func advice(path: String, name: String, _ reading: Reading) -> String? {
    guard let cursor = try? JSONCursor(path: path, name: name, limit: 64 << 20, hasNotNumbers: true) else { return nil }
    var survey = JSONSurvey()
    do {
      try survey.look(cursor, at: "", level: 0)
      survey.hasMore = try cursor.peek() != nil
    } catch {
      // What was seen before the fault is there all the same.
    }
    return survey.advice(reading)
  }

  private func advice(_ reading: Reading) -> String? {
    let members = values.filter { $0.pointer.lastIndex(of: "/") == $0.pointer.startIndex && $0.pointer.count > 1 }
    if hasMore, values.contains(where: { $0.pointer.isEmpty && $0.kind == .object }) {
      return "the file has more than one object: write shape: lines"
    }
    if let array = values.first(where: { $0.kind == .objects }) { return place("", array.pointer) }
    if let array = values.first(where: { $0.kind == .arrays }) { return place("shape: arrays", array.pointer) }
    let names = Set(members.map { String($0.pointer.dropFirst()) })
    if !reading.header.isEmpty, names.isSuperset(of: reading.header), members.allSatisfy({ $0.kind != .plain }) {
      return "each column stands by itself in it: write shape: columns"
    }
    if members.count > 1, members.allSatisfy({ $0.kind == .object }) {
      return "its members are objects: write shape: keyed, key_column: NAME with a name for their keys"
    }
    return nil
  }

  private func place(_ fields: String, _ pointer: String) -> String {
    pointer.isEmpty
      ? "the root is an array: remove records\(fields.isEmpty ? "" : ", and write \(fields)")"
      : "there is an array of records at \(pointer): write \(fields.isEmpty ? "" : fields + ", ")records: \(pointer)"
  }

  /// Looks at the value that begins here, and moves past it.
  private mutating func look(_ cursor: JSONCursor, at pointer: String, level: Int) throws {
    let place = values.count
    if place < Self.most { values.append((pointer, .plain)) }
    var kind = Kind.plain
    switch try cursor.token() {
    case UInt8(ascii: "["):
      cursor.take()
      kind = .list
      guard try cursor.token() != UInt8(ascii: "]") else {
        cursor.take()
        break
      }
      switch try cursor.token() {
      case UInt8(ascii: "{"): kind = .objects
      case UInt8(ascii: "["): kind = .arrays
      default: break
      }
      repeat { try cursor.skipValue() } while try cursor.another(before: "]")
    case UInt8(ascii: "{") where level < Self.deepest:
      cursor.take()
      kind = .object
      guard try cursor.token() != UInt8(ascii: "}") else {
        cursor.take()
        break
      }
      repeat {
        let key = JSONPointer.step(try cursor.key())
        try look(cursor, at: "\(pointer)/\(key)", level: level + 1)
      } while try cursor.another(before: "}")
    case UInt8(ascii: "{"):
      kind = .object
      try cursor.skipValue()
    default: try cursor.skipValue()
    }
    if place < Self.most { values[place].kind = kind }
  }
}
