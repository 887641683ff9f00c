/// An edition as an export cites it.
package struct SourceEdition: Hashable, Sendable {
  package var dataset: String
  package var publisher: String
  package var title: String
  /// The edition's name: its published date as the publisher gave it, with the last month of the data if known.
  package var edition: String
  /// The day from which *as of* counts the edition.
  package var published: Day
  /// The partitions that the edition covers and that no newer edition covers; empty when it covers everything.
  package var covers: [String]
  package var snapshots: [SnapshotFacts]
  package var origin: EditionOrigin
  /// Bundled editions: in words, which part of the publisher's file is included.
  package var restriction: String?
  /// Bundled editions: where the publisher's own file was obtained.
  package var obtained: String?
  /// Bundled editions: the addresses and hashes of the publisher's own files, of which `snapshots` are our excerpts.
  package var originals: [OriginalFacts]
  package var licenseName: String
  package var licenseURL: String?
  package var attribution: String
  package var homepage: String?
  /// What must be stated beside every number that rests on it.
  package var marks: [EditionMark]

  package init(
    dataset: String, publisher: String, title: String, edition: String, published: Day, covers: [String],
    snapshots: [SnapshotFacts], origin: EditionOrigin = .fetched, restriction: String? = nil, obtained: String? = nil,
    originals: [OriginalFacts] = [], licenseName: String, licenseURL: String?, attribution: String, homepage: String?,
    marks: [EditionMark] = []
  ) {
    self.dataset = dataset
    self.publisher = publisher
    self.title = title
    self.edition = edition
    self.published = published
    self.covers = covers
    self.snapshots = snapshots
    self.origin = origin
    self.restriction = restriction
    self.obtained = obtained
    self.originals = originals
    self.licenseName = licenseName
    self.licenseURL = licenseURL
    self.attribution = attribution
    self.homepage = homepage
    self.marks = marks
  }
}
