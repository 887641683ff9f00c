import CXlsxWriter
import Glibc
import Model
import System

/// A workbook being written by libxlsxwriter, into memory; its sheets pass through temporary files, which have a name for an instant: in a
/// folder that is removed even if the process is killed.
///
/// The rows of a sheet go to their temporary file as they come (libxlsxwriter's constant memory mode), so that a million rows
/// take no more memory than one. Sheets are written from top to bottom. Only a file of few cells keeps them in memory, because Excel's own
/// tables need it; its parts pass through temporary files too, so that a full disk tears them just as silently.
final class XlsxFile {
  private let folder: String
  private let own: PrivateFolder
  private let memory: Int32
  /// Nil when libxlsxwriter has freed it.
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var sheets: [XlsxSheet] = []
  /// Whether cells stay in memory until the file is written, without which Excel's own tables cannot be made.
  let keepsCells: Bool
  private var tableNames: Set<String> = []
  private var formats: [XlsxStyle: UnsafeMutablePointer<lxw_format>] = [:]

  /// - Parameters:
  ///   - created: what the file says of its own time, since it must not say the clock's.
  ///   - keepsCells: true for a file of few cells.
  init(created: Day, keepsCells: Bool) throws {
    self.keepsCells = keepsCells
    folder = PrivateFolder.parent
    try TemporaryFolder.require(bytes: 1 << 16, in: folder)
    own = try PrivateFolder(in: folder, remedy: "set TMPDIR to a folder that is there and can be written")
    memory = soundings_memory_file("soundings-workbook")
    guard memory >= 0 else { throw Self.failure(String(cString: strerror(errno))) }
    workbook = own.path.withCString { folder in
      // Constant memory: a table of a million rows takes 4 MB instead of 771 MB.
      var options = lxw_workbook_options(
        constant_memory: keepsCells ? 0 : 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
      return workbook_new_opt("/proc/self/fd/\(memory)", &options)
    }
    guard let workbook else { throw Self.failure("out of memory") }
    var properties = lxw_doc_properties()
    properties.created = time_t(created.daysSince1970) * 86_400
    try check(workbook_set_properties(workbook, &properties))
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
    close(memory)
  }

  /// - Parameter name: one of ``SheetNames``.
  func addSheet(_ name: String) throws -> XlsxSheet {
    guard let workbook, let sheet = workbook_add_worksheet(workbook, name) else {
      throw Self.failure("the sheet '\(name)' can't be begun")
    }
    sheets.append(XlsxSheet(sheet, name: name, file: self))
    return sheets[sheets.count - 1]
  }

  /// A name for an Excel table that no other has: letters, digits and underscores, and nothing that could be a cell.
  func tableName(for sheet: String) -> String {
    let base =
      "table_"
      + sheet.unicodeScalars.map {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? String($0) : "_"
      }.joined()
    var name = base
    var n = 1
    while !tableNames.insert(name.lowercased()).inserted {
      n += 1
      name = "\(base)_\(n)"
    }
    return name
  }

  /// A chart, which a sheet takes.
  func newChart(_ type: lxw_chart_type) throws -> UnsafeMutablePointer<lxw_chart> {
    guard let workbook, let chart = workbook_add_chart(workbook, UInt8(type.rawValue)) else {
      throw Self.failure("out of memory")
    }
    return chart
  }

  /// The format of that style, made once.
  func format(_ style: XlsxStyle) throws -> UnsafeMutablePointer<lxw_format> {
    if let format = formats[style] { return format }
    guard let workbook, let format = workbook_add_format(workbook) else { throw Self.failure("out of memory") }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  /// Assembles the file and checks that no sheet lost a row on the way.
  func finish() throws -> [UInt8] {
    guard let workbook else { return [] }
    // libxlsxwriter does not look whether its temporary files took what was written; so we do, before and after.
    let rows = try sheets.map { try $0.flushed() }
    try TemporaryFolder.require(bytes: (rows.max() ?? 0) + 1 << 20, in: folder)
    self.workbook = nil
    try check(soundings_workbook_close(workbook))
    let bytes = try readBack()
    let parts = try XlsxParts(bytes)
    for (i, sheet) in sheets.enumerated() {
      guard parts.rows["xl/worksheets/sheet\(i + 1).xml"] == sheet.rowCount else {
        throw TemporaryFolder.failure(folder, ENOSPC)
      }
    }
    return bytes
  }

  private func readBack() throws -> [UInt8] {
    var status = stat()
    guard fstat(memory, &status) == 0 else { throw Self.failure(String(cString: strerror(errno))) }
    let count = Int(status.st_size)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let n = pread(memory, buffer.baseAddress! + filled, count - filled, off_t(filled))
        if n < 0 && errno == EINTR { continue }
        guard n > 0 else { throw Self.failure("its end is missing") }
        filled += n
      }
    }
  }

  private func check(_ code: lxw_error) throws {
    guard code != LXW_NO_ERROR else { return }
    if DiskTrouble.isFull(folder) { throw TemporaryFolder.failure(folder, ENOSPC) }
    throw Self.failure(String(cString: lxw_strerror(code)))
  }

  static func failure(_ reason: String) -> Problem {
    Problem(
      at: "workbook", "can't be written: \(reason)",
      remedy: "export fewer tables at a time, or use --format csv")
  }
}
