import Drafts
import Model
import Warehouse
import Words

/// What happened in the periods of a dataset that were there before and still are, in words: rows came, rows went, values of rows
/// changed. Only the last is a revision.
struct PeriodWords {
  /// Periods of which the same can be said.
  private struct Clause {
    let periods: [DatasetChange.Period]
    var deeds: [Deed]
  }

  private enum Deed: CaseIterable {
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

  /// - Parameter periods: in their order.
  init(_ periods: [DatasetChange.Period], of column: String) {
    self.column = column
    var clauses: [Clause] = []
    for deed in Deed.allCases {
      let touched = periods.filter { deed.rows($0) > 0 }
      if let i = clauses.firstIndex(where: { $0.periods == touched }) {
        clauses[i].deeds.append(deed)
      } else if !touched.isEmpty {
        clauses.append(Clause(periods: touched, deeds: [deed]))
      }
    }
    self.clauses = clauses
  }

  /// For the headline: `115 months gained 67,620 rows`, `3 months are revised`, `2024 gained 2 rows, lost 3 and has 51 revised`.
  var short: [String] {
    clauses.map { clause in
      "\(DateWords.amid(count(clause))) \(said(clause, isPast: false))"
    }
  }

  /// For the dataset's paragraph: `115 months, January 2015 to July 2024, gained 67,620 rows`,
  /// `June and July 2025 were revised (4 rows)`.
  func sentences(namingUpTo shown: Int) -> [String] {
    clauses.map { clause in
      let names = PeriodNames.list(clause.periods.map(\.period), of: column)
      let subject = clause.periods.count <= shown ? DateWords.amid(names) : "\(count(clause)), \(names),"
      return "\(subject) \(said(clause, isPast: true))"
    }
  }

  private func count(_ clause: Clause) -> String {
    let first = clause.periods[0].period
    return clause.periods.count == 1
      ? RowName.word(first, of: column) : PeriodNames.count(clause.periods.count, of: column, like: first)
  }

  private func said(_ clause: Clause, isPast: Bool) -> String {
    let isOne = clause.periods.count == 1
    func rows(_ deed: Deed) -> Int { clause.periods.reduce(0) { $0 + deed.rows($1) } }
    if clause.deeds == [.revised] {
      guard isPast else { return isOne ? "is revised" : "are revised" }
      return "\(isOne ? "was" : "were") revised (\(English.count(rows(.revised), "row")))"
    }
    let has = isPast ? "had" : isOne ? "has" : "have"
    return English.list(
      clause.deeds.enumerated().map { i, deed in
        let number = i == 0 ? English.count(rows(deed), "row") : NumberText.grouped(rows(deed))
        switch deed {
        case .gained: return "gained \(number)"
        case .lost: return "lost \(number)"
        case .revised: return "\(has) \(number) revised"
        }
      })
  }
}
