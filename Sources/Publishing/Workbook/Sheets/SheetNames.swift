/// The names of a workbook's sheets: at most 31 characters, each once, and nothing that Excel refuses.
struct SheetNames {
  static let contents = "Contents"
  static let notes = "Notes and sources"
  static let figures = "Figures"
  static let chartData = "Chart data"

  /// Excel keeps "History" for itself. Capitals make no difference to it.
  private var taken: Set<String> = [
    "history", Self.contents.lowercased(), Self.notes.lowercased(), Self.figures.lowercased(),
    Self.chartData.lowercased(),
  ]

  static let longest = 31

  /// The sheet of a table, or of the part of one that goes on (from 2).
  ///
  /// A name that is too long loses the small words in it, from the left, then its first words: tables of one subject begin alike, and their
  /// last words tell them apart. One that is
  /// taken then gets `~2`, `~3`, and so on.
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

  /// Excel refuses `[ ] : * ? / \`, and an apostrophe at either end; XML refuses controls and U+FFFE and U+FFFF.
  ///
  /// Excel's own references put quotes around a name that could be a cell (`fy2025`), a number or a truth value;
  /// libxlsxwriter 1.1.4 does not, and Excel may call such a file damaged. So the name gets an underscore.
  private static func allowed(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isRefused = "[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 0x20 || scalar.value | 1 == 0xFFFF
      out.append(isRefused ? "_" : scalar)
    }
    let allowed = String(out)
    if allowed.isEmpty { return "table" }
    if allowed.first!.isNumber { return "_" + allowed }
    return mayBeReference(allowed.lowercased()) ? allowed + "_" : allowed
  }

  /// `a1`, `xfd1048576`; `r`, `c`, `rc`, `r1c1`; `true`, `false`.
  private static func mayBeReference(_ name: String) -> Bool {
    if name == "true" || name == "false" { return true }
    let letters = name.prefix { "a"..."z" ~= $0 }
    let digits = name.dropFirst(letters.count)
    if letters.count <= 3, !digits.isEmpty, digits.allSatisfy({ "0"..."9" ~= $0 }) { return true }
    return name.filter { !("0"..."9" ~= $0) }.drop { $0 == "r" }.drop { $0 == "c" }.isEmpty
      && name.filter { $0 == "r" || $0 == "c" }.count <= 2
  }

  /// A name says as much without them.
  private static let smallWords = ["by", "in", "of", "to", "the", "and"]

  /// Excel counts in UTF-16, libxlsxwriter in scalars; a name that is short enough for the one is so for the other.
  private static func fitting(_ base: String, _ suffix: String) -> String {
    let room = longest - suffix.utf16.count
    var base = base
    while base.utf16.count > room,
      let small = smallWords.compactMap({ base.firstRange(of: "_\($0)_") }).min(by: {
        $0.lowerBound < $1.lowerBound
      })
    {
      base.replaceSubrange(small, with: "_")
    }
    var rest = base[...]
    while rest.utf16.count > room, let end = rest.dropFirst().firstIndex(of: "_") {
      rest = rest[rest.index(after: end)...]
    }
    // The last word alone may be too long.
    guard rest.utf16.count <= room, !rest.isEmpty else {
      var cut = base
      while cut.utf16.count > room { cut.removeLast() }
      return cut + suffix
    }
    return (rest.count < base.count ? allowed(String(rest)) : base) + suffix
  }
}
