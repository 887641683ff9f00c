import Manifest
import Model
import Warehouse

/// How old a dataset's newest edition is, compared with what its cadence promises.
package struct Freshness: Sendable {
  package enum State: String, Encodable, Sendable {
    /// The newest edition is within its cadence, or nothing is promised.
    case fresh
    /// A new edition should be out by now.
    case due
    /// A new edition is overdue by more than the grace allowed.
    case stale
    /// A newer edition is held back.
    case held
    /// Nothing was ever loaded.
    case empty
  }

  package var state: State
  package var edition: String?
  package var published: Day?
  package var ageDays: Int?
  /// The last day on which the next edition is on time; nil if none is promised.
  package var expectedBy: Day?
  /// Why the newest edition is held; nil if it is not.
  package var hold: Hold?
  /// What is reported of the editions in use until a person accepts them, as problems.
  package var reported: [Problem]
  package var quarantined: Int

  /// The first day on which the promise is broken; nil if none is made.
  package var staleFrom: Day?
  /// True if the promise is broken, whatever the state.
  package var isPastGrace: Bool

  /// - Parameter day: only what was published by then counts; nil counts everything.
  package init(_ dataset: DatasetManifest, _ session: Session, today: Day, asOf day: Day? = nil) throws {
    let editions = try session.editions(of: dataset.name, asOf: day)
    let current = editions.last { $0.state == .loaded }
    edition = dataset.isCurated ? current.map { "rows reported by \($0.published)" } : current?.edition
    published = current?.published
    ageDays = published.map { today - $0 }
    var due: Day?
    if let cadence = dataset.cadence, let current {
      due = Self.period(of: current, in: dataset, cadence) + cadence.days
    }
    expectedBy = due
    staleFrom = due.map { $0 + (dataset.cadence?.graceDays ?? 0) + 1 }
    isPastGrace = staleFrom.map { $0 <= today } ?? false
    let held = editions.last.flatMap { $0.state == .held ? $0 : nil }
    hold = held?.hold
    reported = try ReportedMarks.problems(of: dataset, among: editions, session, asOf: day)
    quarantined = dataset.isCurated ? editions.reduce(0) { $0 + $1.quarantined } : (held ?? current)?.quarantined ?? 0
    if held != nil {
      state = .held
    } else if current == nil {
      state = .empty
    } else if let due, today > due {
      state = isPastGrace ? .stale : .due
    } else {
      state = .fresh
    }
  }

  /// The day from which an edition's age is counted: the last one of the period for which the publisher names it, not the day on
  /// which we fetched it, however late that was.
  ///
  /// Where the publisher gives no date at all, the edition was out at the latest one interval after the last month in it.
  private static func period(of edition: EditionFacts, in dataset: DatasetManifest, _ cadence: Cadence) -> Day {
    guard !dataset.isCurated else { return edition.published }
    guard let plan = dataset.fetch, case .discovered = plan.address, !plan.namesPublished,
      edition.origin == .fetched, let through = edition.through.flatMap({ PublishedDate($0) })
    else { return edition.dated.day }
    return min(edition.dated.day, through.day + cadence.days)
  }
}
