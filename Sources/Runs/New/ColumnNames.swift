import Manifest
import Model

/// Names for the columns of a file that nobody has named yet.
enum ColumnNames {
  /// Words of SQL, which would need quotes.
  private static let words: Set<String> = [
    "add", "all", "and", "as", "asc", "between", "by", "case", "check", "column", "create", "cross", "current",
    "default",
    "delete", "desc", "distinct", "drop", "else", "end", "except", "exists", "filter", "for", "foreign", "from", "full",
    "group", "having", "in", "index", "inner", "insert", "intersect", "into", "is", "join", "key", "left", "like",
    "limit",
    "natural", "not", "null", "offset", "on", "or", "order", "outer", "over", "primary", "references", "right", "row",
    "rows", "select", "set", "table", "then", "to", "union", "unique", "update", "using", "values", "view", "when",
    "where",
    "window", "with",
  ]

  /// Names for the columns of `raw`, one for each of the header; empty where the header's own will do.
  static func raw(_ reading: Reading) -> [String] {
    var seen: Set<String> = []
    let taken: Set<String> = ["_record", "_page", "_published"]
    let isClear = reading.cells.allSatisfy { cell in
      !cell.allSatisfy(\.isWhitespace) && !taken.contains(cell.lowercased()) && seen.insert(cell.lowercased()).inserted
    }
    guard !isClear else { return [] }
    return contract(reading.header)
  }

  /// Names in the contract: lower case, digits and underscores, each once.
  static func contract(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.enumerated().map { i, name in
      let bare = name.replacing(/\s*\([^()]*\)\s*$/, with: "")
      var tidy = DatasetManifest.tidiedName(bare) ?? DatasetManifest.tidiedName("n" + bare) ?? "column_\(i + 1)"
      // Nothing of the name itself could be kept.
      if tidy == "n", bare != "n", bare != "N" { tidy = "column_\(i + 1)" }
      if words.contains(tidy) { tidy += "_value" }
      let first = tidy
      var number = 2
      while !seen.insert(tidy).inserted {
        tidy = "\(first)_\(number)"
        number += 1
      }
      return tidy
    }
  }
}
