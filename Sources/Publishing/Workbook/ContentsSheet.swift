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
      for part in plan.parts {
        let texts = [(plan.manifest.title, widths[2]), (plan.manifest.grain, widths[3])]
        try sheet.setHeight(ofRow: row, for: texts)
        try sheet.putLink(part.name, toSheet: part.name, row, 0)
        try sheet.put(plan.result.table, row, 1)
        try sheet.put(plan.manifest.title, row, 2, .wrapped)
        try sheet.put(plan.manifest.grain, row, 3, .wrapped)
        try sheet.put(asOf(plan.result), row, 4, .date)
        try sheet.put(.number(Double(part.rows.count)), row, 5, .number(decimals: 0))
        let extent = plan.extent(of: part) ?? ""
        try sheet.put(extent, row, 6)
        widen(0, part.name)
        widen(1, plan.result.table)
        widen(6, extent)
        row += 1
      }
    }
    try sheet.putLink(SheetNames.notes, toSheet: SheetNames.notes, row, 0)
    try sheet.put("Units, definitions, notes and sources of every table.", row, 2, .wrapped)
    for (i, width) in widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
  }

  /// The day whose state a table shows; "newest" for the newest state.
  static func asOf(_ result: TableResult) -> ExcelCell {
    guard let day = result.asOf else { return .text("newest") }
    return ExcelCell.serial(day).map { .number(Double($0)) } ?? .text(day.description)
  }
}
