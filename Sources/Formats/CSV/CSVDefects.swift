import Model
import Words

extension CSVReader {
  package var endsWithoutLineEnd: Bool { !state.pointee.hasLineEnd }

  /// Why the current record does not fit the header.
  package var defect: String? {
    let s = state.pointee
    switch s.defect {
    case .none: return nil
    case .wrongCount: return counted
    case .cutOff: return "\(counted): the file ends in the middle of this record"
    case .textAfterQuote: return "text after a closing quote (write a quote inside a quoted field twice)"
    case .badText: return badText
    }
  }

  /// Checks a record that the scan marked, and removes the mark if the record fits.
  func settleDefect() {
    let s = state
    let found = s.pointee.found
    if header.isEmpty {
      // In the header line, the number of columns is not known yet.
      s.pointee.defect = found > Self.mostColumns ? .wrongCount : .none
    } else if found != s.pointee.columns {
      s.pointee.defect = found < s.pointee.columns && !s.pointee.hasLineEnd ? .cutOff : .wrongCount
      for i in min(found, s.pointee.columns)..<s.pointee.columns { slots[i] = .absent }
    }
    if s.pointee.defect == .none {
      if s.pointee.hasTextAfterQuote {
        s.pointee.defect = .textAfterQuote
      } else if TextCheck.fault(verbatim) != nil {
        s.pointee.defect = .badText
      }
    }
    s.pointee.isDefective = s.pointee.defect != .none
  }

  private var counted: String {
    let s = state.pointee
    return "\(English.count(s.found, "field")), expected \(s.columns)"
  }

  /// Names the first column with bad bytes; computed only when needed.
  private var badText: String {
    for i in 0..<min(state.pointee.found, state.pointee.columns) {
      let field = UnsafeBufferPointer(start: slots[i].start, count: slots[i].count)
      let column = i < header.count ? "'\(header[i])'" : "\(i + 1)"
      switch TextCheck.fault(field) {
      case .nul: return "column \(column) contains a NUL byte"
      case .notUTF8(let offset):
        let byte = String(field[offset], radix: 16, uppercase: true)
        return "column \(column) is not UTF-8: byte 0x\(byte) at position \(offset + 1) (perhaps Windows-1252)"
      case nil: continue
      }
    }
    return "a NUL byte, or bytes that are not UTF-8"
  }
}
