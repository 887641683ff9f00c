import Manifest
import Model
import Words

/// A table on its way into a workbook: its sheets, and what has to be known of all its cells before the first is written.
struct SheetPlan {
  /// A sheet, or one of several where the table has more rows than fit.
  struct Part {
    var name: String
    var rows: Range<Int>
  }

  let manifest: TableManifest
  let result: TableResult
  let columns: [TableColumn]
  /// None where there are no rows: a sheet without any offers nothing.
  let parts: [Part]
  /// What must be stated to a reader of cells that are not what their column promises, one sentence each.
  let remarks: [String]
  private let widths: [Int]
  private let isWrapped: [Bool]

  /// A wider text is wrapped.
  private static let widest = 48

  /// - Throws: ``Problem`` for a text or a table that Excel can't hold.
  init(_ manifest: TableManifest, _ result: TableResult, names: inout SheetNames, rowsPerSheet: Int) throws {
    self.manifest = manifest
    self.result = result
    let columns = TableShape(result, manifest).columns
    self.columns = columns
    guard columns.count <= Workbook.columnsPerSheet else {
      throw Problem(
        at: result.table, "has \(columns.count) columns; an Excel sheet holds \(Workbook.columnsPerSheet)",
        remedy: Self.remedy(result.table))
    }
    var widths = columns.map { TextWidth.of($0.name) + 4 }
    var oddities = [[ExcelCell.Oddity: Int]](repeating: [:], count: columns.count)
    for (r, row) in result.rows.enumerated() {
      for i in columns.indices where i < row.count {
        let (cell, oddity) = ExcelCell.of(row[i], columns[i])
        if let oddity { oddities[i][oddity, default: 0] += 1 }
        if case .text(let text) = cell, !ExcelText.fits(text) {
          throw Problem(
            at: result.table,
            "row \(r + 1) has a text of \(text.utf16.count) characters in the column "
              + "'\(columns[i].name)'; an Excel cell holds \(ExcelText.longest)", remedy: Self.remedy(result.table))
        }
        widths[i] = max(widths[i], Self.width(cell, columns[i]))
      }
    }
    self.widths = widths.map { min($0, Self.widest) }
    isWrapped = widths.map { $0 > Self.widest }
    remarks = zip(columns, oddities).flatMap { column, counts in
      ExcelCell.Oddity.allCases.compactMap { oddity in counts[oddity].map { oddity.remark($0, column.name) } }
    }
    let starts = Array(stride(from: 0, to: result.rows.count, by: rowsPerSheet))
    parts = starts.enumerated().map { n, start in
      Part(
        name: names.name(for: result.table, part: n + 1),
        rows: start..<min(start + rowsPerSheet, result.rows.count))
    }
  }

  private static func remedy(_ table: String) -> String { "export it as csv: soundings export \(table) --format csv" }

  /// "rows 1 to 1,048,575 of 2,000,000"; nil for a table on one sheet.
  func extent(of part: Part) -> String? {
    guard parts.count > 1 else { return nil }
    func text(_ n: Int) -> String { NumberText.grouped(n) }
    return "rows \(text(part.rows.lowerBound + 1)) to \(text(part.rows.upperBound)) of \(text(result.rows.count))"
  }

  /// The row of the header, from 0: above it are the title, the sources, the way to the notes, and the units.
  static let header = 4

  /// What the sheet is, above its header.
  private func writeHead(_ part: Part, printed: PrintedRows, to sheet: XlsxSheet) throws {
    let extent = extent(of: part).map { " (\($0))" } ?? ""
    try sheet.setHeightOfTitle()
    try sheet.put(manifest.title + extent, row: 0, column: 0, style: .title)
    var publishers: [String] = []
    for source in result.sources where !publishers.contains(source.publisher) { publishers.append(source.publisher) }
    let day =
      Workbook.asOfWords(result.asOf, result.sources)
    let sources = publishers.isEmpty ? "" : " Source: \(publishers.joined(separator: "; "))."
    let paper = printed.words.map { " " + $0 } ?? ""
    for text in ExcelText.pieces(day + paper + sources).prefix(1) {
      try sheet.put(text, row: 1, column: 0, style: .quiet)
    }
    try sheet.putLink("Definitions, notes and sources", toSheet: SheetNames.notes, row: 2, column: 0)
    for (i, column) in columns.enumerated() {
      if let unit = column.unit { try sheet.put(unit, row: 3, column: i, style: .quiet) }
    }
  }

  /// - Parameters:
  ///   - plotted: the numbers of the table's chart; nil where it has none.
  ///   - charts: where they go.
  func write(_ part: Part, to file: XlsxFile, _ plotted: PlottedValues?, _ charts: inout ChartSheet) throws {
    let sheet = try file.addSheet(part.name)
    let printed = printed(part)
    try writeHead(part, printed: printed, to: sheet)
    let top = Self.header + 1
    try sheet.putHeader(columns.map(\.name), row: Self.header)
    for (i, column) in columns.enumerated() where !column.description.isEmpty || column.unit != nil {
      let unit = column.unit.map { "Unit: \($0). " } ?? ""
      try sheet.putComment(unit + column.description, row: Self.header, i)
    }
    let styles = columns.map(Self.style)
    let textStyles = isWrapped.map { $0 ? XlsxStyle.wrapped : .text }
    for (r, row) in result.rows[part.rows].enumerated() {
      let long = wrappedTexts(row)
      if !long.isEmpty { try sheet.setHeight(ofRow: r + top, for: long) }
      for i in columns.indices where i < row.count {
        try sheet.put(
          ExcelCell.of(row[i], columns[i]).cell, row: r + top, column: i, style: styles[i], textStyle: textStyles[i])
      }
    }
    for (i, width) in widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
    if let plotted, part.rows.lowerBound == 0 {
      try charts.add(plotted, to: sheet, row: Self.header, column: columns.count + 1, file: file)
    }
    // Without the chart beside it, for which it would become small.
    let rows = printed.rows.lowerBound == 0 ? 0..<top + printed.rows.count : printed.rows.shifted(by: top)
    try sheet.print(rows: rows, columns: printed.columns, onPages: 1)
    if file.keepsCells, !columns.isEmpty, !part.rows.isEmpty {
      try sheet.addTable(
        file.tableName(for: part.name), columns: columns.map(\.name), rows: part.rows.count, header: Self.header)
    } else {
      try sheet.filter(columns: columns.count, rows: part.rows.count, header: Self.header)
    }
    try sheet.allowDigitsAsText(
      columns: columns.indices.filter { columns[$0].kind == .text }, rows: part.rows.count, header: Self.header)
  }

  /// The texts of a row that are wrapped, with the widths of their columns.
  private func wrappedTexts(_ row: [Value]) -> [(text: String, width: Int)] {
    columns.indices.compactMap { i in
      guard isWrapped[i], i < row.count, case .text(let text) = row[i] else { return nil }
      return (text, widths[i])
    }
  }

  private func printed(_ part: Part) -> PrintedRows {
    let rows = result.rows[part.rows]
    return PrintedRows(
      of: rows.count, widths: widths, head: XlsxSheet.titleHeight + Double(Self.header) * XlsxSheet.rowHeight,
      runs: PrintedRows.Order(rows, columns)
    ) { XlsxSheet.height(for: wrappedTexts(rows[rows.startIndex + $0])) }
  }

  private static func style(_ column: TableColumn) -> XlsxStyle {
    switch column.kind {
    case .integer: .number(decimals: 0)
    case .decimal: .number(decimals: column.decimals)
    case .year: .plainNumber
    case .date: .date
    case .month: .month
    case .text, .boolean: .general
    }
  }

  private static func width(_ cell: ExcelCell, _ column: TableColumn) -> Int {
    switch cell {
    case .empty: return 0
    case .text(let text): return TextWidth.of(text) + 3
    case .boolean: return 8
    case .oddNumber: return 16
    case .number(let x):
      switch column.kind {
      case .date: return 13
      case .month, .year: return 10
      default:
        let whole = x.magnitude < 1e15 ? String(Int64(x.magnitude)).utf8.count : 15
        return whole + (whole - 1) / 3 + (x < 0 ? 1 : 0) + (column.decimals > 0 ? 1 + column.decimals : 0) + 2
      }
    }
  }
}

extension ExcelCell.Oddity {
  /// One sentence about so many cells of a column.
  fileprivate func remark(_ count: Int, _ column: String) -> String {
    let number = NumberText.grouped(count)
    return switch self {
    case .longNumber:
      "In this workbook \(count == 1 ? "one number" : "\(number) numbers") of \(column) "
        + "\(count == 1 ? "is a text" : "are texts"), because Excel keeps fifteen digits only."
    case .earlyDate:
      "In this workbook \(count == 1 ? "one date" : "\(number) dates") of \(column) "
        + "\(count == 1 ? "is a text" : "are texts"), because Excel knows no days before March 1900."
    case .emptyText:
      "In this workbook \(count == 1 ? "one empty cell" : "\(number) empty cells") of \(column) "
        + "\(count == 1 ? "is an empty text" : "are empty texts"), not a value that the source does not say."
    }
  }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
