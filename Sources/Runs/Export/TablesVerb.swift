import Manifest
import Model
import Warehouse

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
    let warehouse = try project.openWarehouse(memory: SelectMemory(program: Project.program))
    return try warehouse.read { session in
      try session.showing(.newest, of: project.library.datasets) {
        try project.library.tables.map { listing($0, rows: try session.rows(of: $0).count) }
      }
    }
  }
}
