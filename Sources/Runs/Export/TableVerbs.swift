import Manifest
import Model
import Publishing
import Warehouse

/// `soundings table NAME`: one summary table, now or as of a day.
package struct TableVerb {
  package var name: String
  package var asOf: Day?

  package init(name: String, asOf: Day?) {
    self.name = name
    self.asOf = asOf
  }

  /// - Throws: ``Problem`` if the table is unknown, there is no warehouse, or its SQL fails.
  /// - Returns: the rows, and a line for people if a dataset had no edition by that day; otherwise nil.
  package func run(_ project: Project) throws -> (manifest: TableManifest, result: TableResult, remark: String?) {
    let table = try project.library.table(named: name)
    return try project.openWarehouse().read { session in
      let (result, remark) = try session.result(of: table, project.library, asOf: asOf)
      let noted = try session.showing(ShownState(asOf: asOf), of: project.library.datasets) { try session.noted(table) }
      return (noted, result, remark)
    }
  }
}

extension Session {
  /// A table's rows with their sources in the state of `day` (nil: now).
  func result(of table: TableManifest, _ library: Library, asOf day: Day?) throws -> (TableResult, remark: String?) {
    try showing(ShownState(asOf: day), of: library.datasets) {
      let remark = try day.flatMap { try gaps(under: table, library, asOf: $0) }
      let used = try TableSources(library.datasets, self, asOf: day).of(table)
      var remarks = TableSources.remarks(used)
      if let day, let remark { remarks.append("As of \(day): \(remark).") }
      return (
        TableResult(
          table: table.name, columns: table.columns.map(\.name), rows: try rows(of: table), asOf: day, sources: used,
          remarks: remarks),
        remark
      )
    }
  }

  /// The datasets under a table that have no edition by the end of `day`, in words; nil if all have one.
  private func gaps(under table: TableManifest, _ library: Library, asOf day: Day) throws -> String? {
    let names = Set(try datasets(readBy: table, among: library.datasets))
    let gaps = try library.datasets.map(\.name).filter(names.contains).compactMap { name -> String? in
      guard let first = try firstDay(of: name) else { return "\(name): nothing was ever loaded" }
      return first > day ? "\(name): its first edition is of \(first), after \(day)" : nil
    }
    return gaps.isEmpty ? nil : gaps.joined(separator: "; ")
  }
}

/// One summary table as `soundings tables` lists it.
package struct TableListing: Encodable, Sendable {
  package var table: String
  package var pipeline: String
  package var title: String
  package var grain: String
  /// The units of its columns, without repetition.
  package var units: [String]
  /// Nil if nothing is loaded yet.
  package var rows: Int?
}

/// `soundings tables`: lists the tables.
package struct TablesVerb {
  package struct Report: Encodable, Sendable {
    package var tables: [TableListing]
  }

  package init() {}

  /// Works without a warehouse; the numbers of rows are then nil.
  ///
  /// - Throws: ``Problem`` if there is a warehouse that cannot be read.
  package func run(_ project: Project) throws -> Report { Report(tables: try listings(project)) }

  private func listings(_ project: Project) throws -> [TableListing] {
    func listing(_ table: TableManifest, rows: Int?) -> TableListing {
      var units: [String] = []
      for unit in table.columns.compactMap(\.unit) where !units.contains(unit) { units.append(unit) }
      return TableListing(
        table: table.name, pipeline: table.pipeline, title: table.title, grain: table.grain, units: units, rows: rows)
    }
    guard project.hasWarehouse else {
      try project.requireNothingLost()
      return project.library.tables.map { listing($0, rows: nil) }
    }
    let warehouse = try project.openWarehouse()
    return try warehouse.read { session in
      try session.showing(.newest, of: project.library.datasets) {
        try project.library.tables.map { listing($0, rows: try session.rows(of: $0).count) }
      }
    }
  }
}
