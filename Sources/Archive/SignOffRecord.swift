import Model

/// A sign-off as its JSON record has it.
struct SignOffRecord: Codable {
  struct Edition: Codable {
    var dataset: String
    var edition: String
    var hashes: [String]
  }

  var article: String
  var figure: String
  var name: String
  var signed_at: String
  /// One more than that of any record on the figure that was in the archive.
  var number: Int
  var value_at_publication: String?
  var value: String?
  var verdict: Verdict
  var rule_sha256: String
  var evidence_sha256: String
  var editions: [Edition]
  var note: String?
  /// Why the person took it back; nil where it stands.
  var taken_back: String?

  init(_ signOff: SignOff, number: Int) {
    article = signOff.article
    figure = signOff.figure
    name = signOff.name
    signed_at = signOff.signedAt
    self.number = number
    let subject = signOff.subject
    value_at_publication = subject.valueAtPublication
    value = subject.value
    verdict = subject.verdict
    rule_sha256 = subject.rule
    evidence_sha256 = subject.evidence
    editions = subject.editions.map { Edition(dataset: $0.dataset, edition: $0.edition, hashes: $0.hashes) }
    note = signOff.note
    taken_back = signOff.takenBack
  }

  var signOff: SignOff {
    SignOff(
      article: article, figure: figure, name: name, signedAt: signed_at,
      subject: SignedSubject(
        valueAtPublication: value_at_publication, value: value, rule: rule_sha256, evidence: evidence_sha256,
        verdict: verdict,
        editions: editions.map {
          SignedSubject.Edition(dataset: $0.dataset, edition: $0.edition, hashes: $0.hashes)
        }), note: note, takenBack: taken_back)
  }
}
