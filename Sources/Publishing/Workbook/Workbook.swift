import Manifest
import Model
import Words

/// Tables as one Excel workbook (.xlsx), for sorting, filtering and pivoting without an import.
///
/// - The first sheet, "Figures", has the figures of the articles, where there are any.
/// - "Contents" has a line with a link for each sheet; the last one, "Notes and sources", describes each table
///   its grain, its columns with their units, its notes, and the editions behind it.
/// - Between them each table with rows has a sheet of its own name, with its title, its publishers and its units above the header. Excel
///   allows 31 characters, and a longer name loses its first words; Contents has the whole name. In a workbook of few cells each is an Excel table.
/// - A table with a chart has one of Excel's own beside it, whose numbers are on the hidden sheet "Chart data".
/// - A table of more rows than an Excel sheet holds (1,048,576 with those above) goes on in `name_2`, `name_3`, and so on.
/// - On paper each sheet takes a page, those of figures and notes two at most: a long table has its newest rows there, and says so.
/// - Cells have types: see ``ExcelCell``. No cell is ever a formula.
///
/// The bytes follow from the tables alone, whatever the clock, the time zone or the language: the workbook's time of creation
/// is the day of its newest edition.
package enum Workbook {
  /// - Parameter charts: by table, what its chart shows.
  /// - Throws: ``Problem`` where a text is longer than an Excel cell holds, where a table has more columns than a sheet, and
  ///   where the folder for temporary files (TMPDIR, else /tmp) can't take the sheets: nothing is ever cut silently.
  package static func bytes(
    of tables: [(manifest: TableManifest, result: TableResult)], figures: [WorkbookFigure] = [],
    charts: [String: PlottedValues] = [:]
  ) throws -> [UInt8] {
    try bytes(of: tables, figures: figures, charts: charts, rowsPerSheet: rowsPerSheet)
  }

  /// Why a table cannot be a sheet; nil if it can. In a workbook of several it costs its own sheet only.
  package static func problem(with manifest: TableManifest, _ result: TableResult) -> Problem? {
    var names = SheetNames()
    do {
      _ = try SheetPlan(manifest, result, names: &names, rowsPerSheet: rowsPerSheet)
      return nil
    } catch {
      return error as? Problem
    }
  }

  /// What an Excel sheet holds below the header.
  static let rowsPerSheet = 1_048_575 - SheetPlan.header
  /// More cells are not kept in memory, and have no Excel tables.
  static let mostKeptCells = 200_000
  static let columnsPerSheet = 16_384

  static func bytes(
    of tables: [(manifest: TableManifest, result: TableResult)], figures: [WorkbookFigure] = [],
    charts: [String: PlottedValues] = [:], rowsPerSheet: Int,
    mostKeptCells: Int = mostKeptCells
  ) throws -> [UInt8] {
    var names = SheetNames()
    let plans = try tables.map { try SheetPlan($0.manifest, $0.result, names: &names, rowsPerSheet: rowsPerSheet) }
    let cells = tables.reduce(0) { $0 + $1.result.rows.count * $1.result.columns.count }
    let file = try XlsxFile(created: created(tables.map(\.result)), keepsCells: cells <= mostKeptCells)
    try writeFigures(
      figures, asOf: asOfWords(tables.first?.result.asOf, tables.flatMap(\.result.sources)), to: file)
    try writeContents(of: plans, to: file)
    var chartSheet = ChartSheet()
    for plan in plans {
      for part in plan.parts { try plan.write(part, to: file, charts[plan.result.table], &chartSheet) }
    }
    try chartSheet.write(to: file)
    try writeNotes(of: plans, to: file)
    return try file.finish()
  }

  /// As of which day a sheet is, in a sentence.
  static func asOfWords(_ asOf: Day?, _ sources: [SourceEdition]) -> String {
    if let asOf { return "As of \(asOf.words): what had been published by then." }
    guard let newest = sources.map(\.published).max() else { return "No data yet." }
    return "The newest versions here, the last of \(newest.words)."
  }

  /// The day of the newest edition; a day of no meaning where nothing was loaded.
  private static func created(_ results: [TableResult]) -> Day {
    let days = results.flatMap { $0.sources.map(\.published) }
    // The format holds no earlier time than its own.
    return max(days.max() ?? Day(daysSince1970: 0), Day(daysSince1970: 10_957))
  }
}
