import Manifest
import Model

extension Workbook {
  /// The first sheet: a line with a link for each sheet.
  static func writeContents(of plans: [SheetPlan], to file: XlsxFile) throws {
    let sheet = try file.addSheet(SheetNames.contents)
    try sheet.putHeader(["sheet", "table", "title", "grain", "as of", "rows", "part"])
    var row = 1
    var widths = [26, 26, 44, 60, 12, 12, 12]
    func widen(_ column: Int, _ text: String) { widths[column] = max(widths[column], min(44, text.utf8.count + 2)) }
    for plan in plans {
      let parts = plan.parts.isEmpty ? [SheetPlan.Part(name: "", rows: 0..<0)] : plan.parts
      for part in parts {
        let texts = [(plan.manifest.title, widths[2]), (plan.manifest.grain, widths[3])]
        try sheet.setHeight(ofRow: row, for: texts)
        if part.name.isEmpty {
          try sheet.put("no rows", row: row, column: 0, style: .quiet)
        } else {
          try sheet.putLink(part.name, toSheet: part.name, row: row, column: 0)
        }
        try sheet.put(plan.result.table, row: row, column: 1)
        try sheet.put(plan.manifest.title, row: row, column: 2, style: .wrapped)
        try sheet.put(plan.manifest.grain, row: row, column: 3, style: .wrapped)
        try sheet.put(asOf(plan.result), row: row, column: 4, style: .date)
        try sheet.put(.number(Double(part.rows.count)), row: row, column: 5, style: .number(decimals: 0))
        let extent = plan.extent(of: part) ?? ""
        try sheet.put(extent, row: row, column: 6)
        widen(0, part.name)
        widen(1, plan.result.table)
        widen(6, extent)
        row += 1
      }
    }
    try sheet.putLink(SheetNames.notes, toSheet: SheetNames.notes, row: row, column: 0)
    try sheet.put("Units, definitions, notes and sources of every table.", row: row, column: 2, style: .wrapped)
    for (i, width) in widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
    try sheet.print(rows: 0..<row + 1, columns: widths.count, onPages: 2)
  }

  /// The day whose state a table shows; "newest" for the newest state.
  static func asOf(_ result: TableResult) -> ExcelCell {
    guard let day = result.asOf else { return .text("newest") }
    return ExcelCell.serial(day).map { .number(Double($0)) } ?? .text(day.description)
  }
}
