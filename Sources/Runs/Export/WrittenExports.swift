import Model

/// What was written to the export folder.
struct WrittenExports {
  var tables: [String]
  /// The names of the files that belong there now, of those that changed, and of those that were removed.
  var files: Set<String> = []
  var changed: [String] = []
  /// The parts that were made anew; the others stood.
  var partsMade: [String] = []
  /// What was left out because a program is missing, one line each.
  var missing: [String] = []
  /// What is missing, or as it was before, because it could not be made or written.
  var problems: [Problem] = []
}
