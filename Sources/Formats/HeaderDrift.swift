import Model
import Words

/// The differences between a header and the expected ones, in words.
struct HeaderDrift {
  private let found: [String]
  private let expected: [String]
  private let others: Int

  /// Compares with the expected header that has the most names in common; the first one if several do.
  init(found: [String], readings: [[String]]) {
    self.found = found
    let names = Set(found)
    var best = readings.first ?? []
    var most = -1
    for header in readings {
      let common = header.filter(names.contains).count
      if common > most { (best, most) = (header, common) }
    }
    expected = best
    others = max(readings.count - 1, 0)
  }

  /// - Parameters:
  ///   - reading: the first reading, which is the publisher's current form.
  ///   - columns: the whole header of the file.
  func problem(at place: String, of reading: Reading, columns: [String]) -> Problem {
    if let unpivot = reading.unpivot, found == expected {
      let matched = ColumnChoice(columns, reading).pivoted.map { columns[$0] }
      let twice = matched.first { name in matched.count { $0 == name } > 1 }
      return Problem(
        .badInput, at: place,
        twice.map { "two columns are named \(Self.quoted($0)), and read.unpivot makes records of both" }
          ?? "no column of the header matches read.unpivot.columns, \(Self.quoted(unpivot.columns))",
        remedy: "compare the header of the file with read.unpivot in the dataset's dataset.yaml, then: soundings check")
    }
    if reading.format == .csv, let (_, sign) = otherSeparator, reading.dialect.separator == UInt8(ascii: ",") {
      return Problem(
        .badInput, at: place, difference,
        remedy: "write separator: \(sign) beside read.header in the dataset's dataset.yaml, then: soundings check")
    }

    var problem = problem(at: place)
    let isWithoutHeader = reading.format == .csv && reading.dialect.headerLines == 1 && found.count == expected.count
    if isWithoutHeader, expected.count > 1, Set(found).isDisjoint(with: expected) {
      problem.remedy =
        "if the file has no header, write header_lines: 0 under read: in the dataset's dataset.yaml; " + problem.remedy
    } else if Self.surplus(expected, over: found).isEmpty, !Self.surplus(found, over: expected).isEmpty {
      problem.remedy =
        "add it to read.header in the dataset's dataset.yaml, or to read.ignore if nothing reads it"
        + (reading.unpivot == nil ? "" : ", or make read.unpivot.columns match it") + ", then: soundings check"
    }
    return problem
  }

  func problem(at place: String) -> Problem {
    let known =
      others > 0 ? " (\(others) other known header\(others == 1 ? "" : "s") fit\(others == 1 ? "s" : "") less)" : ""
    // The archive has files with the names of before.
    let both =
      found.count == expected.count && !Self.surplus(found, over: expected).isEmpty
      ? ", or, to read the older files too, make read: a list and add a reading with this header and with names: [...], the names of the first"
      : ""
    return Problem(
      .badInput, at: place, difference + known,
      remedy:
        "if the publisher changed the file, edit read.header in the dataset's dataset.yaml\(both); then: soundings check"
    )
  }

  private var difference: String {
    if let (separator, _) = otherSeparator {
      return "the header is one column with \(separator) in it: the file is not separated by commas"
    }
    let missing = Self.surplus(expected, over: found)
    let new = Self.surplus(found, over: expected)
    if missing.isEmpty, new.isEmpty {
      let moved = zip(found, expected).enumerated().first { $1.0 != $1.1 }
      let first = moved.map {
        ", the first is \(Self.quoted($1.0)) where \(Self.quoted($1.1)) was expected (column \($0 + 1))"
      }
      return "the header has its columns in another order" + (first ?? "")
    }
    if found.count == expected.count, missing.map(\.column) == new.map(\.column) {
      return "the header has "
        + Self.listed(
          zip(new, missing).map {
            "\(Self.quoted($0.name)) where \(Self.quoted($1.name)) was expected (column \($1.column)"
              + (LookAlike($0.name, among: [$1.name]).map { ": it \($0.difference))" } ?? ")")
          })
    }
    var parts: [String] = []
    if !missing.isEmpty {
      parts.append("lacks " + Self.listed(missing.map { "\(Self.quoted($0.name)) (expected as column \($0.column))" }))
    }
    if !new.isEmpty {
      parts.append("has the unknown " + Self.listed(new.map { "\(Self.quoted($0.name)) (column \($0.column))" }))
    }
    return "the header has \(English.count(found.count, "column")), expected \(expected.count): it "
      + parts.joined(separator: " and ")
  }

  /// The separator in words, and as read.separator has it.
  private var otherSeparator: (words: String, sign: String)? {
    guard found.count == 1, expected.count > 1, found[0] != expected[0] else { return nil }
    let signs: [(Character, String, String)] = [
      (";", "semicolons", "';'"), ("\t", "tabs", "tab"), ("|", "bars", "'|'"),
    ]
    for (separator, words, sign) in signs where found[0].split(separator: separator).count * 2 > expected.count {
      return (words, sign)
    }
    return nil
  }

  /// The names that `a` has more often than `b`, with their columns.
  private static func surplus(_ a: [String], over b: [String]) -> [(name: String, column: Int)] {
    var left: [String: Int] = [:]
    for name in b { left[name, default: 0] += 1 }
    var surplus: [(name: String, column: Int)] = []
    for (i, name) in a.enumerated() {
      if let n = left[name], n > 0 { left[name] = n - 1 } else { surplus.append((name, i + 1)) }
    }
    return surplus
  }

  private static func listed(_ parts: [String]) -> String {
    let shown = 6
    let rest = parts.count > shown ? ", and \(parts.count - shown) more" : ""
    return parts.prefix(shown).joined(separator: ", ") + rest
  }

  /// A name shortened to a readable length, with line ends and other invisible characters made visible.
  private static func quoted(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars.prefix(60) {
      text += scalar.value < 32 || scalar.value == 0xA0 ? scalar.escaped(asASCII: true) : VisibleText.of(String(scalar))
    }
    return "'\(text)\(name.unicodeScalars.count > 60 ? "…" : "")'"
  }
}
