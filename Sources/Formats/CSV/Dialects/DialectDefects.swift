import Model
import Words

extension DialectReader {
  /// Why the current record does not fit the header.
  var defect: String? {
    let s = state.pointee
    switch s.defect {
    case .none: return nil
    case .wrongCount: return counted
    case .cutOff: return "\(counted): the file ends in the middle of this record"
    case .textAfterQuote:
      return dialect.escape == .doubled
        ? "text after a closing quote (write a quote inside a quoted field twice)" : "text after a closing quote"
    case .unknownEscape(let byte):
      let shown = byte > 32 && byte < 127 ? "'\\\(Unicode.Scalar(byte))'" : "a backslash before byte \(byte)"
      return "\(shown) is no escape: a backslash goes before a quote, a separator, a line end or a backslash"
    case .badText(let words): return words
    case .commented:
      return
        "the line begins with '\(dialect.comment ?? "")', as comments do (read.comment), and has the fields of a record"
    }
  }

  /// Decides whether the record fits the header.
  func settle() {
    let s = state
    if dialect.hasTrailingSeparator, s.pointee.found == columns + 1, slots[columns].count == 0 {
      s.pointee.found -= 1
    }
    let found = s.pointee.found
    settleText()
    if found < columns { for i in found..<columns { slots[i] = .absent } }
    guard s.pointee.defect == .none, found != columns else { return }
    if found < columns {
      if !s.pointee.hasLineEnd {
        s.pointee.defect = .cutOff
      } else if !dialect.allowsShortRecords {
        s.pointee.defect = .wrongCount
      }
    } else {
      s.pointee.defect = .wrongCount
    }
  }

  /// Checks that the row is text.
  func settleText() {
    let s = state
    let start = s.pointee.consumed + s.pointee.start
    if let fault = fault(from: start, to: start + s.pointee.length) {
      s.pointee.defect = .badText(fault)
    } else if let fault = TextCheck.fault(verbatim) {
      s.pointee.defect = .badText(words(fault))
    }
  }

  private func words(_ fault: TextCheck.Fault) -> String {
    switch fault {
    case .nul(let at): "a NUL byte at position \(at + 1) of the record"
    case .notUTF8(let at):
      "byte 0x\(String(verbatim[at], radix: 16, uppercase: true)) at offset \(offset(of: at)) of the file is not UTF-8 "
        + "(perhaps windows-1252: read.encoding)"
    }
  }

  private var counted: String {
    "\(English.count(state.pointee.found, "field")), expected \(columns)"
  }

  func tooWide() -> Problem {
    let s = state.pointee
    return s.tooWide?.problem(at: name, record: recordNumber + 1, header: header, allowed: s.allowedLines)
      ?? openQuote()
  }

  func tooLong() -> Problem {
    let s = state.pointee
    let quote = s.quoteLine > 0 ? "; the quote that opens on line \(s.quoteLine) does not close before that" : ""
    let isLargest = dialect.recordSize >= Dialect.largestRecordSize
    return Problem(
      .badInput, at: name,
      "record \(recordNumber + 1) (line \(s.nextLine)) is longer than \(dialect.recordSize >> 20) MiB\(quote)",
      remedy: "look at that line of the file: line ends or a quote are missing, or it is not CSV"
        + (isLargest
          ? "" : "; if records are that long, set read.record_mib in the dataset's dataset.yaml (at most 64)"))
  }

  func openQuote() -> Problem {
    Problem(
      .badInput, at: name,
      "record \(recordNumber + 1): a quote opened on line \(state.pointee.quoteLine) and the file ends before it closes",
      remedy: "the file is probably cut off: fetch it again, or compare its size with the publisher's; if quotes are "
        + "letters like any other in it, write quote: none under read: in the dataset's dataset.yaml")
  }
}
