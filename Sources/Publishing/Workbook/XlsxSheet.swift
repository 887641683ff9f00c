import CXlsxWriter
import Glibc
import Model
import System
import Words

/// A sheet being written, from top to bottom.
final class XlsxSheet {
  let name: String
  /// The rows that hold a cell.
  private(set) var rowCount = 0
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private unowned let file: XlsxFile
  private var lastRow = -1

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, file: XlsxFile) {
    self.sheet = sheet
    self.name = name
    self.file = file
  }

  /// Writes a cell; an empty one, and an empty text, leave no trace in the file.
  ///
  /// - Parameters:
  ///   - style: how a number that fits its column looks.
  ///   - textStyle: how a text looks.
  func put(
    _ cell: ExcelCell, row: Int, column: Int, style: XlsxStyle = .general, textStyle: XlsxStyle = .text
  ) throws {
    let (r, c) = (UInt32(row), UInt16(column))
    switch cell {
    case .empty, .text(""): return
    case .number(let x): try check(worksheet_write_number(sheet, r, c, x, file.format(style)), row: row, column: column)
    case .oddNumber(let x):
      try check(worksheet_write_number(sheet, r, c, x, file.format(.general)), row: row, column: column)
    case .boolean(let flag):
      try check(worksheet_write_boolean(sheet, r, c, flag ? 1 : 0, file.format(.boolean)), row: row, column: column)
    case .text(let text):
      try check(
        worksheet_write_string(sheet, r, c, ExcelText.escaped(text), file.format(textStyle)), row: row, column: column)
    }
    if row != lastRow {
      rowCount += 1
      lastRow = row
    }
  }

  func put(_ text: String, row: Int, column: Int, style: XlsxStyle = .text) throws {
    try put(.text(text), row: row, column: column, textStyle: style)
  }

  /// A text that leads to another sheet of this workbook.
  func putLink(_ text: String, toSheet name: String, row: Int, column: Int) throws {
    // In a reference, an apostrophe in the name of a sheet is doubled.
    let quoted = name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    try putLink(text, to: "internal:'\(quoted)'!A1", row: row, column: column)
  }

  /// An address that opens in a browser; one that Excel could not open stays a text.
  func putAddress(_ address: String, row: Int, column: Int) throws {
    let isWeb = address.hasPrefix("https://") || address.hasPrefix("http://")
    // Excel's limits are 2,079 characters, which libxlsxwriter counts after escaping, and 65,530 links in a sheet.
    let isPlain = address.utf8.count <= 650 && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isWeb, isPlain, row < 65_000 else { return try put(address, row: row, column: column, style: .wrapped) }
    try putLink(address, to: address, row: row, column: column)
  }

  private func putLink(_ text: String, to target: String, row: Int, column: Int) throws {
    try check(
      worksheet_write_url_opt(
        sheet, UInt32(row), UInt16(column), target, file.format(.link), ExcelText.escaped(text), nil), row: row,
      column: column)
    if row != lastRow {
      rowCount += 1
      lastRow = row
    }
  }

  /// A header row of column names that stays in view, in print on each page with what stands above it.
  func putHeader(_ names: [String], row: Int = 0) throws {
    for (i, name) in names.enumerated() { try put(name, row: row, column: i, style: .header) }
    worksheet_freeze_panes(sheet, UInt32(row + 1), 0)
    try check(worksheet_repeat_rows(sheet, 0, UInt32(row)), row: row, column: 0)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    try check(worksheet_set_footer(sheet, "&L&A&RPage &P of &N"), row: 0, column: 0)
  }

  /// A text in the middle above each printed page; nothing where it would not fit.
  func setPageHeader(_ text: String) throws {
    // An ampersand begins a code of Excel's. It takes 255 characters.
    let text = "&C" + ExcelText.escaped(text).replacing("&", with: "&&")
    guard text.utf16.count <= 250 else { return }
    try check(worksheet_set_header(sheet, text), row: 0, column: 0)
  }

  /// What shows when the pointer rests on a cell of the header.
  func putComment(_ text: String, row: Int, _ column: Int) throws {
    var options = lxw_comment_options()
    options.width = 260
    options.height = UInt16(30 + 17 * min(20, 1 + TextWidth.of(text) / 36))
    try check(
      worksheet_write_comment_opt(sheet, UInt32(row), UInt16(column), ExcelText.escaped(text), &options), row: row,
      column: column)
  }

  /// The arrows in the header, over all columns and rows below it.
  func filter(columns: Int, rows: Int, header: Int = 0) throws {
    guard columns > 0 else { return }
    try check(
      worksheet_autofilter(sheet, UInt32(header), 0, UInt32(header + rows), UInt16(columns - 1)), row: header, column: 0
    )
  }

  /// Makes an Excel table with a name of the header and the rows below it, which are written already.
  ///
  /// - Parameter rows: at least one; Excel has no table without.
  func addTable(_ name: String, columns names: [String], rows: Int, header: Int) throws {
    let columns = UnsafeMutableBufferPointer<lxw_table_column>.allocate(capacity: names.count)
    columns.initialize(repeating: lxw_table_column())
    let pointers = UnsafeMutableBufferPointer<UnsafeMutablePointer<lxw_table_column>?>.allocate(
      capacity: names.count + 1)
    pointers.initialize(repeating: nil)
    var texts: [UnsafeMutablePointer<CChar>?] = []
    defer {
      for text in texts { free(text) }
      pointers.deallocate()
      columns.deallocate()
    }
    func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
      texts.append(strdup(text))
      return texts[texts.count - 1]
    }
    for (i, name) in names.enumerated() {
      columns[i].header = copy(ExcelText.escaped(name))
      columns[i].header_format = try file.format(.header)
      pointers[i] = columns.baseAddress! + i
    }
    var options = lxw_table_options()
    options.name = copy(name)
    options.columns = pointers.baseAddress
    options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    options.style_type_number = 1
    try check(
      worksheet_add_table(
        sheet, UInt32(header), 0, UInt32(header + rows), UInt16(names.count - 1), &options), row: header, column: 0)
  }

  /// Puts a chart with its upper left corner at a cell.
  ///
  /// - Parameter height: how many horizontal bars have to find room; 0 for any other chart.
  func putChart(_ chart: UnsafeMutablePointer<lxw_chart>, row: Int, column: Int, height bars: Int) throws {
    var options = lxw_chart_options()
    options.x_scale = 1.6
    options.y_scale = max(1.4, Double(min(bars, 60)) * 22 / 288)
    try check(
      worksheet_insert_chart_opt(sheet, UInt32(row), UInt16(column), chart, &options), row: row, column: column)
  }

  /// Leaves it out of the list of sheets and of the print; Excel's Unhide shows it.
  func hide() { worksheet_hide(sheet) }

  /// Prints only some rows and the first columns, on so many pages at most. What ``putHeader(_:row:)`` repeats stands above them.
  func print(rows: Range<Int>, columns: Int, onPages pages: Int) throws {
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, UInt16(pages))
    guard !rows.isEmpty, columns > 0 else { return }
    try check(
      worksheet_print_area(sheet, UInt32(rows.lowerBound), 0, UInt32(rows.upperBound - 1), UInt16(columns - 1)), row: 0,
      column: 0)
  }

  /// - Parameter width: in digits of the normal font.
  func setWidth(_ width: Int, ofColumn column: Int) throws {
    try check(worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(width), nil), row: 0, column: column)
  }

  /// Makes a row as high as its wrapped texts; before its first cell is written.
  ///
  /// Excel would do so by itself when it opens the file, LibreOffice does not.
  ///
  /// - Parameter texts: each with the width of its column.
  func setHeight(ofRow row: Int, for texts: [(text: String, width: Int)]) throws {
    let height = Self.height(for: texts)
    guard height > Self.rowHeight else { return }
    try check(worksheet_set_row(sheet, UInt32(row), height, nil), row: row, column: 0)
  }

  /// Of a row with one line, in points.
  static let rowHeight = 15.0
  static let titleHeight = 21.0

  /// - Returns: points.
  static func height(for texts: [(text: String, width: Int)]) -> Double {
    let lines = texts.map { text, width in
      // Letters are wider than digits at times, and an indent takes some.
      let room = max(1, width - 3)
      return text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { TextWidth.wrapped(String($0), to: room) }
        .reduce(0) { $0 + max(1, (TextWidth.of($1) + room - 1) / room) }
    }
    return min(409, rowHeight * Double(max(1, lines.max() ?? 1)))
  }

  /// Makes the first row as high as the large letters of a title; before its first cell is written.
  func setHeightOfTitle() throws {
    try check(worksheet_set_row(sheet, 0, Self.titleHeight, nil), row: 0, column: 0)
  }

  /// No green corner at "007" in a column of texts.
  func allowDigitsAsText(columns: [Int], rows: Int, header: Int) throws {
    guard !columns.isEmpty, rows > 0 else { return }
    let ranges = columns.map { column in
      let name = Self.columnName(column)
      return "\(name)\(header + 2):\(name)\(header + 1 + rows)"
    }
    try check(
      worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), ranges.joined(separator: " ")),
      row: 0, column: columns[0])
  }

  /// A, B, ... Z, AA ...
  static func columnName(_ column: Int) -> String {
    var name = ""
    var rest = column + 1
    while rest > 0 {
      name = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + name
      rest = (rest - 1) / 26
    }
    return name
  }

  /// The bytes of the rows so far, all of which the temporary file has taken (but for the last row).
  func flushed() throws -> Int {
    guard let rows = sheet.pointee.optimize_tmpfile else { return 0 }
    guard fflush(rows) == 0, ferror(rows) == 0 else {
      throw TemporaryFolder.failure(PrivateFolder.parent, errno == 0 ? ENOSPC : errno)
    }
    return max(0, ftell(rows))
  }

  private func check(_ code: lxw_error, row: Int, column: Int) throws {
    guard code != LXW_NO_ERROR else { return }
    throw Problem(
      at: "workbook",
      "the cell \(Self.columnName(column))\(row + 1) of the sheet '\(name)' can't be written: "
        + String(cString: lxw_strerror(code)), remedy: "use --format csv, which has no such limit")
  }
}
