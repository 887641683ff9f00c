/// One published version of a dataset: one or more snapshots with the day it was published.
package struct Edition: Hashable, Sendable {
  package var dataset: String
  package var published: PublishedDate
  /// The last month that the data covers (`YYYY-MM`), if the publisher's file name contains it.
  package var through: String?
  package var origin: EditionOrigin
  /// When the bytes were fetched or added, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var fetchedAt: String
  package var snapshots: [Snapshot]
  /// The decision by which a person took the edition; nil where nobody had to.
  package var acceptance: Decision?

  package init(
    dataset: String, published: PublishedDate, through: String?, origin: EditionOrigin, fetchedAt: String,
    snapshots: [Snapshot], acceptance: Decision? = nil
  ) {
    self.dataset = dataset
    self.published = published
    self.through = through
    self.origin = origin
    self.fetchedAt = fetchedAt
    self.snapshots = snapshots
    self.acceptance = acceptance
  }

  /// The day from which *as of* counts the edition.
  package var day: Day {
    guard let held = Day(fetchedAt.prefix(10)) else { return published.day }
    return published.day(heldOn: held)
  }

  /// The edition's name for people: the published date as the publisher gave it, with the last month of the data if
  /// known.
  package var name: String { through.map { "\(published), data through \($0)" } ?? published.description }

  /// The published date in an edition's ``name``; nil if the text is not such a name.
  package static func published(inName name: String) -> PublishedDate? { PublishedDate(name.prefix { $0 != "," }) }

  /// Two editions with the same identity are the same to the warehouse. It includes everything that an export may show
  /// of an edition.
  package var identity: String {
    ([published.description, day.description, through ?? "", origin.rawValue, fetchedAt]
      + snapshots.map { "\($0.sha256) \($0.file) \($0.url)" }
      + (acceptance.map { ["accepted", $0.decidedAt, $0.reason] } ?? []))
      .joined(separator: " ")
  }

  /// The order of editions: published day, then the last month of the data, then the time of the fetch, then the bytes.
  /// It depends on the set of editions only, not on their order of arrival.
  package static func precedes(_ a: Edition, _ b: Edition) -> Bool {
    if a.day != b.day { return a.day < b.day }
    if a.through != b.through { return (a.through ?? "") < (b.through ?? "") }
    if a.fetchedAt != b.fetchedAt { return a.fetchedAt < b.fetchedAt }
    return a.snapshots.map(\.sha256).lexicographicallyPrecedes(b.snapshots.map(\.sha256))
  }
}
