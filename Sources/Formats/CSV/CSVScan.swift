import Model

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension CSVReader {
  enum Outcome {
    case record, blank, end, moreNeeded, tooLong, openQuote, tooWide
  }

  /// Splits the next record of the buffer into fields. The speed of a load depends on this loop: it visits structural
  /// bytes only, 64 bytes at a time, and keeps its position in local variables.
  ///
  /// If the buffer ends within a record, nothing is kept: the scan starts over once more bytes have been read.
  func scan() -> Outcome {
    let state = self.state
    let slots = self.slots
    let base = UnsafePointer(state.pointee.base)
    let end = state.pointee.end
    let start = state.pointee.next
    let columns = state.pointee.columns
    if start >= end { return state.pointee.isAtEnd ? .end : .moreNeeded }

    var cursor = Cursor(base: base, end: end, state: state)
    var field = start
    var found = 0
    var lines = 0
    var textAfterQuote = false
    state.pointee.sideUsed = 0

    while true {
      var closing = -1
      var doubled = false
      if field < end, base[field] == quote {
        // The opening quote is the next structural byte, since all before it have been visited.
        _ = cursor.next()
        let before = lines
        guard let at = cursor.closingQuote(lines: &lines, doubled: &doubled) else {
          return unclosed(line: state.pointee.nextLine + before, start: start)
        }
        closing = at
        if lines > before, isTooWide(column: found, from: before, to: lines) { return .tooWide }
      }
      // The end of the field: a comma, or a line end, which also ends the record.
      var stop = end
      var after = end
      var isLast = true
      while let at = cursor.next() {
        let byte = base[at]
        if byte == comma {
          stop = at
          isLast = false
          break
        }
        if byte == lineFeed {
          stop = at > field && base[at - 1] == carriageReturn ? at - 1 : at
          after = at + 1
          break
        }
        if byte == carriageReturn {
          if at + 1 < end {
            if base[at + 1] == lineFeed { continue }
          } else if !state.pointee.isAtEnd {
            return needMore(start: start, quoteLine: 0)
          }
          stop = at
          after = at + 1
          break
        }
      }
      if isLast, stop == end, !state.pointee.isAtEnd { return needMore(start: start, quoteLine: 0) }

      let slot = slots + min(found, columns)
      if closing < 0 {
        slot.pointee = FieldBytes(start: base + field, count: stop - field)
      } else {
        if closing + 1 != stop { textAfterQuote = true }
        if doubled {
          let text = state.pointee.unescaped(from: field + 1, to: closing)
          slot.pointee = FieldBytes(start: text.start, count: text.count)
        } else {
          slot.pointee = FieldBytes(start: base + field + 1, count: closing - field - 1)
        }
      }
      found += 1
      if !isLast {
        field = stop + 1
        continue
      }

      if stop - start > Self.longestRecord { return .tooLong }
      let line = state.pointee.nextLine
      state.pointee.next = after
      state.pointee.nextLine = line + lines + (after > stop ? 1 : 0)
      cursor.save(to: state)
      if stop == start { return .blank }
      state.pointee.start = start
      state.pointee.length = stop - start
      state.pointee.line = line
      state.pointee.found = found
      state.pointee.innerLineEnds = lines
      state.pointee.isDefective = found != columns || textAfterQuote || cursor.isRecordSuspect
      state.pointee.hasTextAfterQuote = textAfterQuote
      state.pointee.hasLineEnd = after > stop
      state.pointee.defect = .none
      return .record
    }
  }

  /// Records how many lines a quoted field has; true if they are more than allowed.
  private func isTooWide(column: Int, from before: Int, to lines: Int) -> Bool {
    let spanned = lines - before + 1
    if spanned > state.pointee.allowedLines {
      state.pointee.tooWide = WideField(column: column, line: state.pointee.nextLine + before, lines: spanned)
      return true
    }
    state.pointee.widest = max(state.pointee.widest, spanned)
    return false
  }

  private func needMore(start: Int, quoteLine: Int) -> Outcome {
    state.pointee.quoteLine = quoteLine
    return state.pointee.end - start > Self.longestRecord ? .tooLong : .moreNeeded
  }

  private func unclosed(line: Int, start: Int) -> Outcome {
    let outcome = needMore(start: start, quoteLine: line)
    return outcome == .moreNeeded && state.pointee.isAtEnd ? .openQuote : outcome
  }
}

/// The position of a scan: a block of 64 bytes and its remaining structural bytes.
private struct Cursor {
  let base: UnsafePointer<UInt8>
  let end: Int
  var block: Int
  var bits: UInt64
  var isBlockSuspect: Bool
  var isRecordSuspect: Bool

  @inline(__always)
  init(base: UnsafePointer<UInt8>, end: Int, state: UnsafeMutablePointer<CSVState>) {
    self.base = base
    self.end = end
    block = state.pointee.block
    bits = state.pointee.bits
    isBlockSuspect = state.pointee.isBlockSuspect
    isRecordSuspect = isBlockSuspect
  }

  @inline(__always)
  func save(to state: UnsafeMutablePointer<CSVState>) {
    state.pointee.block = block
    state.pointee.bits = bits
    state.pointee.isBlockSuspect = isBlockSuspect
  }

  /// The offset of the next structural byte; nil at the end of the buffer.
  @inline(__always)
  mutating func next() -> Int? {
    while bits == 0 {
      if block + 64 >= end { return nil }
      block += 64
      let found = CSVBlock(at: base + block)
      let rest = end - block
      bits = rest >= 64 ? found.structure : found.structure & ((1 << UInt64(rest)) &- 1)
      isBlockSuspect = found.isSuspect
      if isBlockSuspect { isRecordSuspect = true }
    }
    let at = block + bits.trailingZeroBitCount
    bits &= bits &- 1
    return at
  }

  /// The closing quote of the field that has just opened; nil if the buffer ends before it.
  mutating func closingQuote(lines: inout Int, doubled: inout Bool) -> Int? {
    while let at = next() {
      switch base[at] {
      case quote:
        if at + 1 < end, base[at + 1] == quote {
          doubled = true
          _ = next()
        } else {
          return at
        }
      case lineFeed: lines += 1
      case carriageReturn: if at + 1 < end, base[at + 1] != lineFeed { lines += 1 }
      default: break
      }
    }
    return nil
  }
}
