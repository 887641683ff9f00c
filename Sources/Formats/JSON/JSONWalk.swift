import Model
import Words

/// A JSON pointer (RFC 6901) cut into its steps.
struct JSONPointer {
  let steps: ArraySlice<String>

  init(_ text: String) {
    steps =
      text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
        step.split(separator: "~1", omittingEmptySubsequences: false)
          .map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
          .joined(separator: "/")
      }[...]
  }
}

/// A walk through a JSON document that halts at the values which its pointers name and passes over all else.
final class JSONWalk {
  private struct Frame {
    let isObject: Bool
    var index = 0
    /// What is left of each pointer below here; nil where it leads elsewhere.
    let rests: [ArraySlice<String>?]
  }

  let cursor: JSONCursor
  private let roots: [ArraySlice<String>?]
  private var stack: [Frame] = []
  private var hasStarted = false
  private var reached: [ArraySlice<String>?] = []

  init(_ cursor: JSONCursor, to pointers: [JSONPointer]) {
    self.cursor = cursor
    roots = pointers.map(\.steps)
  }

  /// Goes on to the next value that a pointer names and returns the pointer's index; nil at the end of the document.
  /// The caller takes the value (or goes into it with ``descend()``) before it calls again.
  func next() throws -> Int? {
    if !hasStarted {
      hasStarted = true
      if let hit = try arrive(roots) { return hit }
    }
    while let top = stack.last {
      let closing: Unicode.Scalar = top.isObject ? "}" : "]"
      if top.index == 0, try cursor.token() == UInt8(ascii: closing) {
        cursor.take()
        stack.removeLast()
        continue
      }
      if top.index > 0, try !cursor.another(before: closing) {
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].index += 1
      let step = top.isObject ? try key() : String(top.index)
      if let hit = try arrive(top.rests.map { $0?.first == step ? $0?.dropFirst() : nil }) { return hit }
    }
    if let byte = try cursor.peek() {
      throw cursor.syntax("\(JSONCursor.shown(byte)) after the end of the document")
    }
    return nil
  }

  /// Goes into the value at which ``next()`` halted, on behalf of the pointers that lead further.
  func descend() throws { try enter(reached.map { $0?.isEmpty == true ? nil : $0 }) }

  private func arrive(_ rests: [ArraySlice<String>?]) throws -> Int? {
    if let hit = rests.firstIndex(where: { $0?.isEmpty == true }) {
      reached = rests
      return hit
    }
    try enter(rests)
    return nil
  }

  private func enter(_ rests: [ArraySlice<String>?]) throws {
    let byte = try cursor.token()
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "["), rests.contains(where: { $0 != nil }) else {
      return try cursor.skipValue()
    }
    cursor.take()
    stack.append(Frame(isObject: byte == UInt8(ascii: "{"), rests: rests))
  }

  private func key() throws -> String {
    _ = try cursor.token()
    cursor.setMark()
    defer { cursor.clearMark() }
    try cursor.skipKey()
    // Blanks and the colon follow the closing quote.
    let marked = cursor.marked
    let close = marked.lastIndex(of: UInt8(ascii: "\"")) ?? 0
    return JSONText.text(of: UnsafeBufferPointer(rebasing: marked[...close])) ?? ""
  }
}

/// Single values of a JSON file.
enum JSONLookup {
  /// The longest text that is looked up: a page of wikitext has some 100 KiB.
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
          remedy: "let the pointer in dataset.yaml lead to a single value")
      }
      return try text(at: cursor)
    } catch let fault as JSONFault {
      throw fault.problem(at: name, during: "before the value at \(pointer)")
    }
  }

  /// Takes the value that begins here and returns it as text; an object or an array as it is written.
  static func text(at cursor: JSONCursor) throws -> String? {
    _ = try cursor.token()
    cursor.setMark()
    defer { cursor.clearMark() }
    try cursor.skipValue()
    return JSONText.text(of: cursor.marked)
  }
}

extension JSONFault {
  /// - Parameter place: where in the document, in words: "in record 12".
  func problem(at name: String, during place: String) -> Problem {
    let again = "fetch it again; if it stays so, compare its size with the publisher's and tell them"
    switch self {
    case .cutOff:
      return Problem(.badInput, at: name, "the file ends \(place)", remedy: "the file is cut off: " + again)
    case .syntax(let what, let offset):
      return Problem(.badInput, at: name, "not valid JSON \(place), at byte \(offset): \(what)", remedy: again)
    case .tooDeep(let offset):
      return Problem(
        .badInput, at: name, "more than \(JSONCursor.deepest) levels of brackets \(place), at byte \(offset)",
        remedy: again)
    case .tooLong(let limit):
      return Problem(
        .badInput, at: name, "a value longer than \(limit >> 20) MiB \(place)",
        remedy: "check that read.records in dataset.yaml points to the array of records")
    }
  }
}
