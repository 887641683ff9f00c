import Model

/// A tolerant split of delimited text into records, to see what form it may have. Nothing that is loaded is read by it.
struct LooseSplit {
  struct Record {
    /// From 1.
    var line: Int
    var bytes: Range<Int>
    /// The number of fields.
    var count: Int
    /// The number of lines.
    var lines: Int
  }

  let text: [UInt8]
  let separator: UInt8
  let quote: UInt8?
  let escape: Dialect.Escape

  /// The records, at most so many.
  func records(_ most: Int = .max) -> [Record] {
    var records: [Record] = []
    var (start, line, lines, count) = (0, 1, 1, 1)
    var isQuoted = false
    var isFieldStart = true
    var i = 0
    func record(_ end: Int) -> Record {
      let isBare = end > start && text[end - 1] == UInt8(ascii: "\r")
      return Record(line: line, bytes: start..<(isBare ? end - 1 : end), count: count, lines: lines)
    }
    while i < text.count, records.count < most {
      let byte = text[i]
      if byte == UInt8(ascii: "\\"), escape == .backslash {
        i += 2
        isFieldStart = false
        continue
      }
      if isQuoted {
        if byte == quote { isQuoted = false } else if byte == UInt8(ascii: "\n") { lines += 1 }
      } else if byte == quote, isFieldStart || (i > 0 && text[i - 1] == quote) {
        // The second of two doubled quotes opens the field again.
        isQuoted = true
        isFieldStart = false
      } else if byte == separator {
        count += 1
        isFieldStart = true
      } else if byte == UInt8(ascii: "\n") {
        records.append(record(i))
        (start, line, lines, count, isFieldStart) = (i + 1, line + lines, 1, 1, true)
      } else {
        isFieldStart = false
      }
      i += 1
    }
    if start < text.count, records.count < most { records.append(record(text.count)) }
    return records
  }

  /// The fields of a record without their quotes.
  ///
  /// - Parameter isExact: blanks around a field are kept.
  func fields(of record: Record, isExact: Bool = false) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var isStart = true
    var i = record.bytes.lowerBound
    while i < record.bytes.upperBound {
      let byte = text[i]
      if byte == UInt8(ascii: "\\"), escape == .backslash, i + 1 < record.bytes.upperBound {
        field.append(text[i + 1])
        i += 2
        isStart = false
        continue
      }
      if isQuoted {
        if byte == quote {
          if i + 1 < record.bytes.upperBound, text[i + 1] == quote, escape == .doubled {
            field.append(byte)
            i += 1
          } else {
            isQuoted = false
          }
        } else {
          field.append(byte)
        }
      } else if byte == quote, isStart {
        isQuoted = true
        isStart = false
      } else if byte == separator {
        fields.append(isExact ? String(decoding: field, as: UTF8.self) : Self.bare(field))
        field = []
        isStart = true
      } else {
        field.append(byte)
        isStart = false
      }
      i += 1
    }
    return fields + [isExact ? String(decoding: field, as: UTF8.self) : Self.bare(field)]
  }

  /// Whether nothing stands in a record, or nothing but separators.
  func isBlank(_ record: Record) -> Bool { text[record.bytes].allSatisfy { $0 == 32 || $0 == 9 || $0 == separator } }

  /// Whether a blank record has fields: a program wrote it, and a reader takes it for a record.
  func hasBlankFields(_ record: Record) -> Bool { record.count > 1 && isBlank(record) }

  private static func bare(_ field: [UInt8]) -> String {
    let blanks: Set<UInt8> = [32, 9, 13, 10]
    let start = field.drop { blanks.contains($0) }
    return String(decoding: start.reversed().drop { blanks.contains($0) }.reversed(), as: UTF8.self)
  }
}
