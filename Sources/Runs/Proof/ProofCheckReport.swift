import Model
import Publishing
import Words

/// The result of checking a proof.
package struct ProofCheckReport: Sendable {
  /// As it was given.
  package var file: String
  package var proof: Proof
  /// The file is not what Soundings wrote: its visible text does not come from the data in it.
  package var isDamaged = false
  /// Another version made the file, whose page may differ from ours for the same data: its visible text was not compared.
  package var isOtherVersion = false
  /// What does not match.
  package var findings: [Problem] = []
  /// What differs in newer data, one line each. A proof shows what was known when it was made: this is news, not an
  /// error.
  package var news: [String] = []
  /// What was checked, one line each.
  package var checked: [String] = []

  mutating func found(_ place: String, _ what: String, remedy: String) {
    findings.append(Problem(at: place, what, remedy: remedy))
  }
}

extension ProofCheckReport: Documented {
  package struct Document: Encodable {
    let file, article: String
    let asOf: String?
    let referenceDay: String
    let matches, isDamaged, isOtherVersion: Bool
    let checked, news: [String]
    let findings: [Problem]
  }

  package var document: Document {
    Document(
      file: file, article: proof.article.name, asOf: proof.asOf, referenceDay: proof.referenceDay,
      matches: findings.isEmpty, isDamaged: isDamaged, isOtherVersion: isOtherVersion,
      checked: checked, news: news, findings: findings)
  }
}
