import Model
import System

/// Files that were made, and what could not be.
struct MadeFiles {
  var files: [ExportFile] = []
  /// The names of files that belong there too, and stand as they were written: see ``StandingFiles``.
  var standing: [String] = []
  /// What was left out because a program is missing, one line each.
  var missing: [String] = []
  /// What could not be made; everything else was.
  var problems: [Problem] = []

  var names: [String] { files.map(\.name) + standing }

  mutating func add(_ other: MadeFiles) {
    files += other.files
    standing += other.standing
    missing += other.missing.filter { !missing.contains($0) }
    problems += other.problems.filter { !problems.contains($0) }
  }
}
