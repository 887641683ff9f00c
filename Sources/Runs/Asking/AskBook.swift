import Fetching
import FoundationEssentials
import Model
import Synchronization
import System
import Words

/// What is known of asking the publishers: when each was asked last and what came of it, and which hosts want to be left alone.
///
/// Small files in `Data/asked`, one for each dataset and host, written atomically: outside of the archive, because nothing is made
/// from them, and outside of the warehouse, because asking without news must not write to it. A file that is lost or damaged costs one
/// request more, and what was reported once is reported again.
package final class AskBook: Sendable {
  /// What is known of one dataset.
  struct Asked: Codable, Equatable {
    /// When it was last asked, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    var asked_at: String
    /// How often in a row it failed for a reason of its own, be it a bad answer or a disk that is full.
    var failures: Int
    /// The validators that came with bytes that the archive has already, newer than those in its records; by address.
    var seen: [String: Seen]?
    /// The links that look like the next edition and were reported; by address.
    var unmatched: [String: Unmatched]?
    /// When a person was told that the publisher offers past editions that are not here.
    var past_told_at: String?
  }

  /// What a publisher sent with the bytes of an address.
  struct Seen: Codable, Equatable {
    var sha256: String
    var etag: String?
    var last_modified: String?
  }

  /// What is known of one host.
  struct Host: Codable, Equatable {
    /// No request before; UTC. Absent where the host did not ask for it.
    var wait_until: String?
    /// How many runs in a row could not reach it.
    var failures = 0
    /// When the last of these runs began.
    var failed_at: String?
  }

  /// The longest time in seconds for which a host is left alone because it asked for it: a week. A publisher's slip must not end
  /// a dataset for good.
  static let longestWait = 7 * 86_400

  let folder: String
  private let log: @Sendable (String) -> Void
  /// Threads note hosts that they share.
  private let turn = Mutex(())

  /// - Parameter log: gets a line where a file cannot be written.
  package init(folder: String, log: @escaping @Sendable (String) -> Void) {
    self.folder = folder
    self.log = log
  }

  // MARK: - reading

  func asked(_ dataset: String) -> Asked? { read("\(folder)/\(dataset).json") }

  func host(_ name: String) -> Host? { read("\(folder)/hosts/\(name).json") }

  /// For how many seconds from `now` each host wants to be left alone.
  ///
  /// - Parameter now: in seconds since 1970.
  func waits(now: Int) -> [String: Double] {
    var waits: [String: Double] = [:]
    for file in (try? Files.names(in: folder + "/hosts")) ?? [] where file.hasSuffix(".json") {
      let name = String(file.dropLast(5))
      if let until = host(name)?.waitUntil(now: now) { waits[name] = Double(until - now) }
    }
    return waits
  }

  func read<Value: Decodable>(_ path: String) -> Value? {
    guard let bytes = try? Files.bytes(of: path) else { return nil }
    return try? JSONDecoder().decode(Value.self, from: Data(bytes))
  }

  // MARK: - writing

  /// Notes that a dataset's publisher was asked, and what came of it.
  ///
  /// - Parameters:
  ///   - at: when the asking began, in seconds since 1970.
  ///   - outcome: what it came to. An unreachable host is not the dataset's failure.
  func note(_ dataset: String, _ outcome: DatasetOutcomeKind, at: Int) {
    let before = asked(dataset)
    let failures = outcome == .failed ? (before?.failures ?? 0) + 1 : 0
    var known = before ?? Asked(asked_at: "", failures: 0)
    (known.asked_at, known.failures) = (WallClock.text(at), failures)
    write(known, "\(dataset).json")
  }

  /// Notes the validators of bytes that the archive has: where a publisher renews them without need, they are good for the next
  /// "has it changed since?". The caller notes the asking next.
  func note(_ dataset: String, seen pages: [Fetched]) {
    var known = asked(dataset) ?? Asked(asked_at: pages[0].fetchedAt, failures: 0)
    known.seen = Dictionary(
      pages.map { ($0.url, Seen(sha256: $0.sha256, etag: $0.etag, last_modified: $0.lastModified)) },
      uniquingKeysWith: { $1 })
    write(known, "\(dataset).json")
  }

  /// The newest validators of a snapshot's bytes.
  func validators(_ dataset: String, _ snapshot: Snapshot) -> (etag: String?, lastModified: String?) {
    guard let seen = asked(dataset)?.seen?[snapshot.url], seen.sha256 == snapshot.sha256 else {
      return (snapshot.etag, snapshot.lastModified)
    }
    return (seen.etag, seen.last_modified)
  }

  /// Notes what was learned of hosts.
  ///
  /// - Parameters:
  ///   - at: when the asking began, in seconds since 1970: several failures of one run count once.
  ///   - now: from when on waits count, in seconds since 1970.
  func note(_ news: [String: HostNews], at: Int, now: Int) {
    turn.withLock { _ in
      for (name, news) in news {
        let before = host(name)
        var known = before ?? Host()
        if news.isUnreachable {
          if known.failed_at != WallClock.text(at) { known.failures += 1 }
          known.failed_at = WallClock.text(at)
        } else if news.hasAnswered {
          (known.failures, known.failed_at) = (0, nil)
        }
        if let seconds = news.waitSeconds {
          let until = now + min(Int(seconds.rounded(.up)), Self.longestWait)
          // A wait that was known before comes back some second shorter or longer.
          if until > (known.waitUntil(now: now) ?? now) + 1 { known.wait_until = WallClock.text(until) }
        } else if known.waitUntil(now: now) == nil {
          known.wait_until = nil
        }
        if known != before ?? Host() { write(known, "hosts/\(name).json") }
      }
    }
  }

  func write(_ value: some Encodable, _ name: String) {
    do {
      try Files.makeFolder(Files.folder(of: "\(folder)/\(name)"), mode: 0o755)
      try AtomicFile.write(try StoredJSON.file(value), to: "\(folder)/\(name)")
    } catch {
      // The publisher is asked once more than necessary; nothing else depends on it.
      log("\(folder)/\(name): not written, so it is not known that the publisher was asked: \(error)")
    }
  }
}

extension AskBook.Asked {
  /// When it was last asked, in seconds since 1970; nil if that is no time.
  var time: Int? { WallClock(at: asked_at)?.secondsSince1970() }
}

extension AskBook.Host {
  /// Until when it wants to be left alone, in seconds since 1970; nil if it does not. A time that no host can have been given
  /// is the mark of a clock that was wrong.
  func waitUntil(now: Int) -> Int? {
    guard let until = wait_until.flatMap({ WallClock(at: $0)?.secondsSince1970() }) else { return nil }
    return until > now && until - now <= AskBook.longestWait ? until : nil
  }

  /// When the last run that could not reach it began, in seconds since 1970.
  var failedTime: Int? { failed_at.flatMap { WallClock(at: $0)?.secondsSince1970() } }
}
