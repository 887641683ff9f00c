/// What a check of one figure comes to.
///
/// The cases stand from good to bad. "Worse than at the last check" means later in this list: a figure whose data went stale
/// is only less sure, one that nobody can check any more is worse, one that the data speaks against is worst.
package enum Verdict: String, CaseIterable, Codable, Comparable, Sendable {
  case holds
  case holdsWithCaveat = "holds with caveat"
  /// Holds, but one ordinary revision from flipping.
  case fragile
  /// Holds on data that is past its promised freshness.
  case stale
  /// No public data, no row, or its rows are in quarantine.
  case unsupported
  /// Held as of publication, does not on today's data.
  case drifted
  /// Does not hold as of publication.
  case contradicted

  /// What it means, in a sentence for readers.
  package var meaning: String {
    switch self {
    case .holds: "The data agrees, as it was on the day of publication and as it is now."
    case .holdsWithCaveat: "The data agrees, and something must be told with it."
    case .fragile: "The data agrees, but an ordinary revision of it would turn the verdict."
    case .stale: "The data agrees, but it is older than its publisher's rhythm promises."
    case .unsupported:
      "No public data says it, or what would say it is missing or in quarantine. That speaks against nobody."
    case .drifted: "The data agreed on the day of publication, and does not agree any more."
    case .contradicted: "The data as it was on the day of publication does not agree."
    }
  }

  package static func < (a: Verdict, b: Verdict) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
