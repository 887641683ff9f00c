import Archive
import Fetching
import Manifest
import Model
import System

/// Decides whether `run --due` asks a dataset's publisher: by when it was last asked and by its rhythm, never by the age of the
/// edition in use, which may be no more than the day on which it was fetched.
struct AskTiming {
  let book: AskBook
  let backoff: Backoff
  /// In seconds since 1970.
  let now: Int

  /// Why a publisher is not asked yet.
  struct Wait: Equatable {
    /// When it will be asked, in seconds since 1970.
    var until: Int
    /// For people, without the time.
    var reason: String

    /// For people.
    var text: String { "\(reason); next after \(WallClock.text(until))" }
  }

  /// What a dataset waits for; nil if it is due.
  ///
  /// - Parameter isEmpty: nothing of it was ever loaded, so its rhythm does not count.
  func wait(_ dataset: DatasetManifest, isEmpty: Bool) -> Wait? {
    guard let plan = dataset.fetch else { return nil }
    if let host = plan.host, let wait = wait(host) { return wait }
    // A time in the future was written under a clock that was wrong.
    guard let record = book.asked(dataset.name), let asked = record.time, asked <= now else { return nil }
    if record.failures > 0 {
      let pause = min(backoff.seconds(after: record.failures, of: dataset.name), plan.rhythm.seconds)
      guard asked + pause > now else { return nil }
      return Wait(until: asked + pause, reason: "it failed when it was asked at \(record.asked_at)")
    }
    guard !isEmpty, !plan.rhythm.isDue(asked: asked, now: now) else { return nil }
    return Wait(until: max(plan.rhythm.next(after: asked), now), reason: "not due: asked at \(record.asked_at)")
  }

  private func wait(_ name: String) -> Wait? {
    guard let host = book.host(name) else { return nil }
    if let until = host.waitUntil(now: now) {
      return Wait(until: until, reason: "\(name) asked clients to wait")
    }
    guard host.failures > 0, let failed = host.failedTime, failed <= now else { return nil }
    let until = failed + backoff.seconds(after: host.failures, of: name)
    guard until > now else { return nil }
    return Wait(until: until, reason: "\(name) could not be reached at \(WallClock.text(failed))")
  }
}

extension Project {
  /// The timing at this moment.
  var askTiming: AskTiming {
    let installation = (try? archive.identity()) ?? dataFolder
    return AskTiming(book: askBook, backoff: Backoff(seed: installation), now: clock.secondsSince1970())
  }

  /// A fetcher that leaves those hosts alone that asked for it, in this process or in one before.
  ///
  /// - Parameters:
  ///   - again: the command to retry, for remedies; nil is `soundings run DATASET`.
  ///   - remembers: false where nothing may be written.
  func newFetcher(temporaryFolder: String, again: String? = nil, remembers: Bool = true, retries: Int? = nil) -> Fetcher
  {
    var configuration = configuration
    configuration.retries = retries ?? configuration.retries
    return Fetcher(
      configuration: configuration, version: Project.version, temporaryFolder: temporaryFolder, clock: clock,
      again: again, waits: askBook.waits(now: clock.secondsSince1970()), robots: askBook.robots(remembers: remembers),
      partials: remembers ? partials : nil, shouldStop: shouldStop, log: log)
  }
}
