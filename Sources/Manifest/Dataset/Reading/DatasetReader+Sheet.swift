import Model
import Words
import Yams

// Where a table is in an Excel workbook: a part of `read:` in a manifest.
extension DatasetReader {
  static let sheetKeys = [
    "sheet", "sheet_like", "header_lines", "header_within", "until", "fill_merged", "as_shown", "hidden",
    "header_blanks",
  ]

  /// - Parameter columns: the contract, whose `not_said` names the errors that mean NULL.
  func sheet(_ map: YAMLMap, _ reading: Reading, _ columns: [Column]) -> SheetShape {
    var shape = SheetShape.plain
    if let name = map["sheet"]?.text() { shape.choice = .named(name) }
    if let value = map["sheet_like"] {
      if map["sheet"] != nil {
        value.report("names the sheet, and so does 'sheet'", remedy: "keep one of the two")
      }
      if let pattern = value.pattern() { shape.choice = .like(pattern) }
    }
    if let lines = map["header_lines"]?.integer(in: 1...10) { shape.headerRows = lines }
    if let value = map["header_blanks"], value.choice(["left"]) != nil {
      shape.fillsHeader = true
      if shape.headerRows < 2 {
        value.report("says nothing of a header of one row", remedy: "remove it, or say how many rows: header_lines: 2")
      }
    }
    if let rows = map["header_within"]?.integer(in: 1...SheetShape.mostRowsBefore) { shape.headerWithin = rows }
    if let value = map["until"] { shape.end = end(value) }
    shape.fillMerged = map["fill_merged"]?.texts(orOne: true) ?? []
    shape.asShown = map["as_shown"]?.texts(orOne: true) ?? []
    shape.hidden = map["hidden"]?.choice(SheetShape.Hidden.self)
    let known = reading.cells
    for (key, names) in [("fill_merged", shape.fillMerged), ("as_shown", shape.asShown)] {
      for name in names where !known.contains(name) {
        map[key]?.report(
          "'\(name)' is not in 'header'",
          remedy: Suggestion.question(name, among: known) + "The header has: \(known.joined(separator: ", "))")
      }
    }
    shape.errors = Self.errors(reading, columns)
    let names = Dictionary(
      zip(reading.rawNames, reading.cells).map { ($0.lowercased(), $1) }
    ) { first, _ in first }
    for column in columns where column.dateForms.contains(where: \.isSerial) {
      if let cell = names[column.name.lowercased()] {
        shape.serials.append(cell)
      } else {
        shape.unplacedSerial = column.name
      }
    }
    return shape
  }

  /// `blank`, `end`, or texts.
  private func end(_ value: YAMLValue) -> SheetShape.End {
    let texts = value.texts(orOne: true) ?? []
    guard case .scalar = value.node else { return texts.isEmpty ? .sheet : .texts(texts) }
    switch texts.first {
    case "blank": return .blankRow
    case "end", nil: return .sheet
    default: return .texts(texts)
    }
  }

  /// The errors that a column of the same name declares to mean NULL.
  private static func errors(_ reading: Reading, _ columns: [Column]) -> [[String]] {
    let errors = zip(reading.header, reading.rawNames).map { _, name in
      columns.first { $0.name.lowercased() == name.lowercased() }?.notSaid.filter { $0.hasPrefix("#") }.sorted() ?? []
    }
    return errors.contains { !$0.isEmpty } ? errors : []
  }
}
