import Model

/// The result of a rebuild.
package struct RebuildReport: Encodable, Sendable {
  package struct Line: Encodable, Sendable {
    package var dataset: String
    package var pipeline: String
    package var editions: Int
    /// Editions that are held, as before.
    package var held: Int
    package var rows: Int
  }

  package var lines: [Line] = []
  package var tables: [String] = []
  /// The files under `exports` that changed or were missing.
  package var changed: [String] = []
  package var exportsFolder: String
  /// Executions carried over from the old warehouse's ledger.
  package var runs = 0
  /// Files of the export folder that could not be made or written; the warehouse is rebuilt nevertheless.
  package var problems: [Problem] = []
  /// What else a person should know: what the archive lost, what the export folder lacks because a program is missing.
  package var remarks: [String] = []

  private enum CodingKeys: String, CodingKey {
    case lines = "datasets"
    case tables, changed
    case exportsFolder = "exports"
    case runs = "runs_carried_over"
    case problems = "export_problems"
    case remarks
  }
}
