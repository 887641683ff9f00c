import Model

/// What the cells of a workbook say: texts, numbers, days and truth values as text.
struct CellReader {
  enum Value: Equatable {
    /// The cell shows nothing.
    case absent
    /// The text was appended.
    case text
    /// Why the cell cannot be read: "is the error #REF!".
    case defect(String)
  }

  let strings: SharedStrings
  let styles: SheetStyles
  let isFrom1904: Bool

  init(_ workbook: ExcelWorkbook) {
    (strings, styles, isFrom1904) = (workbook.strings, workbook.styles, workbook.isFrom1904)
  }

  /// Appends the text of a cell.
  ///
  /// - Parameters:
  ///   - asShown: numbers are read as the cell shows them.
  ///   - errors: those that mean NULL.
  func read(
    _ cell: SheetRow.Cell, of row: SheetRow, asShown: Bool = false, errors: [String] = [], into text: inout [UInt8]
  ) -> Value {
    let value = row.bytes[cell.value]
    if cell.hasFormula, !cell.hasValue || (value.isEmpty && cell.kind != .formulaText) {
      return .defect(
        "is a formula without its result: the program that wrote the workbook did not calculate it (open it in a spreadsheet program, and save it)"
      )
    }
    guard cell.hasValue else { return .absent }
    switch cell.kind {
    case .sharedText:
      let before = text.count
      guard let number = Int(String(decoding: value, as: UTF8.self)), strings.append(number, to: &text) else {
        return .defect("is the shared text \(Self.shown(value)), and the workbook has \(strings.count)")
      }
      return text.count == before ? .absent : .text
    case .text, .formulaText:
      text += value
      return value.isEmpty ? .absent : .text
    case .boolean:
      guard value.count == 1, let one = value.first, one == 48 || one == 49 else {
        return .defect("is the truth value \(Self.shown(value))")
      }
      text += (one == 49 ? "true" : "false").utf8
      return .text
    case .error:
      let name = String(decoding: value, as: UTF8.self)
      return errors.contains(name)
        ? .absent
        : .defect(
          "is the error \(Self.shown(value)) (not_said: ['\(name)'] of the contract's column with this name reads it as NULL)"
        )
    case .day:
      text += value
      return .text
    case .number: return value.isEmpty ? .absent : number(value, style: cell.style, asShown: asShown, into: &text)
    }
  }

  /// What a cell that was read is: a number, or what its text says. Days are texts.
  func origin(of cell: SheetRow.Cell, asShown: Bool) -> FieldOrigin {
    guard cell.kind == .number, styles[cell.style]?.kind == .number else { return .text }
    return asShown ? .shown : .number
  }

  /// Whether a cell shows its number in percent: 0.125 as 12.5%.
  func isPercent(_ cell: SheetRow.Cell) -> Bool { cell.kind == .number && styles[cell.style]?.isPercent == true }

  /// Why a text that was read may be another one: `120` with a raised `1` is not 1,201, and `Haiti` with a raised `a` no
  /// Haitia.
  ///
  /// - Parameters:
  ///   - declared: the marks that the contract takes off.
  ///   - isProse: whether raised letters are text like any other.
  func markFault(
    _ cell: SheetRow.Cell, of row: SheetRow, _ text: ArraySlice<UInt8>, declared: Set<String> = [],
    isProse: Bool = false
  ) -> String? {
    let marks =
      cell.kind == .sharedText
      ? Int(String(decoding: row.bytes[cell.value], as: UTF8.self)).map(strings.marks) ?? [] : cell.marks
    guard !marks.isEmpty else { return nil }
    // What the contract takes off the number is no part of it.
    if marks.allSatisfy({ $0.place == .raised && declared.contains($0.text) }) { return nil }
    let words = String(decoding: text, as: UTF8.self)
    guard words.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
      return words.utf8.contains(where: isDigit)
        ? "of which a part is raised, lowered or struck out: a footnote's mark? (read.marks names what is left out)"
        : nil
    }
    let note = marks.first {
      $0.place == .raised
        && NoteMark.isOne($0.text, behind: words.hasSuffix($0.text) ? words.dropLast($0.text.count) : "")
    }
    guard let note, !isProse else { return nil }
    return
      "of which '\(note.text)' is raised, and may be no part of the name: read.marks names what is left out, read.prose the columns "
      + "in which it is text like any other"
  }

  /// Whether a reader of the sheet sees something in the cell.
  func shows(_ cell: SheetRow.Cell, of row: SheetRow) -> Bool {
    if cell.hasFormula, cell.kind != .formulaText { return true }
    guard cell.hasValue, !cell.value.isEmpty else { return false }
    guard cell.kind == .sharedText else { return true }
    return Int(String(decoding: row.bytes[cell.value], as: UTF8.self)).map { strings.length($0) != 0 } ?? true
  }

  private func number(
    _ value: ArraySlice<UInt8>, style: Int, asShown: Bool, into text: inout [UInt8]
  ) -> Value {
    guard let format = styles[style] else { return .defect("has the style \(style), and the workbook has none such") }
    if format.kind == .number, !asShown, value.count < 16, value.first != 48,
      value.allSatisfy({ (48...57).contains($0) })
    {
      text += value
      return .text
    }
    guard let number = StoredNumber(value) else { return .defect("is \(Self.shown(value)), which is no number") }
    switch format.kind {
    case .nothing: return .defect("is \(number.plain), which its format '\(format.code)' hides")
    case .date(let hasDay, let hasTime):
      if asShown { return .defect("has the format '\(format.code)' of a date, which is not read as shown") }
      let day = Double(number.plain).flatMap {
        ExcelDay.text($0, hasDay: hasDay, hasTime: hasTime, isFrom1904: isFrom1904)
      }
      guard !number.isNegative, let day else {
        return .defect("is \(number.plain) with the format '\(format.code)', and there is no such day")
      }
      text += day.utf8
      return .text
    case .number:
      guard asShown else {
        text += number.plain.utf8
        return .text
      }
      guard let form = format.shown else {
        return .defect("has the format '\(format.code)', which is not among those that are read as shown")
      }
      guard let shown = form.text(number) else {
        return .defect("is \(number.plain), which the general format shortens to the width of its column")
      }
      text += shown.utf8
      return shown.isEmpty ? .absent : .text
    }
  }

  private static func shown(_ value: ArraySlice<UInt8>) -> String {
    let text = String(decoding: value.prefix(60), as: UTF8.self)
    return text.isEmpty ? "''" : text
  }
}
