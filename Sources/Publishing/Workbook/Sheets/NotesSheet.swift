import Manifest
import Model

extension Workbook {
  /// The last sheet: what must be known to read the numbers of each table, and on what they rest.
  ///
  /// One list for all tables, so that a filter on its first column shows one of them whole. The notes come first: they alone are printed.
  static func writeNotes(of plans: [SheetPlan], to file: XlsxFile) throws {
    let sheet = try file.addSheet(SheetNames.notes)
    let header = ["table", "what", "text", "name", "unit", "license", "address", "SHA-256"]
    try sheet.putHeader(header)
    var list = NotesList(sheet: sheet)
    try list.add("", "reading", text: "An empty cell means that the source does not say; 0 means that it says none.")
    try list.add("", "reading", text: "A month is a date: the first day of the month, shown as yyyy-mm.")
    try list.add(
      "", "reading", text: "On paper: the notes. Definitions and sources are below them, on the screen only.")
    for plan in plans {
      for note in plan.manifest.notes { try list.add(plan.result.table, "note", text: note) }
    }
    let printed = list.row
    for plan in plans { try list.add(plan) }
    for (i, width) in NotesList.widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
    try sheet.filter(columns: header.count, rows: list.row - 1)
    try sheet.print(rows: 0..<printed, columns: 3, onPages: 2)
  }
}

private struct NotesList {
  static let widths = [32, 9, 110, 34, 14, 30, 50, 68]

  let sheet: XlsxSheet
  var row = 1

  mutating func add(_ plan: SheetPlan) throws {
    let (table, manifest, result) = (plan.result.table, plan.manifest, plan.result)
    try add(table, "title", text: manifest.title, style: .strong)
    try add(table, "grain", text: manifest.grain)
    try add(
      table, "as of", text: result.asOf.map { "Editions published on or before \($0)." } ?? "The newest editions.")
    for part in plan.parts {
      if let extent = plan.extent(of: part) { try add(table, "sheet", name: part.name, text: "Has \(extent).") }
    }
    for column in plan.columns {
      try add(table, "column", name: column.name, unit: column.unit ?? "", text: column.description)
    }
    for note in result.remarks + plan.remarks { try add(table, "note", text: note) }
    for source in result.sources { try add(source, table) }
  }

  private mutating func add(_ source: SourceEdition, _ table: String) throws {
    var text = "\(source.title), edition of \(source.edition) (published \(source.published))"
    if !source.covers.isEmpty { text += ", for " + source.covers.joined(separator: ", ") }
    text += ". " + source.attribution
    if let restriction = source.restriction { text += ". An excerpt that came with Soundings: \(restriction)" }
    let license = source.licenseName + (source.licenseURL.map { ", \($0)" } ?? "")
    for snapshot in source.snapshots {
      try add(
        table, "source", name: source.publisher, text: text, license: license, address: snapshot.url,
        sha256: snapshot.sha256)
    }
    if source.snapshots.isEmpty { try add(table, "source", name: source.publisher, text: text, license: license) }
    for original in source.originals {
      try add(
        table, "original", name: source.publisher, text: "The publisher's own file behind the excerpt.",
        address: original.url, sha256: original.sha256 ?? "")
    }
  }

  /// A line; several where a text is too long for one cell.
  mutating func add(
    _ table: String, _ what: String, name: String = "", unit: String = "", text: String, license: String = "",
    address: String = "", sha256: String = "", style: XlsxStyle = .wrapped
  ) throws {
    for piece in ExcelText.pieces(text) {
      let texts = [
        (name, Self.widths[3]), (piece, Self.widths[2]), (license, Self.widths[5]), (address, Self.widths[6]),
      ]
      try sheet.setHeight(ofRow: row, for: texts)
      try sheet.put(table, row: row, column: 0)
      try sheet.put(what, row: row, column: 1)
      try sheet.put(piece, row: row, column: 2, style: style)
      try sheet.put(name, row: row, column: 3, style: .wrapped)
      try sheet.put(unit, row: row, column: 4)
      try sheet.put(license, row: row, column: 5, style: .wrapped)
      try sheet.putAddress(address, row: row, column: 6)
      try sheet.put(sha256, row: row, column: 7)
      row += 1
    }
  }
}
