import Manifest
import Model
import Warehouse

/// `soundings table NAME`: one summary table, now or as of a day.
package struct TableVerb {
  package var name: String
  package var asOf: Day?
  /// The rows and columns that are wanted.
  package var selection = TableSelection()

  package init(name: String, asOf: Day?) {
    self.name = name
    self.asOf = asOf
  }

  /// - Throws: ``Problem`` if the table is unknown, there is no warehouse, or its SQL fails; or the selection names an unknown
  ///   column.
  /// - Returns: the rows, and a line for people if a dataset had no edition by that day; otherwise nil.
  package func run(_ project: Project) throws -> (manifest: TableManifest, result: TableResult, remark: String?) {
    let table = try project.library.table(named: name)
    return try project.openWarehouse(memory: SelectMemory(program: Project.program)).read { session in
      let (result, remark) = try session.result(of: table, project.library, asOf: asOf)
      let noted = try session.showing(ShownState(asOf: asOf), of: project.library.datasets) { try session.noted(table) }
      guard !selection.isAll else { return (noted, result, remark) }
      let (shown, chosen) = try selection.applied(to: noted, result)
      return (shown, chosen, remark)
    }
  }
}
