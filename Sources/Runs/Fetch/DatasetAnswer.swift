import Fetching

/// What a dataset's publisher answered, before it is stored.
enum DatasetAnswer: Sendable {
  /// Nothing to store; the outcome is final but for what the landing page offers.
  case nothing(DatasetOutcome, Discovery?)
  /// The pages' temporary files are the receiver's. `doubt` is why the whole was asked for.
  case fetched(pages: [Fetched], link: LinkFacts?, doubt: String?, Discovery?, missed: [MissedEditions.Answer])

  /// What the landing page offers; nil if there is none, or it could not be read.
  var discovery: Discovery? {
    switch self {
    case .nothing(_, let discovery), .fetched(_, _, _, let discovery, _): discovery
    }
  }

  func discard() {
    guard case .fetched(let pages, _, _, _, let missed) = self else { return }
    pages.forEach { $0.discard() }
    missed.forEach { $0.discard() }
  }
}
