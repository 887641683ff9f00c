import Model
import Words

/// A walk through a JSON document that stops at the values its pointers name and skips everything else.
final class JSONWalk {
  private struct Frame {
    let isObject: Bool
    var index = 0
    /// The rest of each pointer below this point; nil if it leads elsewhere.
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

  /// Continues to the next value that a pointer names and returns the pointer's index; nil at the end of the document.
  /// The caller must read the value (or enter it with ``descend()``) before the next call.
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
      let step = top.isObject ? try cursor.key() : String(top.index)
      if let hit = try arrive(top.rests.map { $0?.first == step ? $0?.dropFirst() : nil }) { return hit }
    }
    if let byte = try cursor.peek() {
      throw cursor.syntax("\(JSONCursor.shown(byte)) after the end of the document")
    }
    return nil
  }

  /// Enters the value at which ``next()`` stopped, for the pointers that lead further.
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
}
