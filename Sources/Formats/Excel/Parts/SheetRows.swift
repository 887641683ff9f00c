import Glibc
import Model

/// The rows of a sheet that have cells, one by one.
final class SheetRows {
  private(set) var row = SheetRow()
  /// The columns that are hidden.
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  let stream: XMLStream

  private struct Names {
    var row, cell, value, formula, inline, column, data: XMLStream.Name?
    var r, s, t, hidden, height: XMLStream.Name?
  }

  private let names: Names
  private var rich: RichText
  private var isInData = false

  /// The most bytes that the texts of one row may have.
  private static let largestRow = 16 << 20

  /// - Parameter skipped: raised texts that are no content.
  /// - Throws: ``Problem`` (`.badInput`) where the part is no worksheet.
  init(_ stream: XMLStream, skipping skipped: Set<String> = []) throws {
    self.stream = stream
    rich = RichText(stream, skipping: skipped)
    names = Names(
      row: stream.interned("row"), cell: stream.interned("c"), value: stream.interned("v"),
      formula: stream.interned("f"), inline: stream.interned("is"), column: stream.interned("col"),
      data: stream.interned("sheetData"), r: stream.interned("r"), s: stream.interned("s"), t: stream.interned("t"),
      hidden: stream.interned("hidden"), height: stream.interned("ht"))
    guard try stream.next() == .start, stream.name == stream.interned("worksheet") else {
      throw stream.problem("it is no worksheet")
    }
    // What comes before the rows tells the hidden columns.
    while !isInData, let event = try stream.next() {
      guard event == .start else { continue }
      if stream.name == names.data { isInData = true } else if stream.name == names.column { try takeColumn() }
    }
  }

  /// Moves to the next row; false after the last.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where a row or a cell is not where it says, or the part cannot be read.
  func advance() throws -> Bool {
    while isInData, let event = try stream.next() {
      if event == .end, stream.name == names.data {
        isInData = false
      } else if event == .start, stream.name == names.row {
        try readRow()
        return true
      }
    }
    return false
  }

  private func takeColumn() throws {
    let isHidden = ["1", "true"].contains(stream.attribute("hidden") ?? "") || stream.attribute("width") == "0"
    guard isHidden else { return }
    guard let first = Int(stream.attribute("min") ?? ""), let last = Int(stream.attribute("max") ?? ""), first >= 1,
      first <= last, hiddenColumns.count < CellAddress.lastColumn
    else { throw stream.problem("the hidden columns are no columns") }
    hiddenColumns.append(first...last)
  }

  private func readRow() throws {
    row.cells.removeAll(keepingCapacity: true)
    row.bytes.removeAll(keepingCapacity: true)
    let before = row.number
    row.number = before + 1
    row.isHidden = false
    var written: String?
    stream.attributes { name, value in
      if name == names.r {
        written = Self.text(value)
      } else if name == names.hidden {
        row.isHidden = Self.isTrue(value)
      } else if name == names.height, strtod(Self.chars(value), nil) == 0 {
        row.isHidden = true
      }
    }
    if let written {
      guard let number = Int(written), (1...CellAddress.lastRow).contains(number) else {
        throw stream.problem(
          "there is a row \(written.prefix(20)), and a sheet has \(CellAddress.lastRow) at most",
          remedy: XMLStream.again)
      }
      guard number > before else {
        throw stream.problem(
          "row \(number) comes after row \(before): rows are out of order or written twice")
      }
      row.number = number
    }
    guard row.number <= CellAddress.lastRow else { throw stream.problem("more rows than a sheet has") }
    while let event = try stream.next() {
      if event == .end, stream.name == names.row { return }
      if event == .start, stream.name == names.cell { try readCell() }
      guard row.bytes.count <= Self.largestRow else {
        throw stream.problem(
          "the texts of row \(row.number) are longer than \(Self.largestRow >> 20) MiB",
          remedy: "look at it: it may be damaged on purpose")
      }
    }
  }

  private func readCell() throws {
    let column = (row.cells.last?.column ?? 0) + 1
    var cell = SheetRow.Cell(
      column: column, kind: .number, style: 0, value: row.bytes.count..<row.bytes.count, hasValue: false,
      hasFormula: false)
    try stream.attributes { name, value in
      if name == names.r {
        cell.column = try self.column(of: value, after: column - 1)
      } else if name == names.s {
        cell.style = Int(atoi(Self.chars(value)))
      } else if name == names.t {
        cell.kind = try kind(value)
      }
    }
    guard cell.column <= CellAddress.lastColumn else { throw stream.problem("row \(row.number) has too many cells") }
    let start = row.bytes.count
    var (isInValue, isInline) = (false, false)
    rich.begin()
    while let event = try stream.next() {
      switch event {
      case .text: if isInValue || (isInline && rich.takesText) { row.bytes += stream.text }
      case .start:
        let name = stream.name
        if name == names.value {
          (isInValue, cell.hasValue) = (true, true)
        } else if name == names.formula {
          cell.hasFormula = true
        } else if name == names.inline {
          (isInline, cell.hasValue) = (true, true)
        } else {
          rich.start(stream, at: row.bytes.count)
        }
      case .end:
        let name = stream.name
        if name == names.cell {
          // Shared texts have been decoded.
          if cell.kind == .text || cell.kind == .formulaText { CellEscapes.decode(&row.bytes, from: start) }
          cell.value = start..<row.bytes.count
          if !rich.marks.isEmpty { cell.marks = rich.marks }
          row.cells.append(cell)
          return
        }
        if name == names.value {
          isInValue = false
        } else if name == names.inline {
          isInline = false
        } else {
          rich.end(name, &row.bytes)
        }
      }
      guard row.bytes.count <= Self.largestRow else { return }
    }
  }

  private func column(of address: UnsafePointer<UInt8>, after last: Int) throws -> Int {
    let written = UnsafeBufferPointer(start: address, count: min(strlen(Self.chars(address)), 20))
    let shown = String(decoding: written, as: UTF8.self)
    guard let cell = CellAddress(written) else {
      throw stream.problem("row \(row.number) has a cell '\(shown)', and no sheet has such a place")
    }
    guard cell.row == row.number else { throw stream.problem("the cell \(shown) is in row \(row.number)") }
    guard cell.column > last else {
      throw stream.problem(
        "the cell \(shown) comes after \(CellAddress.letters(last))\(row.number): cells are out of order or written twice"
      )
    }
    return cell.column
  }

  private func kind(_ value: UnsafePointer<UInt8>) throws -> SheetRow.Kind {
    let text = Self.text(value)
    switch text {
    case "n": return .number
    case "s": return .sharedText
    case "inlineStr": return .text
    case "str": return .formulaText
    case "b": return .boolean
    case "e": return .error
    case "d": return .day
    default: throw stream.problem("row \(row.number) has a cell of the unknown type '\(text.prefix(20))'")
    }
  }

  private static func chars(_ value: UnsafePointer<UInt8>) -> UnsafePointer<CChar> {
    UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self)
  }

  private static func text(_ value: UnsafePointer<UInt8>) -> String { String(cString: value) }

  private static func isTrue(_ value: UnsafePointer<UInt8>) -> Bool { ["1", "true"].contains(text(value)) }
}
