import Words

/// Two sources that should say the same: `Pipelines/<pipeline>/reconcile/<name>.yaml`.
///
/// It becomes a table like any other, with a row for each thing that either counts, so that it is exported, traced and kept like one.
struct Reconciliation {
  /// One of the two: the sum of a column over some rows of a dataset.
  struct Side {
    /// The table's column.
    var column: String
    /// Who says it, in words.
    var source: String
    var dataset: String
    /// The dataset's column that is added up.
    var sum: String
    /// Which rows of the dataset count; nil for all.
    var condition: String?
    /// The line of the condition, or of the side where it has none.
    var line: Int

    fileprivate var filter: String { condition.map { "(\($0.trimmed))" } ?? "" }
  }

  enum Relation: String, CaseIterable {
    /// Others counted the same thing.
    case independent
    /// The same records in another publication: what agrees says nothing of whether it is true.
    case sameRecords = "same records"
  }

  /// How near the two must be, in the unit of the table.
  enum Tolerance: Equatable {
    case exact
    case within(Int)
    /// The right one is the left one rounded to a multiple of this; a half may go either way.
    case rounded(to: Int)

    var words: String {
      switch self {
      case .exact: "exactly"
      case .within(let most): "within \(NumberText.grouped(most))"
      case .rounded(let unit): "within the rounding of the second to \(NumberText.grouped(unit))"
      }
    }
  }

  /// A difference that is understood.
  struct Known {
    /// Column of ``by`` and the value of the rows meant.
    var values: [(column: String, value: String)]
    var why: String
  }

  var name: String
  var title: String
  var relation: Relation
  /// The columns that both datasets have, by which the sums are held against each other, with their types.
  var by: [(column: String, kind: Column.Kind)]
  var unit: String
  var left: Side
  var right: Side
  var tolerance: Tolerance
  var known: [Known]
  var notes: [String]
}

extension Reconciliation {
  /// The words of the column `agreement`.
  package enum Agreement: String, CaseIterable {
    case same
    case near = "within tolerance"
    case known = "known difference"
    case differs
    case onlyLeft = "only the first has it"
    case onlyRight = "only the second has it"
  }

  /// The SELECTs of each side, each on its line of the file, so that a mistake in them is found where it was written.
  func parts(at path: String) -> [PlacedSQL] {
    [left, right].map { side in
      let filter = side.condition == nil ? "" : " where \(side.filter)"
      return PlacedSQL(text: "select \(side.sum) from \(side.dataset)\(filter) limit 0", path: path, line: side.line)
    }
  }

  /// The table's file as it would be written by hand: the header in comments, then the SELECT.
  var sql: String { (header + [select]).joined(separator: "\n") + "\n" }

  private var header: [String] {
    let names = by.map(\.column)
    var lines = ["-- One row per \(English.list(names.map { $0.replacing("_", with: " ") })) that either source has."]
    lines.append("-- title: \(title)")
    lines += by.map { "-- column \($0.column) (\($0.kind.rawValue)): What is compared." }
    for side in [left, right] {
      lines.append("-- column \(side.column) (integer, \(unit)): \(side.source); empty where it has no row.")
    }
    let (first, second) = (left.column, right.column)
    lines.append(
      "-- column difference (integer, \(unit)): \(second) less \(first); empty where one of them has no row.")
    lines.append(
      "-- column agreement (text): \(Agreement.allCases.map(\.rawValue).joined(separator: "; ")). They should agree \(tolerance.words)."
    )
    lines.append("-- column reason (text): Why they may differ there; empty where nothing is known.")
    let relation =
      switch relation {
      case .independent: "The two sources count independently of each other."
      case .sameRecords:
        "The two sources are publications of the same records: that they agree says that they were copied well, not that they are right."
      }
    lines.append("-- adds: \(first), \(second), difference never")
    lines.append(chart)
    lines.append("-- note: \(relation)")
    lines += notes.map { "-- note: \($0)" }
    lines.append(
      "-- note when: select count(*) as n from (\(compared)) where agreement in ('differs', '\(Agreement.onlyLeft.rawValue)', "
        + "'\(Agreement.onlyRight.rawValue)') having count(*) > 0 | {n} of the rows do not agree, and no reason is known."
    )
    for side in [left, right] {
      let keys = names.map { "\($0) = :\($0)" } + (side.condition == nil ? [] : [side.filter])
      lines.append("-- trace \(side.column): \(side.sum) from \(side.dataset) where \(keys.joined(separator: " and "))")
    }
    lines.append("-- trace difference: derived from \(first), \(second)")
    return lines.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
  }

  /// Two marks beside each other for each thing that is compared.
  private var chart: String {
    // What a source is comes first in its words; a comma begins how it counts.
    let marks = [left, right].map { side in
      "\(side.column) as \(text(String(side.source.prefix { !",;".contains($0) })))"
    }
    let kinds: [Column.Kind] = [.date, .month, .year]
    let isOverTime = by.contains { kinds.contains($0.kind) }
    return "-- chart: dot of \(marks.joined(separator: ", ")) over \(by.map(\.column).joined(separator: ", "))"
      + (isOverTime ? "" : " largest \(TableReader.largestAllowed)")
  }

  private var select: String { "\(compared)\norder by \(by.map(\.column).joined(separator: ", "))" }

  private var compared: String {
    let names = by.map(\.column).joined(separator: ", ")
    let (first, second) = (left.column, right.column)
    func sums(_ side: Side) -> String {
      let filter = side.condition == nil ? "" : " where \(side.filter)"
      return "select \(names), sum(\(side.sum)) as n from \(side.dataset)\(filter) group by \(names)"
    }
    func join(_ side: String) -> String {
      by.map { "\(side).\($0.column) = k.\($0.column)" }.joined(separator: " and ")
    }
    let near =
      switch tolerance {
      case .exact: "l.n = r.n"
      case .within(let most): "abs(l.n - r.n) <= \(most)"
      case .rounded(let unit): "r.n % \(unit) = 0 and 2 * abs(l.n - r.n) <= \(unit)"
      }
    let reasons = known.map { known in
      let conditions: [String] = known.values.map { "k.\($0.column) = \(literal($0.value, of: $0.column))" }
      return "when \(conditions.joined(separator: " and ")) then \(text(known.why))"
    }
    let reason = reasons.isEmpty ? "cast(null as text)" : "case \(reasons.joined(separator: " ")) end"
    let isKnown = reasons.isEmpty ? "" : "when \(reason) is not null then '\(Agreement.known.rawValue)' "
    // No dataset has such a name.
    return """
      with _left as (\(sums(left))), _right as (\(sums(right))) \
      select \(by.map { "k.\($0.column) as \($0.column)" }.joined(separator: ", ")), l.n as \(first), r.n as \(second), \
      r.n - l.n as difference, case when l.n = r.n then '\(Agreement.same.rawValue)' \
      when \(near) then '\(Agreement.near.rawValue)' \(isKnown)\
      when r.n is null then '\(Agreement.onlyLeft.rawValue)' when l.n is null then '\(Agreement.onlyRight.rawValue)' \
      else '\(Agreement.differs.rawValue)' end as agreement, \
      case when l.n = r.n then null else \(reason) end as reason \
      from (select \(names) from _left union select \(names) from _right) k \
      left join _left l on \(join("l")) left join _right r on \(join("r"))
      """
  }

  private func literal(_ value: String, of column: String) -> String {
    let isNumber = by.first { $0.column == column }.map { [.integer, .year].contains($0.kind) } ?? false
    return isNumber ? value : text(value)
  }

  private func text(_ words: String) -> String { "'\(words.replacing("'", with: "''"))'" }
}
