import Model

@testable import Formats

/// A workbook that a test writes: the XML of its parts, in a zip archive without compression.
struct TestWorkbook {
  /// Parts by path, in the order in which they are written.
  var parts: [(path: String, text: String)] = []

  static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  struct Sheet {
    var name = "Data"
    var state = ""
    /// What stands before and behind the rows.
    var before = ""
    /// The content of `sheetData`.
    var rows = ""
    var behind = ""
  }

  /// A workbook of one sheet.
  init(
    _ rows: String, before: String = "", behind: String = "", strings: [String] = [], formats: [String] = [],
    properties: String = ""
  ) {
    self.init(
      sheets: [Sheet(before: before, rows: rows, behind: behind)], strings: strings, formats: formats,
      properties: properties)
  }

  /// - Parameters:
  ///   - strings: the content of each shared text (`<t>a</t>`).
  ///   - formats: the codes of styles 1, 2 and so on; style 0 has the general format.
  init(sheets: [Sheet], strings: [String] = [], formats: [String] = [], properties: String = "") {
    add("_rels/.rels", Self.relations([("rId1", "officeDocument", "xl/workbook.xml")]))
    let list = sheets.enumerated().map { i, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(i + 1)\"\(sheet.state) r:id=\"rId\(i + 1)\"/>"
    }
    add(
      "xl/workbook.xml",
      "<workbook \(Self.main) xmlns:r=\"\(Self.relations)\">\(properties)<sheets>\(list.joined())</sheets></workbook>")
    var relations = sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
    relations += [("rIdS", "sharedStrings", "/xl/sharedStrings.xml"), ("rIdT", "styles", "styles.xml")]
    add("xl/_rels/workbook.xml.rels", Self.relations(relations))
    for (i, sheet) in sheets.enumerated() {
      add(
        "xl/worksheets/sheet\(i + 1).xml",
        "<worksheet \(Self.main)>\(sheet.before)<sheetData>\(sheet.rows)</sheetData>\(sheet.behind)</worksheet>")
    }
    add("xl/sharedStrings.xml", "<sst \(Self.main)>\(strings.map { "<si>\($0)</si>" }.joined())</sst>")
    let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>" }
    let styles = ["<xf numFmtId=\"0\"/>"] + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    add(
      "xl/styles.xml",
      "<styleSheet \(Self.main)><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        + "<cellXfs>\(styles.joined())</cellXfs></styleSheet>")
  }

  private static func relations(_ list: [(id: String, type: String, target: String)]) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + list.map { "<Relationship Id=\"\($0.id)\" Type=\"\(relations)/\($0.type)\" Target=\"\($0.target)\"/>" }.joined()
      + "</Relationships>"
  }

  private mutating func add(_ path: String, _ text: String) { parts.append((path, Self.head + text)) }

  /// Changes the text of a part.
  func changing(_ path: String, _ change: (inout String) -> Void) -> TestWorkbook {
    var workbook = self
    for i in parts.indices where parts[i].path == path { change(&workbook.parts[i].text) }
    return workbook
  }

  func without(_ path: String) -> TestWorkbook {
    var workbook = self
    workbook.parts.removeAll { $0.path == path }
    return workbook
  }

  var bytes: [UInt8] { StoredZip.bytes(parts.map { ($0.path, Array($0.text.utf8)) }) }

  func read(_ reading: Reading) throws -> Outcome { try opened(bytes, [reading]) }

  /// A row of cells of inline texts and numbers: a text that is a number becomes one; nil leaves a cell out.
  static func row(_ number: Int, _ cells: [String?], attributes: String = "") -> String {
    let written = cells.enumerated().map { i, text in
      guard let text else { return "" }
      let address = CellAddress(column: i + 1, row: number).text
      return Double(text) != nil
        ? "<c r=\"\(address)\"><v>\(text)</v></c>"
        : "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(number)\"\(attributes)>\(written.joined())</row>"
  }

  static func reading(_ header: [String], _ change: (inout SheetShape) -> Void = { _ in }) -> Reading {
    var reading = Reading(format: .xlsx, header: header)
    change(&reading.sheet)
    return reading
  }
}
