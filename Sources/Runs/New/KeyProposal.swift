import Model

/// The columns that tell the rows of a file apart.
struct KeyProposal {
  /// As indices into the columns; nil where no columns do.
  let columns: [Int]?
  let doubt: String?

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
    // One that says that it names rows comes first, then the others from the left.
    let singles =
      pivoted != nil
      ? []
      : usable.filter { proposals[$0].namesRows && !proposals[$0].isTime } + usable.filter { !proposals[$0].isTime }
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
    for column in order where key.count > (pivoted == nil ? 1 : 2) && column != pivoted {
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
