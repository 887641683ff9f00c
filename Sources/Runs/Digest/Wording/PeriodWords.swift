import Drafts
import Model
import Warehouse
import Words

/// What changed, in words, in the periods of a dataset that existed before and still exist: rows added, rows removed,
/// values changed. Only the last is a revision.
struct PeriodWords {
  /// Periods that changed in the same ways.
  private struct Clause {
    let periods: [DatasetChange.Period]
    var kinds: [ChangeKind]
  }

  private enum ChangeKind: CaseIterable {
    case gained, lost, revised

    func rows(_ period: DatasetChange.Period) -> Int {
      switch self {
      case .gained: period.firstSeen + period.added
      case .lost: period.removed
      case .revised: period.revised
      }
    }
  }

  private let column: String
  private let clauses: [Clause]

  /// - Parameter periods: in order.
  init(_ periods: [DatasetChange.Period], of column: String) {
    self.column = column
    var clauses: [Clause] = []
    for kind in ChangeKind.allCases {
      let touched = periods.filter { kind.rows($0) > 0 }
      if let i = clauses.firstIndex(where: { $0.periods == touched }) {
        clauses[i].kinds.append(kind)
      } else if !touched.isEmpty {
        clauses.append(Clause(periods: touched, kinds: [kind]))
      }
    }
    self.clauses = clauses
  }

  /// For the headline: `115 months gained 67,620 rows`, `3 months are revised`,
  /// `2024 gained 2 rows, lost 3 and has 51 revised`.
  var short: [String] {
    clauses.map { clause in
      "\(DateWords.amid(count(clause))) \(predicate(clause, isPast: false))"
    }
  }

  /// For the dataset's paragraph: `115 months, January 2015 to July 2024, gained 67,620 rows`,
  /// `June and July 2025 were revised (4 rows)`.
  func sentences(namingUpTo shown: Int) -> [String] {
    clauses.map { clause in
      let names = PeriodNames.list(clause.periods.map(\.period), of: column)
      let subject = clause.periods.count <= shown ? DateWords.amid(names) : "\(count(clause)), \(names),"
      return "\(subject) \(predicate(clause, isPast: true))"
    }
  }

  private func count(_ clause: Clause) -> String {
    let first = clause.periods[0].period
    return clause.periods.count == 1
      ? RowName.word(first, of: column) : PeriodNames.count(clause.periods.count, of: column, like: first)
  }

  private func predicate(_ clause: Clause, isPast: Bool) -> String {
    let isOne = clause.periods.count == 1
    func rows(_ kind: ChangeKind) -> Int { clause.periods.reduce(0) { $0 + kind.rows($1) } }
    if clause.kinds == [.revised] {
      guard isPast else { return isOne ? "is revised" : "are revised" }
      return "\(isOne ? "was" : "were") revised (\(English.count(rows(.revised), "row")))"
    }
    let has = isPast ? "had" : isOne ? "has" : "have"
    return English.list(
      clause.kinds.enumerated().map { i, kind in
        let number = i == 0 ? English.count(rows(kind), "row") : NumberText.grouped(rows(kind))
        switch kind {
        case .gained: return "gained \(number)"
        case .lost: return "lost \(number)"
        case .revised: return "\(has) \(number) revised"
        }
      })
  }
}
