/// A person's word that they checked a figure: a small dated record in the archive. The name is stated, not authenticated.
package struct SignOff: Hashable, Sendable {
  package var article: String
  /// The figure's id in the article's file.
  package var figure: String
  /// As it was given.
  package var name: String
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var signedAt: String
  /// What was checked.
  package var subject: SignedSubject
  /// Anything that the person wanted to say with it.
  package var note: String?
  /// Why the person took the sign-off back; nil where it stands.
  package var takenBack: String?

  package init(
    article: String, figure: String, name: String, signedAt: String, subject: SignedSubject, note: String? = nil,
    takenBack: String? = nil
  ) {
    self.article = article
    self.figure = figure
    self.name = name
    self.signedAt = signedAt
    self.subject = subject
    self.note = note
    self.takenBack = takenBack
  }
}
