import System

/// What a script does with an array or object after it has written it out: reading it is fine, what changes it is not.
///
/// A name that gets the value or one of its parts (`var rows = data`, `for (const row of data)`, the parameter of a callback or of a function
/// of the same script) is followed one step.
struct ScriptUses {
  private let text: [UInt8]

  /// Methods that change an array.
  private static let changing: Set<String> = ["push", "unshift", "splice", "pop", "shift", "fill", "copyWithin"]
  /// Functions that change their first argument.
  private static let assigning: Set<String> = [
    "assign", "extend", "merge", "defaults", "defaultsDeep", "defineProperty", "defineProperties", "set",
    "setPrototypeOf",
  ]
  /// Methods that give a part of the array itself.
  private static let parts: Set<String> = ["at", "find", "findLast"]
  private static let operators = [
    ">>>=", "**=", "<<=", ">>=", "||=", "&&=", "??=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "++", "--",
  ]
  /// Names are not followed through longer pieces, nor from more places: a script is not read in whole, and may be made to do harm.
  private static let longest = 20_000
  private static let mostFollowed = 500

  /// The first statement from an offset on that changes the variable, shortened; nil where there is none.
  static func change(of variable: String, from start: Int, in text: [UInt8]) -> String? {
    ScriptUses(text: text).change(of: variable, in: start..<text.count, depth: 0)
  }

  private func change(of variable: String, in range: Range<Int>, depth: Int) -> String? {
    var from = range.lowerBound
    var count = 0
    while let offset = text.offset(of: variable, from: from), offset < range.upperBound {
      from = offset + variable.utf8.count
      guard isName(at: offset, from) else { continue }
      if isChanged(variable, offset, from, depth: depth) { return ScriptStatement.words(text[offset...]) }
      count += 1
      if depth < 2, count <= Self.mostFollowed, let words = followed(offset, from, variable, depth) { return words }
    }
    return nil
  }

  /// Whether the text here is the name alone: no part of another one, no member of something else, no part of an address.
  private func isName(at offset: Int, _ end: Int) -> Bool {
    if end < text.count, ScriptData.isPartOfName(text[end]) { return false }
    guard offset > 0 else { return true }
    if ScriptData.isPartOfName(text[offset - 1]) { return false }
    if "?&".utf8.contains(text[offset - 1]), end < text.count, text[end] == UInt8(ascii: "=") { return false }
    guard text[offset - 1] == UInt8(ascii: ".") else { return true }
    return ["window", "globalThis", "self", "this"].contains(name(before: offset - 1))
      || text[..<offset].suffix(3) == Array("...".utf8)[...]
  }

  private struct Chain {
    /// Where it ends.
    var end: Int
    var hasMembers = false
    /// Its calls of methods, with their arguments.
    var calls: [(method: String, arguments: Range<Int>)] = []
  }

  /// The members, indices and calls behind a name.
  private func chain(from start: Int) -> Chain {
    var chain = Chain(end: start)
    var i = start
    var last: String?
    while true {
      i = afterBlanks(i)
      guard i < text.count else { break }
      if text[i] == UInt8(ascii: ".") || text[i...].starts(with: "?.".utf8) {
        let first = afterBlanks(i + (text[i] == UInt8(ascii: ".") ? 1 : 2))
        let member = text[min(first, text.count)...].prefix(while: ScriptData.isPartOfName)
        guard !member.isEmpty else { break }
        last = String(decoding: member, as: UTF8.self)
        i = member.endIndex
      } else if text[i] == UInt8(ascii: "[") {
        (i, last) = (closing(i) + 1, nil)
      } else if text[i] == UInt8(ascii: "("), let method = last {
        let close = closing(i)
        chain.calls.append((method, min(i + 1, close)..<close))
        (i, last) = (close + 1, nil)
      } else {
        break
      }
      (chain.end, chain.hasMembers) = (min(i, text.count), true)
    }
    return chain
  }

  private func isChanged(_ variable: String, _ offset: Int, _ end: Int, depth: Int) -> Bool {
    let chain = chain(from: end)
    if chain.calls.contains(where: { Self.changing.contains($0.method) }) { return true }
    let i = afterBlanks(chain.end)
    let rest = text[min(i, text.count)...]
    let before = beforeBlanks(offset)
    if chain.hasMembers {
      if name(before: before) == "delete" { return true }
      if text[..<before].suffix(2) == Array("++".utf8)[...] || text[..<before].suffix(2) == Array("--".utf8)[...] {
        return true
      }
    }
    let hasOperator = Self.operators.contains { rest.starts(with: $0.utf8) }
    // An element that another name has is not changed by giving that name something else.
    if hasOperator { return chain.hasMembers || depth == 0 }
    guard rest.first == UInt8(ascii: "="), !rest.starts(with: "==".utf8), !rest.starts(with: "=>".utf8) else {
      return false
    }
    if chain.hasMembers { return true }
    guard depth == 0 else { return false }
    // data = data.concat(...), data = fix(data); what another array is put in its place is told by its literal.
    var statement = i + 1
    var from = statement
    while statement < text.count, text[statement] != UInt8(ascii: ";"), text[statement] != 10 || statement < i + 3 {
      statement += 1
    }
    while let again = text.offset(of: variable, from: from), again < statement {
      from = again + variable.utf8.count
      if isName(at: again, from) { return true }
    }
    return false
  }

  /// What changes the value, or a part of it, by another name.
  private func followed(_ offset: Int, _ end: Int, _ variable: String, _ depth: Int) -> String? {
    func changed(_ names: [String], _ range: Range<Int>) -> String? {
      names.lazy.filter { $0 != variable }.compactMap { change(of: $0, in: range, depth: depth + 1) }.first
    }
    let chain = chain(from: end)
    // data.forEach(row => { row.n = 0 })
    for call in chain.calls {
      if let words = changed(parameters(of: call.arguments), call.arguments) { return words }
    }
    let before = beforeBlanks(offset)
    let isPart = chain.calls.allSatisfy { Self.parts.contains($0.method) }
    // for (const row of data) { row.n = 0 }
    if ["of", "in"].contains(name(before: before)), let open = opening(before) {
      let close = closing(open)
      let body = afterBlanks(close + 1)
      let isBlock = body < text.count && text[body] == UInt8(ascii: "{")
      let end = isBlock ? closing(body) : text[min(body, text.count)...].firstIndex(of: UInt8(ascii: ";")) ?? text.count
      return changed(names(in: open + 1..<before - 2), min(body, end)..<end)
    }
    guard before > 0, isPart else { return nil }
    let sign = text[before - 1]
    if sign == UInt8(ascii: "="), before < 2 || !"=!<>".utf8.contains(text[before - 2]) {
      // var rows = data; let [first] = data
      let left = beforeBlanks(before - 1)
      guard left > 0 else { return nil }
      if text[left - 1] == UInt8(ascii: "]") || text[left - 1] == UInt8(ascii: "}") {
        let opens = text[left - 1] == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "{")
        guard let open = text[..<(left - 1)].suffix(200).lastIndex(of: opens) else { return nil }
        return changed(names(in: open + 1..<left - 1), end..<min(text.count, end + 50 * Self.longest))
      }
      let alias = name(before: left)
      guard !alias.isEmpty, left == alias.utf8.count || text[left - alias.utf8.count - 1] != UInt8(ascii: ".") else {
        return nil
      }
      return changed([alias], end..<min(text.count, end + 50 * Self.longest))
    }
    let next = afterBlanks(chain.end)
    guard sign == UInt8(ascii: "(") || sign == UInt8(ascii: ","), next < text.count, ",)".utf8.contains(text[next]),
      let open = opening(before)
    else { return nil }
    let callee = name(before: beforeBlanks(open))
    let place = text[open..<before].count { $0 == UInt8(ascii: ",") }
    // Object.assign(data[0], {...}), $.extend(true, data, more)
    let isFirst = place == 0 || text[(open + 1)..<before].starts(with: "true".utf8)
    if Self.assigning.contains(callee), isFirst { return ScriptStatement.words(text[offset...]) }
    // $.each(data, function(i, row) { row.n = 0 })
    let rest = next..<max(next, closing(open))
    if let words = changed(parameters(of: rest), rest) { return words }
    return inFunction(callee, place).flatMap { changed([$0.parameter], $0.body) }
  }

  /// The name by which a function of the script knows one of its arguments, and its body.
  private func inFunction(_ name: String, _ place: Int) -> (parameter: String, body: Range<Int>)? {
    guard !name.isEmpty else { return nil }
    for beginning in ["function \(name)", "\(name) = function", "\(name)=function", "\(name) = ", "\(name)="] {
      guard let found = text.offset(of: beginning, from: 0) else { continue }
      if found > 0, ScriptData.isPartOfName(text[found - 1]) { continue }
      let open = afterBlanks(found + beginning.utf8.count)
      guard open < text.count, text[open] == UInt8(ascii: "(") else { continue }
      let close = closing(open)
      let all = names(in: open + 1..<max(open + 1, close))
      let body = text[min(close, text.count)...].prefix(20).firstIndex(of: UInt8(ascii: "{"))
      guard all.indices.contains(place), let body else { continue }
      return (all[place], body..<closing(body))
    }
    return nil
  }

  /// The parameters of the functions that are written in arguments: `row =>`, `(row, i) =>`, `function(i, row)`.
  private func parameters(of arguments: Range<Int>) -> [String] {
    var found: [String] = []
    var from = arguments.lowerBound
    while let arrow = text.offset(of: "=>", from: from), arrow < arguments.upperBound {
      from = arrow + 2
      let end = beforeBlanks(arrow)
      if end > 0, text[end - 1] == UInt8(ascii: ")"), let open = opening(end - 1) {
        found += names(in: open + 1..<end - 1)
      } else {
        found.append(name(before: end))
      }
    }
    from = arguments.lowerBound
    while let function = text.offset(of: "function", from: from), function < arguments.upperBound {
      from = function + 8
      guard let open = text[from...].firstIndex(of: UInt8(ascii: "(")) else { break }
      found += names(in: open + 1..<max(open + 1, closing(open)))
    }
    return found.filter { !$0.isEmpty }
  }

  private func names(in range: Range<Int>) -> [String] {
    guard range.lowerBound < range.upperBound, range.upperBound <= text.count else { return [] }
    return text[range].split { !ScriptData.isPartOfName($0) }.map { String(decoding: $0, as: UTF8.self) }
      .filter { !["const", "let", "var", "true", "false"].contains($0) }
  }

  private func name(before end: Int) -> String {
    String(decoding: text[..<end].reversed().prefix(while: ScriptData.isPartOfName).reversed(), as: UTF8.self)
  }

  private func afterBlanks(_ start: Int) -> Int {
    var i = start
    while i < text.count, text[i].isBlank { i += 1 }
    return i
  }

  private func beforeBlanks(_ end: Int) -> Int {
    var i = end
    while i > 0, text[i - 1].isBlank { i -= 1 }
    return i
  }

  /// The bracket that closes the one at an offset; the end of the text where there is none near.
  private func closing(_ open: Int) -> Int {
    var depth = 0
    var quote: UInt8?
    var i = open
    while i < min(text.count, open + Self.longest) {
      let byte = text[i]
      if let end = quote {
        if byte == UInt8(ascii: "\\") { i += 1 } else if byte == end { quote = nil }
      } else if "\"'`".utf8.contains(byte) {
        quote = byte
      } else if "([{".utf8.contains(byte) {
        depth += 1
      } else if ")]}".utf8.contains(byte) {
        depth -= 1
        if depth == 0 { return i }
      }
      i += 1
    }
    return min(text.count, open + Self.longest)
  }

  /// The parenthesis that is open before an offset.
  private func opening(_ end: Int) -> Int? {
    var depth = 0
    for i in (max(0, end - 400)..<end).reversed() {
      if ")]}".utf8.contains(text[i]) { depth += 1 }
      guard "([{".utf8.contains(text[i]) else { continue }
      if depth == 0 { return text[i] == UInt8(ascii: "(") ? i : nil }
      depth -= 1
    }
    return nil
  }
}
