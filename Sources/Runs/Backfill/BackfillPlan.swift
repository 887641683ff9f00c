import Model

/// What a backfill would fetch, and how long that takes.
package struct BackfillPlan: Sendable {
  package enum Kind: String, Encodable, Sendable {
    /// The links of a landing page.
    case links
    /// The revisions in force on a series of days.
    case revisions
    /// Only the newest edition is available.
    case newest
  }

  /// One request to the publisher.
  package struct Item: Sendable {
    package var url: String
    /// From the link; nil if only the answer contains it.
    package var published: PublishedDate?
    package var through: String?
    /// The day whose revision is requested.
    package var day: Day?
    /// Whether the archive has the answer.
    package var isArchived: Bool
    /// The day on which the link was first reported to lead nowhere (404, 410).
    package var deadSince: Day?

    /// The name for people.
    package var name: String {
      if let day { return "revision in force on \(day)" }
      guard let published else { return "newest edition" }
      return "edition of \(published)" + (through.map { ", data through \($0)" } ?? "")
    }
  }

  package var dataset: String
  package var kind: Kind
  /// The landing page from which the list was read; nil if the list needed no request.
  package var page: String?
  /// Everything that the publisher offers in the requested period, oldest first.
  package var items: [Item]
  /// Seconds between two requests: the host's interval or the dataset's pause, whichever is longer.
  package var secondsBetween: Double
  /// The size limit of one answer.
  package var maxBytes: Int
  /// A remark for people.
  package var note: String?

  /// The time that the estimate assumes for each answer.
  package static let secondsPerAnswer = 3.0

  package var toFetch: [Item] { items.filter { !$0.isArchived } }
  package var archived: Int { items.count { $0.isArchived } }
  /// The first and the last ``Item/date`` of the items.
  package var first: String? { items.first?.date }
  package var last: String? { items.last?.date }
  /// How long the fetching takes, in seconds; loading is not included.
  package var estimatedSeconds: Double { Double(toFetch.count) * (secondsBetween + Self.secondsPerAnswer) }
}

extension BackfillPlan.Item {
  /// The published date, or the day whose revision is requested.
  package var date: String? { published?.description ?? day?.description }
}
