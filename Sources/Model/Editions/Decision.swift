/// What a person decided on one edition: a small dated record in the archive, valid on every as-of day.
package struct Decision: Hashable, Codable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// The edition is used although a guard holds it, or although it has marks.
    case accept
    /// The edition is not used.
    case withdraw

    /// What the edition is then, for people.
    package var participle: String {
      switch self {
      case .accept: "accepted"
      case .withdraw: "withdrawn"
      }
    }
  }

  package var kind: Kind
  package var dataset: String
  /// The edition's ``Edition/name``, for people.
  package var edition: String
  /// The edition's published date, as the publisher gave it.
  package var published: String
  /// The SHA-256 of the edition's snapshots, lower-case hexadecimal, in the order of its pages.
  package var hashes: [String]
  package var reason: String
  /// When it was decided, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var decidedAt: String
  /// Who decided; nil if that was left out.
  package var decidedBy: String?

  package init(
    _ kind: Kind, on edition: Edition, reason: String, decidedAt: String, decidedBy: String? = nil
  ) {
    self.init(
      kind, dataset: edition.dataset, edition: edition.name, published: edition.published.description,
      hashes: edition.snapshots.map(\.sha256), reason: reason, decidedAt: decidedAt, decidedBy: decidedBy)
  }

  package init(
    _ kind: Kind, dataset: String, edition: String, published: String, hashes: [String], reason: String,
    decidedAt: String, decidedBy: String? = nil
  ) {
    self.kind = kind
    self.dataset = dataset
    self.edition = edition
    self.published = published
    self.hashes = hashes
    self.reason = reason
    self.decidedAt = decidedAt
    self.decidedBy = decidedBy
  }

  /// `withdrawn on 2025-05-20 by Ann`.
  package var words: String {
    "\(kind.participle) on \(decidedAt.prefix(10))" + (decidedBy.map { " by \($0)" } ?? "")
  }

  /// Whether it is about this edition: the same bytes under the same published date.
  package func concerns(_ edition: Edition) -> Bool {
    dataset == edition.dataset && published == edition.published.description
      && hashes == edition.snapshots.map(\.sha256)
  }
}
