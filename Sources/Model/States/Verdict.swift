/// The result of checking one figure.
///
/// The cases are in order from good to bad; "worse than at the last check" means later in this list. Stale data only
/// makes a figure less certain, a figure that nobody can check is worse, and one that the data contradicts is worst.
package enum Verdict: String, CaseIterable, Codable, Comparable, Sendable {
  case holds
  case holdsWithCaveat = "holds with caveat"
  /// Holds, but one ordinary revision of the data would change that.
  case fragile
  /// Holds on data that is past its promised freshness.
  case stale
  /// There is no data or no row, or its rows are in quarantine.
  case unsupported
  /// Held as of publication, but does not hold on today's data.
  case drifted
  /// Does not hold as of publication.
  case contradicted

  /// The verdict in the words of a reader.
  package var headline: String {
    switch self {
    case .holds: "Holds"
    case .holdsWithCaveat: "Holds, with a caveat"
    case .fragile: "Holds, but only just"
    case .stale: "Holds, on data that is older than promised"
    case .unsupported: "Cannot be checked with the data here"
    case .drifted: "Held when published, no longer does"
    case .contradicted: "Contradicted by the data"
    }
  }

  /// The meaning in one sentence, for readers.
  package var meaning: String {
    switch self {
    case .holds: "The data agrees, as it was on the day of publication and as it is now."
    case .holdsWithCaveat: "The data agrees, with a caveat that must be stated."
    case .fragile: "The data agrees, but an ordinary revision of it would change the verdict."
    case .stale: "The data agrees, but it is older than its publisher's schedule promises."
    case .unsupported:
      "No public data covers it, or that data is missing or in quarantine. That is no evidence against the figure."
    case .drifted: "The data agreed on the day of publication, and no longer agrees."
    case .contradicted: "The data as it was on the day of publication does not agree."
    }
  }

  package static func < (a: Verdict, b: Verdict) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
