import Model
import Warehouse
import Words

/// Which editions of a dataset arrived, in words.
enum ArrivalWords {
  /// One clause for the headline, with the dataset's name.
  static func short(_ news: Digest.News, _ run: RunRecord) -> String {
    let change = news.change
    if news.isCurated { return "the newsroom's own rows of \(change.dataset) changed" }
    let loaded = self.loaded(change)
    if loaded.isEmpty, let held = self.held(change).last {
      let name = DateWords.amid(DateWords.shortEdition(held.edition))
      return "the edition of \(name) arrived and is held back (\(change.dataset))"
    }
    guard let last = loaded.last else {
      return change.isReread ? "the files of \(change.dataset) were read again" : "\(change.dataset) changed"
    }
    if last.origin == .fetched, !isPast(loaded, run) {
      return "\(news.publisher) published \(editions(loaded, isShort: true)) (\(change.dataset))"
    }
    return "\(DateWords.amid(editions(loaded, isShort: true))) \(verb(loaded)) (\(change.dataset))"
  }

  /// `, which completes the excerpt that came with Soundings`, for the headline.
  static func completion(_ news: Digest.News) -> String {
    news.excerpt == .completed ? ", which \(completes)" : ""
  }

  private static let completes = "completes the excerpt that came with Soundings"

  private static func excerpt(_ news: Digest.News) -> [String] {
    switch news.excerpt {
    case .completed: ["it \(completes)"]
    case .confirmed: ["it agrees with its excerpt that came with Soundings"]
    case .overridden: ["it differs from its excerpt that came with Soundings, and replaces it"]
    case nil: []
    }
  }

  /// The sentences of the dataset's paragraph, without their periods.
  static func sentences(_ news: Digest.News, _ run: RunRecord) -> [String] {
    let change = news.change
    if news.isCurated { return curated(change) }
    var sentences: [String] = []
    let loaded = self.loaded(change)
    if let last = loaded.last {
      if last.origin == .fetched, !isPast(loaded, run) {
        sentences.append("\(news.publisher) published \(editions(loaded))")
      } else {
        let by = news.publisher.contains(",") ? " by \(news.publisher)," : " by \(news.publisher)"
        let named = DateWords.amid(editions(loaded)) + (last.origin == .bundled ? "" : by)
        sentences.append("\(named) \(verb(loaded))")
      }
      let late = loaded.filter { $0.arrival == .late }.count
      if late > 0, !change.isFirst {
        let which = late < loaded.count ? "\(late) of them" : loaded.count == 1 ? "it" : "they"
        sentences.append("\(which) \(which == "it" || late == 1 ? "is" : "are") older than editions already loaded")
      }
    }
    sentences += excerpt(news)
    for edition in change.editions where edition.arrival != .gone && edition.state == .repeated {
      sentences.append(
        "the edition of \(DateWords.amid(DateWords.edition(edition.edition))) has the same bytes as the one before it")
    }
    for edition in held(change) {
      let name = Edition.title(DateWords.amid(DateWords.edition(edition.edition)), edition.origin)
      let why = English.withoutPeriod(edition.heldBecause?.what ?? "")
      sentences.append(
        edition.origin == .curated
          ? "\(name) changed and are held back: \(why); they are not in use"
          : "the \(name) arrived and is held back: \(why); it is not in use")
    }
    let gone = change.editions.filter { $0.arrival == .gone }
    if !gone.isEmpty {
      sentences.append("\(DateWords.amid(editions(gone))) \(gone.count == 1 ? "is" : "are") no longer used")
    }
    if change.isReread {
      sentences.append("the newsroom changed how its files are read, so all of them were read again")
    }
    return sentences
  }

  private static func curated(_ change: DatasetChange) -> [String] {
    guard let edition = change.editions.last else {
      return change.isReread ? ["the newsroom changed how its rows are read"] : []
    }
    if edition.state == .held {
      return [
        "the newsroom's rows are held back: \(English.withoutPeriod(edition.heldBecause?.what ?? "")); "
          + "the previous ones stay in use"
      ]
    }
    let verb = change.isFirst ? "were loaded" : "were edited"
    return ["the newsroom's own rows \(verb); the newest was reported on \(DateWords.words(edition.edition))"]
  }

  private static func loaded(_ change: DatasetChange) -> [DatasetChange.EditionChange] {
    change.editions.filter { $0.arrival != .gone && $0.state == .loaded }
  }

  private static func held(_ change: DatasetChange) -> [DatasetChange.EditionChange] {
    change.editions.filter { $0.arrival != .gone && $0.state == .held }
  }

  /// Whether the editions are past ones, which were loaded now but not published now.
  private static func isPast(_ loaded: [DatasetChange.EditionChange], _ run: RunRecord) -> Bool {
    run.command.kind == .backfill || loaded.allSatisfy { $0.arrival == .late }
  }

  /// `the edition of November 2025`, `3 editions (June 12, 2025, to Nov. 10, 2025)`.
  private static func editions(_ editions: [DatasetChange.EditionChange], isShort: Bool = false) -> String {
    guard editions.count > 1, let first = editions.first, let last = editions.last else {
      let name = editions.first?.edition ?? ""
      return "the edition of \(isShort ? DateWords.shortEdition(name) : DateWords.edition(name))"
    }
    return English.count(editions.count, "edition")
      + " (\(DateWords.amid(DateWords.shortEdition(first.edition))) to \(DateWords.shortEdition(last.edition)))"
  }

  private static func verb(_ loaded: [DatasetChange.EditionChange]) -> String {
    let be = loaded.count == 1 ? "was" : "were"
    switch loaded.last?.origin {
    case .bundled: return "that \(loaded.count == 1 ? "comes" : "come") with Soundings \(be) loaded"
    case .fetched: return "\(be) fetched"
    case .captured: return "\(be) taken from a web archive"
    case .added, .curated, nil: return "\(be) added"
    }
  }
}
