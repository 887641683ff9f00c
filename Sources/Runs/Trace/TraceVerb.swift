import Formats
import Manifest
import Model
import Warehouse

/// `soundings trace TABLE`: the records behind the cells of one row, down to the lines of the archived files. It needs
/// no network.
package struct TraceVerb {
  package var table: String
  /// `column=value`; the row matches all of them.
  package var conditions: [String] = []
  /// The columns to trace; empty for all that can be traced.
  package var columns: [String] = []
  package var asOf: Day?
  /// Lists every record, not only the first and the largest ones.
  package var namesAll = false

  package init(table: String) { self.table = table }

  /// - Throws: ``Problem`` if the table, a column or the row is unknown, the records do not add up to a cell, or a file
  ///   of the archive is missing or damaged.
  package func run(_ project: Project) throws -> TraceReport {
    let table = try project.library.table(named: table)
    let choice = try RowChoice(conditions, in: table)
    let columns = try chosenColumns(table)
    return try project.openWarehouse().read { session in
      let (result, remark) = try session.result(of: table, project.library, asOf: asOf)
      if result.rows.isEmpty, let remark {
        throw Problem(
          .usage, at: table.name, "has no rows as of \(asOf?.description ?? "now"); \(remark)",
          remedy: "name a later day")
      }
      let row = try choice.row(of: result.rows)
      let tracer = CellTracer(
        table: table, library: project.library, session: session, asOf: asOf,
        naming: namesAll ? .all : .some(first: 3, largest: 5))
      let found = try session.showing(ShownState(asOf: asOf), of: project.library.datasets) {
        try columns.map { try tracer.trace($0, of: row) }
      }
      let contributions = try ContributionReader(project: project, session: session).read(found.map(\.records))
      let cells = zip(found, contributions).map(TracedCell.init)
      return TraceReport(table: table, asOf: asOf, row: row, cells: cells, remark: remark)
    }
  }

  /// The named columns, each derived one followed by those that it is computed from.
  private func chosenColumns(_ table: TableManifest) throws -> [TableColumn] {
    let traced = (table.columns + table.hidden).filter { !table.traces(of: $0.name).isEmpty }
    guard !traced.isEmpty else {
      throw Problem(
        .usage, at: table.path, "no column of the table can be traced",
        remedy:
          "name the source of its numbers in its header: -- trace column: measure from dataset where year = :year "
          + "(a table about the editions themselves has no records: soundings diff DATASET)")
    }
    guard !columns.isEmpty else { return traced }
    var chosen: [TableColumn] = []
    for name in columns {
      _ = try RowChoice.index(of: name, in: table, at: "--column")
      guard !table.traces(of: name).isEmpty else {
        throw Problem(
          .usage, at: "--column", "'\(name)' of \(table.name) has no trace line",
          remedy: "The columns that can be traced are: \(traced.map(\.name).joined(separator: ", "))")
      }
      for column in table.traced(name) where !chosen.contains(column) { chosen.append(column) }
    }
    return chosen
  }
}
