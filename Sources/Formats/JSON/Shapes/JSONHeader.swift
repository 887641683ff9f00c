import Model

/// The names of the values of arrays, which are elsewhere in the document.
enum JSONHeader {
  private static let longest = 16 << 20

  /// The names at a pointer: texts, or objects that have each name under `key`.
  static func names(path: String, name: String, at pointer: String, key: String?) throws -> [String] {
    let cursor = try JSONCursor(path: path, name: name, limit: longest)
    let walk = JSONWalk(cursor, to: [JSONPointer(pointer)])
    do {
      guard try walk.next() != nil else {
        throw problem(name, "there is nothing at \(pointer), where read.header_at says that the header is")
      }
      let first = try cursor.token()
      guard first == UInt8(ascii: "[") else {
        throw problem(name, "the header at \(pointer) is \(JSONText.kind(first)), expected an array")
      }
      cursor.take()
      var names: [String] = []
      if try cursor.token() == UInt8(ascii: "]") { return [] }
      repeat {
        _ = try cursor.token()
        cursor.setMark()
        try cursor.skipValue()
        names.append(try text(cursor.marked, under: key, item: names.count, of: pointer, in: name))
        cursor.clearMark()
      } while try cursor.another(before: "]")
      return names
    } catch let fault as JSONFault {
      throw fault.problem(at: name, during: "before the header at \(pointer)")
    }
  }

  private static func text(
    _ value: UnsafeBufferPointer<UInt8>, under key: String?, item count: Int, of pointer: String, in name: String
  ) throws -> String {
    let first = value.first ?? 0
    if let key {
      let record = JSONRecord(header: [key], ignore: [])
      _ = record.read(value)
      guard let text = record.slots[0].text else {
        throw problem(name, "item \(count) of the header at \(pointer) has no text under '\(key)'")
      }
      return text
    }
    guard first == UInt8(ascii: "\""), let text = JSONText.text(of: value) else {
      throw problem(
        name,
        "item \(count) of the header at \(pointer) is \(JSONText.kind(first)), expected text"
          + (first == UInt8(ascii: "{") ? " (read.header_name says under which key it is)" : ""))
    }
    return text
  }

  private static func problem(_ name: String, _ what: String) -> Problem {
    Problem(
      .badInput, at: name, what,
      remedy: "read the file, and correct read.header_at in the dataset's dataset.yaml, then: soundings check")
  }
}
