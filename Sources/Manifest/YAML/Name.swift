/// Names in SQL: lower case, so that they need no quotes and never differ by case alone.
enum Name {
  static let rule = "a lower-case letter, then lower-case letters, digits and underscores"

  static func isValid(_ name: String, alsoHyphens: Bool = false) -> Bool {
    guard let first = name.utf8.first, (97...122).contains(first) else { return false }
    return name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || (alsoHyphens && $0 == 45)
    }
  }

  /// The nearest valid name, for a remedy.
  static func tidied(_ name: String) -> String? {
    var tidy = ""
    for scalar in name.lowercased().unicodeScalars {
      let isWord = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isWord { tidy.unicodeScalars.append(scalar) } else if !tidy.isEmpty, !tidy.hasSuffix("_") { tidy += "_" }
    }
    while tidy.hasSuffix("_") { tidy.removeLast() }
    return isValid(tidy) ? tidy : nil
  }

  /// Reports a name that cannot be used for a table or a check, whose SQL file has the same name.
  static func checkSQLFile(_ name: String, as kind: String, in file: SourceFile) {
    if !isValid(name) {
      file.report(
        "a \(kind) cannot be named '\(name)'",
        remedy: "rename the file\(tidied(name).map { " to '\($0).sql'" } ?? ""): \(rule)")
    } else if name == "raw" || name.hasPrefix("sqlite_") {
      file.report("'\(name)' is a name that the engine uses itself", remedy: "rename the file")
    }
  }
}
