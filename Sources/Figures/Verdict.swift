/// What a check of one figure comes to.
///
/// The cases stand from good to bad. "Worse than at the last check" means later in this list: a figure whose data went stale
/// is only less sure, one that nobody can check any more is worse, one that the data speaks against is worst.
public enum Verdict: String, CaseIterable, Comparable, Sendable {
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

  public static func < (a: Verdict, b: Verdict) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
