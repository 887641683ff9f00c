import Model

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let backslash = UInt8(ascii: "\\")

extension DialectReader {
  enum Outcome {
    case record, blank, end, moreNeeded, openQuote, tooWide
  }

  /// The end of the physical line that begins at `start`, and the start of the one after it; nil where more must be read first.
  func line(at start: Int) -> (stop: Int, after: Int)? {
    let s = state
    var i = start
    while i < s.pointee.end {
      let byte = s.pointee.base[i]
      if byte == lineFeed { return (i, i + 1) }
      if byte == carriageReturn {
        if i + 1 < s.pointee.end { return (i, s.pointee.base[i + 1] == lineFeed ? i + 2 : i + 1) }
        if !s.pointee.isAtEnd { return nil }
        return (i, i + 1)
      }
      i += 1
    }
    return s.pointee.isAtEnd ? (i, i) : nil
  }

  /// Whether the text at `start` begins with `words`; nil where more must be read first.
  func begins(_ words: [UInt8], at start: Int) -> Bool? {
    let s = state
    for (i, byte) in words.enumerated() {
      guard start + i < s.pointee.end else { return s.pointee.isAtEnd ? false : nil }
      if s.pointee.base[start + i] != byte { return false }
    }
    return true
  }

  /// Whether the physical line at the next record has as many fields as the header, two or more, all of them filled, and a number among those
  /// after the first; nil where its end is not in the buffer.
  func looksLikeRecord() -> Bool? {
    let s = state
    guard let line = line(at: s.pointee.next) else { return nil }
    let base = s.pointee.base
    var (found, filled, start, isQuoted, hasNumber) = (0, 0, s.pointee.next, false, false)
    for i in s.pointee.next...line.stop {
      if i < line.stop {
        if base[i] == dialect.quote { isQuoted.toggle() }
        guard base[i] == dialect.separator, !isQuoted else { continue }
      }
      found += 1
      if i > start { filled += 1 }
      if found > 1, isNumber(from: start, to: i) { hasNumber = true }
      start = i + 1
    }
    if dialect.hasTrailingSeparator, found == columns + 1 { found -= 1 }
    return !isQuoted && found == columns && found > 1 && filled == found && hasNumber
  }

  /// Whether a field has digits and no letters.
  private func isNumber(from start: Int, to end: Int) -> Bool {
    var hasDigit = false
    for i in start..<end {
      let byte = state.pointee.base[i]
      if (48...57).contains(byte) {
        hasDigit = true
      } else if byte >= 0x80 || (97...122).contains(byte | 0x20) {
        return false
      }
    }
    return hasDigit
  }

  /// Splits the next record of the buffer into fields. If the buffer ends within it, nothing is kept.
  func scan() -> Outcome {
    let s = state
    let base = s.pointee.base
    let end = s.pointee.end
    let isAtEnd = s.pointee.isAtEnd
    let start = s.pointee.next
    if start >= end { return isAtEnd ? .end : .moreNeeded }
    let separator = dialect.separator
    let escapes = dialect.escape == .backslash
    let isBlank: (UInt8) -> Bool = { ($0 == 32 || $0 == 9) && $0 != separator }

    s.pointee.sideUsed = 0
    s.pointee.quoteLine = 0
    var defect = DialectState.Defect.none
    var field = start
    var found = 0
    var lines = 0
    while true {
      var open = field
      if dialect.hasBlanksAroundQuotes { while open < end, isBlank(base[open]) { open += 1 } }
      if open == end, !isAtEnd { return .moreNeeded }
      var at = field
      var content: (from: Int, to: Int)?
      var isEscaped = false
      if open < end, base[open] == dialect.quote {
        let quote = base[open]
        let before = lines
        at = open + 1
        while true {
          guard at < end else { return unclosed(s.pointee.nextLine + before) }
          let byte = base[at]
          if byte == backslash, escapes {
            guard at + 1 < end else { return unclosed(s.pointee.nextLine + before) }
            if !canEscape(base[at + 1]), defect == .none { defect = .unknownEscape(base[at + 1]) }
            isEscaped = true
            // The line feed behind a carriage return is counted below.
            let isHalf = base[at + 1] == carriageReturn && at + 2 < end && base[at + 2] == lineFeed
            if base[at + 1] == lineFeed || (base[at + 1] == carriageReturn && !isHalf) { lines += 1 }
            at += 2
            continue
          }
          if byte == quote {
            guard dialect.escape == .doubled else { break }
            if at + 1 == end, !isAtEnd { return .moreNeeded }
            guard at + 1 < end, base[at + 1] == quote else { break }
            isEscaped = true
            at += 2
            continue
          }
          if byte == lineFeed || (byte == carriageReturn && at + 1 < end && base[at + 1] != lineFeed) { lines += 1 }
          at += 1
        }
        content = (open + 1, at)
        at += 1
        if lines > before, isTooWide(column: found, from: before, to: lines) { return .tooWide }
        if dialect.hasBlanksAroundQuotes { while at < end, isBlank(base[at]) { at += 1 } }
        if at == end, !isAtEnd { return .moreNeeded }
        let isClosed = at == end || base[at] == separator || base[at] == lineFeed || base[at] == carriageReturn
        if !isClosed, defect == .none { defect = .textAfterQuote }
      }
      // To the end of the field: a separator, or a line end, which also ends the record.
      var hasLineEnd = false
      var after = end
      while at < end {
        let byte = base[at]
        if byte == separator { break }
        if byte == lineFeed {
          (hasLineEnd, after) = (true, at + 1)
          break
        }
        if byte == carriageReturn {
          if at + 1 == end, !isAtEnd { return .moreNeeded }
          (hasLineEnd, after) = (true, at + 1 < end && base[at + 1] == lineFeed ? at + 2 : at + 1)
          break
        }
        if byte == backslash, escapes, content == nil {
          if at + 1 == end, !isAtEnd { return .moreNeeded }
          if at + 1 == end || !canEscape(base[at + 1]), defect == .none {
            defect = .unknownEscape(at + 1 < end ? base[at + 1] : 32)
          }
          isEscaped = true
          if at + 1 < end, base[at + 1] == lineFeed || base[at + 1] == carriageReturn { lines += 1 }
          if at + 1 < end, base[at + 1] == carriageReturn {
            // A carriage return and a line feed are one line end.
            if at + 2 == end, !isAtEnd { return .moreNeeded }
            if at + 2 < end, base[at + 2] == lineFeed { at += 1 }
          }
          at += 1
        }
        at += 1
      }
      at = min(at, end)
      if at == end, !hasLineEnd, !isAtEnd { return .moreNeeded }
      let (from, to) = content ?? (field, at)
      store(found, from: from, to: to, isEscaped: isEscaped)
      found += 1
      if at < end, !hasLineEnd {
        field = at + 1
        continue
      }
      let line = s.pointee.nextLine
      s.pointee.next = hasLineEnd ? after : end
      s.pointee.nextLine = line + lines + (hasLineEnd ? 1 : 0)
      s.pointee.hasLineEnd = hasLineEnd
      s.pointee.start = start
      s.pointee.length = at - start
      s.pointee.line = line
      s.pointee.found = found
      s.pointee.innerLineEnds = lines
      s.pointee.defect = defect
      return at == start ? .blank : .record
    }
  }

  private func store(_ found: Int, from: Int, to: Int, isEscaped: Bool) {
    let s = state
    let slot = slots + min(found, columns)
    if isEscaped, !(found < skipped.count && skipped[found]) {
      let escape = dialect.escape == .backslash ? backslash : dialect.quote ?? 0
      let text = s.pointee.unescaped(from: from, to: to, escape: escape)
      slot.pointee = FieldBytes(start: text.start, count: text.count)
    } else {
      slot.pointee = FieldBytes(start: s.pointee.base + from, count: to - from)
    }
  }

  private func canEscape(_ byte: UInt8) -> Bool {
    byte == dialect.quote || byte == backslash || byte == dialect.separator || byte == lineFeed
      || byte == carriageReturn
  }

  private func isTooWide(column: Int, from before: Int, to lines: Int) -> Bool {
    let s = state
    let spanned = lines - before + 1
    if spanned > s.pointee.allowedLines {
      s.pointee.tooWide = WideField(column: column, line: s.pointee.nextLine + before, lines: spanned)
      return true
    }
    s.pointee.widest = max(s.pointee.widest, spanned)
    return false
  }

  private func unclosed(_ line: Int) -> Outcome {
    state.pointee.quoteLine = line
    return state.pointee.isAtEnd ? .openQuote : .moreNeeded
  }
}
