/// The names of a workbook's sheets: at most 31 characters, each once, and nothing that Excel refuses.
struct SheetNames {
  static let contents = "Contents"
  static let notes = "Notes and sources"

  /// Excel keeps "History" for itself. Capitals make no difference to it.
  private var taken: Set<String> = ["history", Self.contents.lowercased(), Self.notes.lowercased()]

  static let longest = 31

  /// The sheet of a table, or of the part of one that goes on (from 2).
  ///
  /// A name that is too long loses its end. One that is taken then gets `~2`, `~3`, and so on.
  mutating func name(for table: String, part: Int = 1) -> String {
    let base = Self.allowed(table)
    let suffix = part > 1 ? "_\(part)" : ""
    var name = Self.fitting(base, suffix)
    var n = 1
    while !taken.insert(name.lowercased()).inserted {
      n += 1
      name = Self.fitting(base, suffix + "~\(n)")
    }
    return name
  }

  /// Excel refuses `[ ] : * ? / \`, and an apostrophe at either end; controls would break the file.
  private static func allowed(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      out.append("[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? "_" : scalar)
    }
    return out.isEmpty ? "table" : String(out)
  }

  /// Excel counts in UTF-16, libxlsxwriter in scalars; a name that is short enough for the one is so for the other.
  private static func fitting(_ base: String, _ suffix: String) -> String {
    var base = base
    while base.utf16.count + suffix.utf16.count > longest { base.removeLast() }
    return base + suffix
  }
}
