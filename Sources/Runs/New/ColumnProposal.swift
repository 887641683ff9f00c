import Manifest
import Model
import Words

/// What a column of a new dataset may be, by all of its values.
struct ColumnProposal {
  enum Kind: Equatable {
    case text
    case integer
    case decimal(Int)
    case date, month, year
  }

  /// In the contract.
  var name: String
  /// In `raw`.
  let source: String
  var kind = Kind.text
  var form = NumberForm()
  /// Empty for dates as `YYYY-MM-DD`, months as `YYYY-MM`, years as `YYYY`.
  var dateForms: [String] = []
  var notSaid: [String] = []
  var isNullable = false
  var oneOf: [String] = []
  var unit: String?
  /// Month and day, where the years are fiscal ones by their form.
  var yearEnd: String?
  /// What a person should look at, a sentence each.
  var doubts: [String] = []
  /// Whether blanks are what its records have instead of a value, so that it could be a text in each.
  let isOnlyBlank: Bool
  /// Whether most of its texts look like numbers.
  let looksLikeNumbers: Bool
  /// The number of different values.
  let values: Int
  /// The mean length of a value.
  let length: Int

  private static let mostCategories = 25
  private static let longestCategory = 60
  private static let nothings: Set<String> = [
    "", "-", "--", "\u{2013}", "\u{2014}", "..", "...", "n/a", "na", "n.a.", "n.d.", "nd", "s/d", "s.d.", "null",
    "none", "nil",
    "#n/a", "not available", "not applicable", "unknown", "d", "*",
  ]

  /// - Parameters:
  ///   - isEuropean: whether the file separates fields by semicolons, as programs do where the comma is the decimal sign.
  ///   - isOnlyText: no other type than text is tried.
  init(
    source: String, name: String, _ survey: ColumnSurvey, records: Int, hasNumbers: Bool, isEuropean: Bool,
    isOnlyText: Bool
  ) {
    (self.source, self.name) = (source, name)
    values = survey.texts.count
    length = survey.texts.reduce(0) { $0 + $1.count } / max(1, survey.texts.count)
    isNullable = survey.hasAbsent
    isOnlyBlank = !survey.hasAbsent
    let figures = survey.texts.count { text in
      text.contains(/[.,]\d/) && text.allSatisfy { $0.isNumber || ".,-+eE% ".contains($0) }
    }
    looksLikeNumbers = figures * 2 > survey.texts.count
    let blanks = survey.texts.filter { $0.allSatisfy(\.isWhitespace) }
    let filled = survey.texts.filter { !$0.allSatisfy(\.isWhitespace) }
    unit = Self.unit(in: source)
    guard !filled.isEmpty else {
      (isNullable, notSaid) = (true, blanks)
      doubts.append("no record has a value here")
      return
    }
    let nothing = filled.filter { Self.nothings.contains($0.trimmedOfBlanks.lowercased()) }
    let said = filled.filter { !nothing.contains($0) }
    if !isOnlyText, !said.isEmpty {
      if let found = self.figures(said, isEuropean, survey.hasNumbers || hasNumbers) ?? dates(said) { kind = found }
    }
    // A dash in a column of names is a name.
    notSaid = kind == .text ? blanks : blanks + nothing
    if kind != .text, !nothing.isEmpty {
      doubts.append("\(English.list(nothing.prefix(4).map { "'\($0)'" })) is taken for \"not said\"")
    }
    if !notSaid.isEmpty { isNullable = true }
    if kind == .text { categories(filled, records) }
  }

  private mutating func categories(_ texts: [String], _ records: Int) {
    guard texts.count <= Self.mostCategories, records >= 20, records >= 4 * texts.count,
      texts.allSatisfy({ $0.count <= Self.longestCategory && $0.trimmedOfBlanks == $0 })
    else { return }
    oneOf = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let totals = texts.filter { ["total", "all", "todos", "grand total"].contains($0.lowercased()) }
    if let total = totals.first {
      doubts.append(
        "'\(total)' may be the sum of the others: leave its rows out in normalize.sql, or never add them up")
    }
  }

  /// The text in parentheses at the end of a name: `Weight (kg)`.
  private static func unit(in source: String) -> String? {
    guard let match = source.firstMatch(of: /\(([^()0-9]{1,20})\)\s*$/) else { return nil }
    let unit = String(match.1).trimmedOfBlanks
    return unit.isEmpty || unit.lowercased().hasPrefix("abb") ? nil : unit
  }
}

extension ColumnProposal {
  /// Whether the name says that the values are a share, a rate or a place, which nobody adds up.
  var isNeverAdded: Bool {
    let words = Set(name.split(separator: "_").map(String.init))
    let never: Set<String> = [
      "pct", "percent", "percentage", "share", "rate", "ratio", "index", "mean", "average", "avg", "median", "lat",
      "latitude", "lon", "lng", "longitude", "id", "code", "rank", "age", "price", "per", "objectid", "zip", "fips",
    ]
    return !words.isDisjoint(with: never) || form.isPercent
  }

  /// Whether its values say when something was.
  var isTime: Bool { [.date, .month, .year].contains(kind) }

  /// Whether its values are amounts.
  var isMeasure: Bool {
    switch kind {
    case .integer, .decimal: !isNeverAdded && !namesRows
    case .text, .date, .month, .year: false
    }
  }

  /// Whether its name says that it alone tells rows apart.
  var identifiesRows: Bool {
    name.split(separator: "_").contains { ["id", "uuid", "key", "objectid"].contains($0) } && !isTime
  }

  /// Whether its name says that it tells rows apart, alone or with others.
  var namesRows: Bool {
    let words = name.split(separator: "_").map(String.init)
    return words.contains {
      ["id", "code", "no", "number", "key", "objectid", "fips", "uuid", "month", "day", "quarter", "week"].contains($0)
    }
  }
}

extension StringProtocol {
  /// Without the blanks around it.
  var trimmedOfBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
