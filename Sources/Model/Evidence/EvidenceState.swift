/// What a number rests on, from the strongest to the weakest.
package enum EvidenceState: String, CaseIterable, Codable, Comparable, Sendable {
  /// The publisher's own file is in the archive.
  case publisherFile = "publisher's file"
  /// Keyed by hand; the words that it rests on stand in a document in the archive.
  case anchored
  /// An excerpt that we made of the publisher's file.
  case excerpt = "our excerpt"
  /// Keyed by hand; the words were read, but the archive does not have the document in which they stand.
  case documentMissing = "document missing"
  /// Keyed by hand; the source has an address, but its own words were not kept.
  case wordsNeverRead = "words never read"
  /// Keyed by hand; there is no address from which a document could be got.
  case noDocument = "no document"

  /// True for rows that a person keyed.
  package var isByHand: Bool { self != .publisherFile && self != .excerpt }

  /// What it means to a reader.
  package var meaning: String {
    switch self {
    case .publisherFile: "the publisher's own file is archived, byte for byte"
    case .anchored: "keyed by hand; the source's words stand in an archived document"
    case .excerpt: "an excerpt of the publisher's file that came with Soundings"
    case .documentMissing: "keyed by hand; the source's words were read, but the document is not archived here"
    case .wordsNeverRead: "keyed by hand; the source has an address, but its own words were not kept"
    case .noDocument: "keyed by hand; no address from which the document could be got"
    }
  }

  /// Whether a reader can see the source again, in a few words.
  package var shelf: String {
    switch self {
    case .publisherFile: "archived: the publisher’s own file"
    case .anchored: "archived, with its words"
    case .excerpt: "archived: an excerpt of the publisher’s file"
    case .documentMissing: "not archived here; its words were read"
    case .wordsNeverRead: "not archived; its own words were not kept"
    case .noDocument: "not archived; no address of the document"
    }
  }

  package static func < (a: EvidenceState, b: EvidenceState) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self)! }
}
