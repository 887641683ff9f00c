import Model

/// The columns that tell the rows of a file apart.
struct KeyProposal {
  /// As indices into the columns; nil where no columns do.
  let columns: [Int]?
  let doubt: String?

  /// So many that it is no accident where columns tell them apart.
  private static let manyRecords = 100

  /// - Parameter pivoted: the column with the names of unpivoted columns: a record of the file has many rows.
  init(_ proposals: [ColumnProposal], _ survey: RecordSurvey, pivoted: Int?) {
    let usable = proposals.indices.filter { proposals[$0].mayTellApart }
    func isUnique(_ columns: [Int]) -> Bool {
      guard !columns.isEmpty else { return survey.records < 2 }
      var seen: Set<[Int32]> = []
      seen.reserveCapacity(survey.records)
      for row in 0..<survey.records where !seen.insert(columns.map { survey.columns[$0].ids[row] }).inserted {
        return false
      }
      return true
    }
    // What is different in one edition need not be in the next: with a time, only a column that says that it identifies rows stands alone.
    let hasTime = usable.contains { proposals[$0].isTime }
    let singles =
      pivoted != nil
      ? []
      : usable.filter { proposals[$0].identifiesRows }
        + (hasTime ? [] : usable.filter { proposals[$0].namesRows } + usable)
    if let one = singles.first(where: { proposals[$0].values == survey.records && isUnique([$0]) }) {
      columns = [one]
      doubt = "'\(proposals[one].name)' is different in all \(survey.records) records of this file"
      return
    }
    guard isUnique(usable) else {
      columns = nil
      doubt =
        "no columns tell the records apart: some are alike in all that are no amounts, so the key is their place in the file"
      return
    }
    // What is left out first: long texts, then columns with few values; what says when is kept to the last.
    var key = usable
    let order = usable.sorted { a, b in
      let (one, other) = (proposals[a], proposals[b])
      if one.isTime != other.isTime { return !one.isTime }
      if one.length > 40 || other.length > 40, one.length != other.length { return one.length > other.length }
      if one.values != other.values { return one.values < other.values }
      return one.length > other.length
    }
    let firstMeasure = proposals.firstIndex(where: \.isMeasure) ?? proposals.count
    func mayGo(_ column: Int) -> Bool {
      let proposal = proposals[column]
      guard column != pivoted, key.count > (pivoted == nil ? 1 : 2) else { return false }
      if proposal.isTime { return key.contains { $0 != column && proposals[$0].isTime } }
      // In a short file nearly any column tells records apart; what stands before the amounts says what they are of.
      return survey.records >= Self.manyRecords || column > firstMeasure || proposal.length > 40 || proposal.values == 1
    }
    for column in order where mayGo(column) {
      let rest = key.filter { $0 != column }
      if isUnique(rest) { key = rest }
    }
    columns = key
    doubt =
      "together they are different in all \(survey.records) records\(survey.isPart ? " that were looked at" : "") of this file"
  }
}

extension ColumnProposal {
  var isReal: Bool { if case .decimal = kind { true } else { false } }

  /// Whether it may be in a key: a text, a time, or a number that its name makes a name. Blanks in a text are a text too.
  var mayTellApart: Bool {
    switch kind {
    case .text: (!isNullable || isOnlyBlank) && !looksLikeNumbers
    case .integer: !isNullable && namesRows
    case .decimal: false
    case .date, .month, .year: !isNullable
    }
  }
}
