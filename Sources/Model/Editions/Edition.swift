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
  /// The edition's place in the order of arrival in the archive, from 1; 0 for what comes with the repository.
  package var arrival = 0
  /// The day from which *as of* counts a second version that the publisher put out under an unchanged date, or what came after an edition
  /// that only its own fetch dates: the day on which it was fetched. Nil for any other edition.
  package var countsFrom: Day?
  /// Whether the archive has another edition of the same date, so that the date alone does not name it; a withdrawn one counts, since a
  /// person may take it again.
  package var hasTwin = false
  /// The decision by which a person took the edition; nil if none was needed.
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
    if let countsFrom { return countsFrom }
    if let dayOfFetch { return dayOfFetch }
    guard let first = Day(fetchedAt.prefix(10)) else { return published.day }
    return published.day(inHandOn: first)
  }

  /// The day of the fetch, where it dates a fetched edition because the publisher's date cannot be right; nil for any other edition.
  package var dayOfFetch: Day? {
    guard origin == .fetched, let fetched = Day(fetchedAt.prefix(10)), !published.isPossible(fetchedOn: fetched) else {
      return nil
    }
    return fetched
  }

  /// The date as the publisher gives it, perhaps only a month; the day of the fetch where that date cannot be right.
  package var dated: PublishedDate { dayOfFetch.map(PublishedDate.init) ?? published }

  /// The edition's name for people: the published date as the publisher gave it, with the last month of the data if
  /// known. Where that date cannot be right, or is not the publisher's, the name begins with the day that counts, and says so.
  package var name: String {
    let through = through.map { ", data through \($0)" } ?? ""
    if origin == .captured { return "\(published)\(through), the day of a web archive's copy" }
    if let dayOfFetch { return "\(dayOfFetch)\(through), dated by its fetch; the publisher says \(published)" }
    return "\(published)\(through)" + (countsFrom.map { ", as fetched on \($0)" } ?? "")
  }

  /// What it is called within a sentence: rows keyed by hand have a day each, and are no edition of one.
  package static func title(_ name: String, _ origin: EditionOrigin) -> String {
    origin == .curated ? "the rows keyed by hand" : "edition of \(name)"
  }

  /// What it shares with the ledger's line of it and with no other edition: the same bytes may come again under another date.
  package var dateAndBytes: [String] { [dated.description] + snapshots.map(\.sha256) }

  /// Two editions with the same identity are the same to the warehouse. It includes everything that an export may show
  /// of an edition.
  package var identity: String {
    ([published.description, day.description, through ?? "", origin.rawValue, fetchedAt]
      + snapshots.map { "\($0.sha256) \($0.file) \($0.url)" }
      + (acceptance.map { ["accepted", $0.decidedAt, $0.reason] } ?? []))
      .joined(separator: " ")
  }

  /// Whether two values are about one edition: the same bytes under the same published date.
  package func isSame(as other: Edition) -> Bool {
    dataset == other.dataset && published == other.published && through == other.through
      && snapshots.map(\.sha256) == other.snapshots.map(\.sha256)
  }

  /// The first 12 characters of the first snapshot's SHA-256: enough to name the edition, and part of its record's file name.
  package var shortHash: String { Self.shortHash(of: snapshots.map(\.sha256)) }

  /// The same of an edition of which only its snapshots' hashes are known.
  package static func shortHash(of hashes: [String]) -> String { String((hashes.first ?? "").prefix(12)) }

  /// The command by which a person uses an edition that is held or reported, as it is typed.
  package var acceptCommand: String { Self.acceptCommand(dataset, typedName) }

  /// The same of an edition by its name on the command line: a date or the beginning of its hash.
  package static func acceptCommand(_ dataset: String, _ edition: String) -> String {
    "soundings accept \(dataset) \(edition) --reason \"...\""
  }

  /// The command by which a person takes the edition back, as it is typed.
  package var withdrawCommand: String { "soundings withdraw \(dataset) \(typedName) --reason \"...\"" }

  /// The dates that name more than one of a dataset's editions: by the date itself, or by the day that is shown of it, a
  /// month's last one, say.
  package static func ambiguousDates(_ editions: [(published: PublishedDate, day: Day)]) -> Set<String> {
    var named: [String: Int] = [:]
    for edition in editions {
      for name in Set([edition.published.description, edition.day.description]) { named[name, default: 0] += 1 }
    }
    return Set(named.filter { $0.value > 1 }.keys)
  }

  private var typedName: String { hasTwin ? shortHash : published.description }

  /// How a remedy begins where rows are missing: what came shorter than the publisher's file is fetched again, never accepted.
  package var compareFirst: String {
    origin == .fetched
      ? "compare the file with the publisher's page; if it is shorter than there, ask for it again: soundings run \(dataset)"
      : "compare the file with the publisher's page"
  }

  /// How a remedy of a guard begins that a person may overrule.
  package var compareOrAccept: String { "\(compareFirst); if it is right: \(acceptCommand)" }

  /// The order of editions: the day, then excerpts before whole files, then the last month of the data, then the arrival, then the time
  /// of the fetch, then the bytes. It depends on the set of editions and their records only, not on the order in which they are loaded.
  package static func precedes(_ a: Edition, _ b: Edition) -> Bool {
    if a.day != b.day { return a.day < b.day }
    if (a.origin == .bundled) != (b.origin == .bundled) { return a.origin == .bundled }
    if a.through != b.through { return (a.through ?? "") < (b.through ?? "") }
    if a.arrival != b.arrival { return a.arrival < b.arrival }
    if a.fetchedAt != b.fetchedAt { return a.fetchedAt < b.fetchedAt }
    return a.snapshots.map(\.sha256).lexicographicallyPrecedes(b.snapshots.map(\.sha256))
  }

  /// Without what others had made of its day.
  fileprivate var undated: Edition {
    var edition = self
    edition.countsFrom = nil
    if origin == .bundled { edition.fetchedAt = "\(published.day)T00:00:00Z" }
    return edition
  }

  /// Whether its data goes on at least until the month `through`. Where nobody says how far it goes, a copy from a web archive may be of
  /// any earlier file.
  fileprivate func reaches(_ through: String?) -> Bool {
    guard let own = self.through, let through else { return origin != .captured }
    return own >= through
  }
}

extension [Edition] {
  /// The same editions in their order, each second version dated: a *fetched* edition with the published date and the last month of one
  /// that arrived before it, and other bytes, counts from the day on which it was fetched. It would change the past otherwise.
  ///
  /// An excerpt of which only the month is known counts from no later than the first whole file of that month that reaches as far, and
  /// so before it: on the last day of the month it would replace the rows of files that the publisher put out after the excerpt's own.
  ///
  /// A web archive may copy an old file long after a newer one has replaced it: such a copy counts from the newer one's day, and before it.
  ///
  /// They may have been dated before, among others.
  package var dated: [Edition] { map(\.undated).datedTogether }

  private var datedTogether: [Edition] {
    let whole = filter { $0.origin.isFromOutside }
    let groups = Dictionary(grouping: self) { "\($0.published) \($0.through ?? "") \($0.origin == .bundled)" }
    return map { edition in
      var edition = edition
      if edition.origin == .bundled,
        let first = whole.filter({ $0.reaches(edition.through) }).map(\.day)
          .filter({ edition.published.firstDay <= $0 && $0 < edition.day }).min()
      {
        edition.fetchedAt = "\(first)T00:00:00Z"
      }
      if edition.origin == .captured, let through = edition.through,
        let newer = whole.filter({ ($0.through ?? "") > through && $0.day < edition.day }).map(\.day).min()
      {
        edition.countsFrom = newer
      }
      guard edition.origin == .fetched, let fetched = Day(edition.fetchedAt.prefix(10)) else { return edition }
      let siblings = groups["\(edition.published) \(edition.through ?? "") false"] ?? []
      // By the time of the fetch: two machines count arrivals each for itself, and their archives may be merged.
      let isSecond = siblings.contains { other in
        (other.fetchedAt, other.arrival) < (edition.fetchedAt, edition.arrival)
          && other.snapshots.map(\.sha256) != edition.snapshots.map(\.sha256)
      }
      guard isSecond, fetched > edition.day else { return edition }
      edition.countsFrom = fetched
      return edition
    }.followingFetches.sorted(by: Edition.precedes).withTwins
  }

  /// The same, in the order of arrival: what was fetched from an address counts from its own fetch where its date lies before an edition of
  /// that address which had arrived and which only its fetch dates. An address has what is newest, whatever the publisher's clock says.
  private var followingFetches: [Edition] {
    var byFetch: [String: [Day]] = [:]
    return sorted { ($0.arrival, $0.fetchedAt, $0.shortHash) < ($1.arrival, $1.fetchedAt, $1.shortHash) }.map {
      edition in
      guard edition.origin == .fetched, let url = edition.snapshots.first?.url,
        let fetched = Day(edition.fetchedAt.prefix(10))
      else { return edition }
      var edition = edition
      if byFetch[url, default: []].contains(where: { edition.day < $0 && $0 <= fetched }) {
        edition.countsFrom = fetched
      }
      if edition.dayOfFetch != nil || edition.countsFrom != nil { byFetch[url, default: []].append(edition.day) }
      return edition
    }
  }

  /// The same, each with whether its date names another one as well, or did so before some were left out.
  private var withTwins: [Edition] {
    let ambiguous = Edition.ambiguousDates(map { ($0.published, $0.day) })
    return map { edition in
      var edition = edition
      if ambiguous.contains(edition.published.description) { edition.hasTwin = true }
      return edition
    }
  }
}
