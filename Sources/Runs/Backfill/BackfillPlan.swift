import Fetching
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
    /// The copies that a web archive made.
    case captures
  }

  /// Why a copy is not asked for.
  package enum PassedOver: Equatable, Sendable {
    /// Its bytes are those of an earlier copy, of that day.
    case unchanged(since: Day)
    /// A newer file was out by then.
    case older
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
    /// What the web archive's index says of the copy.
    package var capture: Capture?
    /// Nil for what is asked for.
    package var passedOver: PassedOver?

    /// The name for people.
    package var name: String {
      if let capture { return "copy of \(date ?? capture.timestamp)" }
      if let day { return "revision in force on \(day)" }
      guard let published else { return "newest edition" }
      return "edition of \(published)" + (through.map { ", data through \($0)" } ?? "")
    }
  }

  package var dataset: String
  package var kind: Kind
  /// The landing page, or the address at a web archive's index, from which the list was read; nil if the list needed no request.
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

  package var toFetch: [Item] { items.filter { !$0.isArchived && $0.passedOver == nil } }
  /// The copies whose bytes are those of an earlier one.
  package var unchanged: [Item] {
    items.filter { if case .unchanged? = $0.passedOver { true } else { false } }
  }
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
