import Model

/// Looks up single values in a JSON file.
enum JSONLookup {
  /// The maximum size of a text; a page of wikitext has some 100 KiB.
  private static let longestText = 64 << 20

  static func text(path: String, name: String, pointer: String) throws -> String? {
    let cursor = try JSONCursor(path: path, name: name, limit: longestText)
    let walk = JSONWalk(cursor, to: [JSONPointer(pointer)])
    do {
      guard try walk.next() != nil else { return nil }
      let first = try cursor.token()
      guard first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else {
        throw Problem(
          .badInput, at: name, "the value at \(pointer) is \(JSONText.kind(first)), not text",
          remedy: "make the pointer in dataset.yaml lead to a single value")
      }
      return try text(at: cursor)
    } catch let fault as JSONFault {
      throw fault.problem(at: name, during: "before the value at \(pointer)")
    }
  }

  /// Consumes the value that begins here and returns it as text; an object or an array as written.
  static func text(at cursor: JSONCursor) throws -> String? {
    _ = try cursor.token()
    cursor.setMark()
    defer { cursor.clearMark() }
    try cursor.skipValue()
    return JSONText.text(of: cursor.marked)
  }
}
