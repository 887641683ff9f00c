import Model
import Publishing
import Words

/// What a check of a proof came to.
package struct ProofCheckReport: Sendable {
  package var proof: Proof
  /// The file is not what Soundings wrote: its visible text does not come of the data that it carries.
  package var isDamaged = false
  /// What does not match.
  package var findings: [Problem] = []
  /// What newer data says otherwise, one line each. A proof says what was known when it was made: this is news, no error.
  package var news: [String] = []
  /// What was checked, one line each.
  package var checked: [String] = []

  /// 0 all matches; 1 something does not, or could not be checked; 65 the file is damaged.
  package var exitCode: Int32 { isDamaged ? 65 : findings.isEmpty ? 0 : 1 }

  static func counted(_ n: Int, _ what: String) -> String {
    "\(NumberText.integer(Int64(n), grouped: true)) \(what)\(n == 1 ? "" : "s")"
  }

  mutating func found(_ place: String, _ what: String, remedy: String) {
    findings.append(Problem(at: place, what, remedy: remedy))
  }
}
