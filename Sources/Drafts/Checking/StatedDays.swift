import Model

/// Days that rows state as their value: when something was announced, entered, designated.
struct StatedDays {
  let judge: SentenceJudge

  /// What the rows that a sentence names say of a date; nil where they state no day.
  func opinion(_ mention: Mention) -> (Judge.Opinion)? {
    guard case .period(let said)? = mention.readings.first, said.grain == .day || said.grain == .month else {
      return nil
    }
    var candidates: [Candidate] = []
    var isNarrow = false
    for (source, evidence) in judge.context.evidence.sorted(by: { $0.key < $1.key }) {
      let data = judge.index.sources[source].rows
      let days = data.columns.indices.filter { data.columns[$0].isStated }
      guard !days.isEmpty, !evidence.values.isEmpty else { continue }
      var conditions: FactSelector.Conditions = [:]
      for (column, values) in evidence.values { conditions[column] = Set(values.map(\.code)) }
      let weight = evidence.values.values.joined().map(\.named.weight).max() ?? 0
      let rows = judge.selector.rows(source, conditions)
      for column in days {
        let agreeing = rows.filter { row in
          let code = data.codes(column)[Int(row)]
          return code >= 0 && data.periods[column][Int(code)].agrees(with: said)
        }
        guard !agreeing.isEmpty else { continue }
        isNarrow = isNarrow || rows.count <= 12 && weight >= 3 && said.grain == .day
        for row in agreeing.prefix(3) {
          candidates.append(
            Candidate(
              source: source, column: column, conditions: conditions, rows: [row], value: ExactNumber(0),
              factor: ExactNumber(1),
              timing: .own, naming: .sentence, isSure: true, isCarried: false, score: weight,
              agreement: Agreement(
                ExactNumber(0), tolerance: ExactNumber(1), value: ExactNumber(0), factor: ExactNumber(1), hedge: .none))
          )
        }
      }
    }
    guard !candidates.isEmpty else { return nil }
    return Judge.Opinion(
      verdict: isNarrow ? .right : .looksLike, candidates: candidates,
      why: isNarrow ? nil : "a day that several rows may mean")
  }
}
