import Model
import System

/// Files that were made, and what could not be.
struct MadeFiles {
  var files: [ExportFile] = []
  /// What was left out because a program is missing, one line each.
  var missing: [String] = []
  /// What could not be made; everything else was.
  var problems: [Problem] = []

  mutating func add(_ other: MadeFiles) {
    files += other.files
    missing += other.missing.filter { !missing.contains($0) }
    problems += other.problems.filter { !problems.contains($0) }
  }
}
