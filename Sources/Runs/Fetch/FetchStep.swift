import Archive
import Fetching
import Formats
import Foundation
import Manifest
import Model
import Synchronization
import System
import Warehouse
import Words

/// Fetches publishers' newest editions into the archive, without a write to the database.
struct FetchStep {
  let project: Project
  /// What the warehouse says of the editions in the archive, by dataset.
  let standings: [String: EditionStanding]
  /// Whether publishers are asked for the whole, and never whether it has changed.
  var isFresh = false

  /// - Parameter datasets: those that will be asked.
  init(_ project: Project, for datasets: [DatasetManifest], _ warehouse: Warehouse) throws {
    self.project = project
    standings = try warehouse.read { session in
      try Dictionary(
        uniqueKeysWithValues: datasets.map { ($0.name, try EditionStanding(of: $0.name, session)) })
    }
  }

  /// Fetches the datasets' newest editions, several publishers at once, and waits for all.
  ///
  /// - Parameter command: to be typed again once the clock is right.
  /// - Returns: what came of each dataset, and what a person should know of the clock.
  /// - Throws: ``Problem`` if two hosts contradict the machine's clock; nothing is stored or noted then.
  func fetch(
    _ datasets: [DatasetManifest], command: RunCommand
  ) throws -> (outcomes: [String: DatasetOutcome], remarks: [String]) {
    let fetches = FetchesUnderWay(self, for: datasets, command: command)
    while try fetches.advance() {}
    return (fetches.outcomes, fetches.remarks)
  }

  /// Asks a dataset's publisher; stores nothing.
  ///
  /// - Parameter run: the fetcher that gives up when the run's time is over.
  func ask(_ dataset: DatasetManifest, within run: Fetcher) -> DatasetAnswer {
    guard let plan = dataset.fetch else {
      return .nothing(DatasetOutcome(dataset, .kept, note: "no address to ask"), nil)
    }
    let fetcher = run.limited(to: project.configuration.datasetTimeoutSeconds)
    let doubts = Doubts()
    var discovery: Discovery?
    var fetched: FetchOutcome?
    let failed = failure(of: dataset) {
      do {
        fetched = try ask(
          dataset, by: project.planned(plan, of: dataset), with: fetcher, doubts: doubts, discovered: { discovery = $0 }
        )
      } catch is Stopped where !project.shouldStop() {
        throw late(dataset, plan, isRunOver: run.isOver)
      }
    }
    guard case .fetched(let pages, let link)? = fetched else {
      let unchanged = DatasetOutcome(dataset, .unchanged, note: "the publisher has nothing newer")
      return .nothing(failed ?? fallenBack(unchanged, of: dataset, offered: discovery, to: nil), discovery)
    }
    var missed: [MissedEditions.Answer] = []
    if let link, let discovery {
      do {
        missed = try fetchMissed(discovery, before: link, of: dataset, by: plan, with: fetcher)
      } catch {
        // Stopped, or the archive cannot be read: the next run finds the same.
        pages.forEach { $0.discard() }
        return .nothing(self.failure(of: dataset) { throw error }!, discovery)
      }
    }
    return .fetched(pages: pages, link: link, doubt: doubts.first, discovery, missed: missed)
  }

  /// What is told of a dataset when its time, or the run's, is over.
  private func late(_ dataset: DatasetManifest, _ plan: FetchPlan, isRunOver: Bool) -> FetchFailure {
    let limits = project.configuration
    let (seconds, whose, key) =
      isRunOver
      ? (limits.runTimeoutSeconds, "all requests of a run", "run_seconds")
      : (limits.datasetTimeoutSeconds, "the requests for one dataset", "dataset_seconds")
    let limit = seconds < 1 ? "\(seconds) seconds" : English.count(Int(seconds), "second")
    return FetchFailure(
      problem: Problem(
        at: dataset.name, "\(plan.host ?? dataset.name) was not done when the time for \(whose) was over, \(limit)",
        remedy:
          "the last good edition stays in use; more time: timeouts: {\(key): ...} in Config/soundings.yaml; then: "
          + "soundings run \(dataset.name)"),
      cause: .unreachable)
  }

  /// Asks for the editions that came between the newest one here and the newest one there, the oldest first.
  private func fetchMissed(
    _ discovery: Discovery, before newest: LinkFacts, of dataset: DatasetManifest, by plan: FetchPlan,
    with fetcher: Fetcher
  ) throws -> [MissedEditions.Answer] {
    var answers: [MissedEditions.Answer] = []
    let links = try MissedEditions(among: discovery.links, before: newest, of: dataset, project).links
    // What is not asked for is named all the same: the next run sees the newest one here, and looks no further.
    func giveUp(at place: Int, _ failure: FetchFailure) {
      answers += links[place...].map { MissedEditions.Answer(link: $0, result: .failure(failure)) }
    }
    for (place, link) in links.enumerated() {
      project.log("\(dataset.name): the edition of \(link.published?.description ?? link.url) was missed")
      do {
        try fetcher.pause(seconds: plan.pauseSeconds)
        var own = plan
        own.address = .fixed(link.url)
        guard
          case .fetched(let pages, _) = try ask(
            dataset, by: own, with: fetcher.obeyingRobots(), isConditional: false)
        else {
          continue
        }
        answers.append(MissedEditions.Answer(link: link, result: .success(pages)))
      } catch let failure as FetchFailure {
        guard failure.cause == .badAnswer else {
          giveUp(at: place, failure)
          break
        }
        answers.append(MissedEditions.Answer(link: link, result: .failure(failure)))
      } catch is Stopped where !project.shouldStop() {
        giveUp(at: place, late(dataset, plan, isRunOver: false))
        break
      } catch {
        answers.forEach { $0.discard() }
        throw error
      }
    }
    return answers
  }

  /// Stores what was fetched.
  func settle(_ answer: DatasetAnswer, _ dataset: DatasetManifest) -> DatasetOutcome {
    var outcome: DatasetOutcome
    switch answer {
    case .nothing(let known, _): outcome = known
    case .fetched(let pages, let link, let doubt, let discovery, let missed):
      outcome = DatasetOutcome(dataset, .kept, note: "")
      // Before the newest one, so that they have arrived before it.
      let past = settle(missed, dataset)
      let failed = failure(of: dataset) {
        outcome = try keep(pages, from: link, of: dataset, isFallback: discovery?.dead.isEmpty == false)
      }
      if let failed {
        outcome = failed
      } else {
        if let host = link.flatMap({ discovery?.otherHost(of: $0) }) {
          outcome.note += "; its link is on another host, \(host)"
        }
        if let doubt { outcome.note += "; asked for the whole of it, because \(doubt)" }
        outcome = fallenBack(outcome, of: dataset, offered: discovery, to: link)
        outcome.judgesAll = past.isAnyNew
        outcome.note += past.note
        if let problem = past.problem, outcome.problem == nil { (outcome.kind, outcome.problem) = (.failed, problem) }
      }
    }
    if [.new, .unchanged].contains(outcome.kind), !project.askBook.hasTold(dataset.name) {
      outcome.offer = (try? PastOffer(project, dataset).line(answer.discovery?.links ?? [])) ?? nil
    }
    if let discovery = answer.discovery {
      outcome.lookalikes = discovery.lookalikes
      outcome.news = project.askBook.news(dataset.name, discovery.lookalikes).map { $0.problem(of: dataset) }
    }
    return outcome
  }

  /// Stores what was missed.
  private func settle(_ missed: [MissedEditions.Answer], _ dataset: DatasetManifest) -> (
    note: String, isAnyNew: Bool, problem: Problem?
  ) {
    var kept: [String] = []
    var gone: [String] = []
    var failed: [(link: LinkFacts, problem: Problem)] = []
    for answer in missed {
      let name = answer.link.published?.description ?? answer.link.url
      do {
        let (edition, isNew) = try keep(try answer.result.get(), from: answer.link, of: dataset) { edition, known in
          known.last { $0.hashes == edition.hashes }
        }
        if isNew { kept.append(edition.name) }
      } catch let failure as FetchFailure where failure.isDead {
        try? BackfillLog(project, dataset.name).record(dead: answer.link.url)
        gone.append(name)
      } catch {
        let problem = (error as? FetchFailure)?.problem ?? (error as? Problem)
        failed.append((answer.link, problem ?? Problem(at: dataset.name, "\(error)", remedy: "")))
      }
    }
    var note = kept.isEmpty ? "" : "; also those missed before it: \(kept.joined(separator: ", "))"
    if !gone.isEmpty { note += "; missed, and no longer there: \(gone.joined(separator: ", "))" }
    guard let first = failed.first else { return (note, !kept.isEmpty, nil) }
    let names = failed.compactMap { $0.link.published?.description }.joined(separator: ", ")
    let last = failed.last?.link.published?.day ?? project.clock.today()
    let problem = Problem(
      at: dataset.name,
      "the newest edition is here, but not what was missed before it (\(names)): \(first.problem.what)",
      remedy:
        "fetch it later: soundings backfill \(dataset.name) --from \(first.link.published?.firstDay ?? last) --to \(last)"
    )
    return (note, !kept.isEmpty, problem)
  }

  /// What a failure of `body` comes to; nil if it does not fail.
  private func failure(of dataset: DatasetManifest, _ body: () throws -> Void) -> DatasetOutcome? {
    do {
      try body()
      return nil
    } catch let failure as FetchFailure {
      return Self.outcome(dataset, failure)
    } catch is Stopped {
      // The stop was asked for; the report mentions it once.
      var outcome = DatasetOutcome(dataset, .kept, note: Stopped.words)
      outcome.wasStopped = true
      return outcome
    } catch let problem as Problem {
      return DatasetOutcome(dataset, .failed, note: "answered badly", problem: problem)
    } catch {
      return DatasetOutcome(
        dataset, .failed, note: "failed",
        problem: Problem(at: dataset.name, "\(error)", remedy: "run again with --verbose"))
    }
  }

  /// The outcome where the newest links led nowhere: it is a failure even though an older edition is there.
  private func fallenBack(
    _ outcome: DatasetOutcome, of dataset: DatasetManifest, offered discovery: Discovery?, to link: LinkFacts?
  ) -> DatasetOutcome {
    let used = outcome.kind == .new ? link : nil
    guard let problem = discovery?.deadLinks(of: dataset, used: used) else { return outcome }
    let instead = used == nil ? "the edition in use is kept" : outcome.note
    return DatasetOutcome(dataset, .failed, note: "the newest link leads nowhere; \(instead)", problem: problem)
  }

  /// One edition by `plan`, the dataset's own or one made for a past edition.
  ///
  /// - Parameters:
  ///   - isConditional: whether "not modified since you last asked" is an acceptable answer.
  ///   - doubts: gets the reason if it is not acceptable although it would be otherwise.
  ///   - discovered: called with what the landing page offers.
  func ask(
    _ dataset: DatasetManifest, by plan: FetchPlan, with fetcher: Fetcher, isConditional: Bool = true,
    doubts: Doubts = Doubts(), discovered: (Discovery) -> Void = { _ in }
  ) throws -> FetchOutcome {
    try fetcher.fetch(
      plan, name: dataset.name,
      validators: { url in isConditional && !isFresh ? validators(of: dataset, at: url, unless: doubts) : nil },
      jsonText: { path, pointer in try Formats.jsonText(path: path, name: dataset.name, pointer: pointer) },
      countRecords: { path in try count(path, dataset) },
      isArchived: { link in project.archive.newest(of: dataset.name, from: link.url, at: project.clock.now()) != nil },
      discovered: discovered)
  }

  /// What to send along with a request: nothing unless the edition from that address is in use and whole.
  private func validators(of dataset: DatasetManifest, at url: String, unless doubts: Doubts) -> Validators? {
    guard let (edition, snapshot) = project.archive.newest(of: dataset.name, from: url, at: project.clock.now())
    else { return nil }
    if let fault = standings[dataset.name]?.fault(of: edition) {
      doubts.add("the edition of \(edition.name) \(fault)")
      project.log("\(dataset.name): the edition of \(edition.name) \(fault), so the whole of it is asked for")
      return nil
    }
    let known = project.askBook.validators(dataset.name, snapshot)
    let rest = edition.snapshots.filter { $0 != snapshot }.map { page in
      let known = project.askBook.validators(dataset.name, page)
      return Validators.Page(url: page.url, etag: known.etag, lastModified: known.lastModified)
    }
    return Validators(etag: known.etag, lastModified: known.lastModified, rest: rest)
  }

  private static func outcome(_ dataset: DatasetManifest, _ failure: FetchFailure) -> DatasetOutcome {
    switch failure.cause {
    case .unreachable: DatasetOutcome(dataset, .unreachable, note: "could not be reached", problem: failure.problem)
    case .badAnswer: DatasetOutcome(dataset, .failed, note: "answered badly", problem: failure.problem)
    case .machine: DatasetOutcome(dataset, .failed, note: "could not be stored", problem: failure.problem)
    }
  }

  /// Keeps what was fetched as an edition, unless the archive's newest edition has the same bytes.
  ///
  /// - Parameter isFallback: it is not the newest edition that the publisher names, so any edition may be the same.
  private func keep(
    _ pages: [Fetched], from link: LinkFacts?, of dataset: DatasetManifest, isFallback: Bool
  ) throws -> DatasetOutcome {
    let (edition, isNew) = try keep(pages, from: link, of: dataset) { edition, known in
      (isFallback ? known[...] : known.suffix(1)).last { $0.hashes == edition.hashes }
    }
    if !isNew { project.askBook.note(dataset.name, seen: pages) }
    return isNew
      ? DatasetOutcome(dataset, .new, note: "new edition of \(edition.name)")
      : DatasetOutcome(dataset, .unchanged, note: "the same bytes as the edition of \(edition.name)")
  }

  /// Stores what was fetched and records it as an edition, unless it repeats one that the archive holds. The temporary
  /// files are removed in any case.
  ///
  /// - Parameter same: finds the edition that the fetched one repeats among those in the archive (bundled ones left out), oldest first.
  /// - Returns: the new edition, or the one that it repeats.
  func keep(
    _ pages: [Fetched], from link: LinkFacts?, of dataset: DatasetManifest,
    same: (_ fetched: Edition, _ known: [Edition]) throws -> Edition?
  ) throws -> (edition: Edition, isNew: Bool) {
    defer { for page in pages { page.discard() } }
    var edition = Edition(
      dataset: dataset.name, published: try published(pages, from: link, of: dataset), through: link?.through,
      origin: .fetched, fetchedAt: pages[0].fetchedAt,
      snapshots: pages.map { Snapshot(file: "", sha256: $0.sha256, bytes: $0.bytes, url: $0.url) })
    let known = try project.archive.editionsWithoutTakenBack(of: dataset.name, at: edition.fetchedAt)
    // What a person decided on these bytes under this date is valid for them whenever they come.
    let archived = known.kept + known.takenBack.filter { $0.published == edition.published }
    let candidates = archived.filter { $0.origin != .bundled }.sorted(by: Edition.precedes)
    if let repeated = try same(edition, candidates) {
      // They replace its files that are missing or damaged.
      try project.archive.restore(repeated, from: pages.map(\.path))
      return (repeated, false)
    }
    edition.snapshots = try pages.map { page in
      try project.archive.store(
        downloaded: page.path, sha256: page.sha256, bytes: page.bytes, dataset: dataset.name,
        fileExtension: Project.fileExtension(of: page.url, dataset),
        url: page.url, mediaType: page.mediaType, etag: page.etag, lastModified: page.lastModified)
    }
    try project.archive.record(edition, about: dataset)
    return (edition, true)
  }

  /// The day on which an edition was published: of several files, that of the newest.
  private func published(_ pages: [Fetched], from link: LinkFacts?, of dataset: DatasetManifest) throws -> PublishedDate
  {
    let first = try published(pages[0], from: link, of: dataset)
    guard case .several? = dataset.fetch?.address else { return first }
    return try pages.dropFirst().map { try published($0, from: link, of: dataset) }
      .reduce(first) { $0.day < $1.day ? $1 : $0 }
  }

  func published(_ page: Fetched, from link: LinkFacts?, of dataset: DatasetManifest) throws -> PublishedDate {
    let fetched = PublishedDate(Day(page.fetchedAt.prefix(10))!)
    switch dataset.dating.source {
    case .fromLink: return link?.published ?? fetched
    case .json, .text:
      let place = dataset.dating.place ?? ""
      let written = try DateInside.text(in: page.path, name: dataset.name, of: dataset, contentType: page.mediaType)
      guard let text = written else {
        throw Problem(
          at: dataset.name, "the answer has no date \(place) (\(page.url))",
          remedy: "if its form changed, fix edition.published in \(dataset.manifestPath)")
      }
      guard let date = dataset.dating.date(of: text) else {
        throw Problem(
          at: dataset.name,
          "\"\(text.prefix(80))\" \(place) is not a date in the form \(dataset.dating.form) (\(page.url))",
          remedy:
            "if its form changed, fix edition.written in \(dataset.manifestPath): written: 'D MONTH YYYY' for example, beside published:"
        )
      }
      return date
    case .lastModified: return page.lastModifiedDay.map { PublishedDate($0) } ?? fetched
    case .fetched, .reportedOn: return fetched
    }
  }

  private func count(_ path: String, _ dataset: DatasetManifest) throws -> Int {
    let (reader, _) = try Formats.open(path: path, name: dataset.name, readings: dataset.readings)
    var records = 0
    while try reader.advance() { records += 1 }
    return records
  }
}

extension FetchStep {
  /// Why a publisher was asked unconditionally.
  final class Doubts: Sendable {
    private let reasons = Mutex<[String]>([])

    func add(_ reason: String) { reasons.withLock { $0.append(reason) } }

    var first: String? { reasons.withLock(\.first) }
  }
}
