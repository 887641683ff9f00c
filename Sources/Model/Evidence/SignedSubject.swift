/// What a sign-off is about. It holds for as long as the figure's own is the same but for its verdict and editions: those are for people.
package struct SignedSubject: Hashable, Codable, Sendable {
  /// An edition that the figure rested on.
  package struct Edition: Hashable, Codable, Sendable {
    package var dataset: String
    /// Its name: the published date as the publisher gave it.
    package var edition: String
    /// The SHA-256 of its files, lower-case hexadecimal, in the order of its pages.
    package var hashes: [String]

    package init(dataset: String, edition: String, hashes: [String]) {
      self.dataset = dataset
      self.edition = edition
      self.hashes = hashes
    }
  }

  /// The values as of publication and then, with all decimals; nil where there was none.
  package var valueAtPublication: String?
  package var value: String?
  /// SHA-256 of the statement, its rule and its SQL.
  package var rule: String
  /// SHA-256 of the keyed rows and datasets that it rests on, and of the sources that say otherwise.
  package var evidence: String
  package var verdict: Verdict
  package var editions: [Edition]

  package init(
    valueAtPublication: String?, value: String?, rule: String, evidence: String, verdict: Verdict,
    editions: [Edition] = []
  ) {
    self.valueAtPublication = valueAtPublication
    self.value = value
    self.rule = rule
    self.evidence = evidence
    self.verdict = verdict
    self.editions = editions
  }

  /// What is no longer as this says; empty where a sign-off of this holds for `now`.
  package func lapses(in now: SignedSubject) -> [SignOffLapse] {
    var lapses: [SignOffLapse] = []
    if value != now.value {
      lapses.append(.value(from: value, to: now.value))
    } else if valueAtPublication != now.valueAtPublication {
      lapses.append(.valueAtPublication(from: valueAtPublication, to: now.valueAtPublication))
    }
    if rule != now.rule { lapses.append(.rule) }
    if evidence != now.evidence { lapses.append(.evidence) }
    return lapses
  }
}
