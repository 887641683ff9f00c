import Manifest
import Model
import Synchronization
import System

// robots.txt (RFC 9309) counts for what is found on a publisher's pages and for the pages themselves. An address that a person declared as
// `fetch.url` is no crawling, and is asked for whatever it says.
extension Fetcher {
  /// A copy counts for so many seconds without a look at whether it changed: RFC 9309, 2.4.
  static let robotsAge = 86_400
  /// The most seconds that reading it may take: the page that it is about should not wait for it.
  static let robotsPatience = 10.0
  static let robotsLimit = 5_000_000

  /// Makes sure that the host of a discovered address allows it.
  ///
  /// - Throws: ``FetchFailure`` if its robots.txt forbids the address; ``Stopped``.
  func requireAllowed(_ url: String, name: String) throws {
    guard let parts = WebAddress.parts(ofHTTPS: url), let host = WebAddress.host(ofHTTPS: url),
      configuration.hosts[host]?.ignoreRobots == nil
    else { return }
    guard let rule = try robotsRules(of: parts.authority, name: name).refusal(of: parts.target) else { return }
    let asking = self.asking(name, url)
    throw asking.failure(
      .badAnswer, "the publisher's robots.txt does not allow this address ('\(oneLine(String(rule.prefix(100))))')",
      remedy:
        "ask the publisher; with a permission, set hosts: {\(host): {ignore_robots: \"who allowed it, and when\"}} in "
        + "Config/soundings.yaml, then: \(asking.again)")
  }

  /// What a person should know of the robots.txt files that were read, a line each. Of a host that could not be reached at all there is
  /// nothing to say.
  package var remarks: [String] {
    let news = news
    return hosts.robots.withLock { $0 }.sorted { $0.key < $1.key }.compactMap { authority, state in
      guard case .known(_, let note?) = state else { return nil }
      return news[String(authority.prefix { $0 != ":" })]?.isUnreachable == true ? nil : note
    }
  }

  /// The rules of a host, read once per process; a thread waits where another is reading them.
  private func robotsRules(of authority: String, name: String) throws -> RobotsRules {
    while true {
      let state = hosts.robots.withLock { known in
        let state = known[authority]
        if state == nil { known[authority] = .asked }
        return state
      }
      switch state {
      case .known(let rules, _)?: return rules
      case .asked?:
        if !Monotonic.sleep(seconds: 0.02, unless: shouldStop) { throw Stopped() }
      case nil:
        do {
          let (rules, note) = try readRobots(of: authority, name: name)
          if let note { log("\(name): \(note)") }
          hosts.robots.withLock { $0[authority] = .known(rules, note: note) }
          return rules
        } catch {
          hosts.robots.withLock { $0[authority] = nil }
          throw error
        }
      }
    }
  }

  /// One request without a second try: where it fails, the copy of before counts, and without one everything is allowed, or nothing where
  /// ``refusesUnread``.
  private func readRobots(of authority: String, name: String) throws -> (RobotsRules, note: String?) {
    let now = clock.secondsSince1970()
    let copy = robotsMemory.copy(authority)
    if let copy, (0..<Self.robotsAge).contains(now - copy.read_at) { return (RobotsRules(copy.text), nil) }
    var asking = self.asking(name, "https://\(authority)/robots.txt")
    asking.patience = Self.robotsPatience
    func keep(_ copy: RobotsCopy) -> (RobotsRules, note: String?) {
      robotsMemory.keep(copy, authority)
      return (RobotsRules(copy.text), nil)
    }
    let failure: FetchFailure
    do {
      let expect = Expectation(types: [], startsWith: nil, maxBytes: Self.robotsLimit)
      let validators = copy.map { Validators(etag: $0.etag, lastModified: $0.last_modified) }
      guard let fetched = try follow(asking, expect: expect, validators: validators) else {
        return keep(
          RobotsCopy(
            read_at: now, text: copy?.text ?? "", etag: copy?.etag, last_modified: copy?.last_modified))
      }
      defer { fetched.discard() }
      let text = String(decoding: try TemporaryFile.bytes(of: fetched.path), as: UTF8.self)
      return keep(RobotsCopy(read_at: now, text: text, etag: fetched.etag, last_modified: fetched.lastModified))
    } catch let failed as AttemptFailure {
      failure = failed.failure
    } catch let refused as FetchFailure {
      // The host is to be left alone, which the request for the page says itself.
      if refused.cause == .machine { throw refused }
      return (RobotsRules(copy?.text ?? ""), nil)
    } catch let failed as BodyFailure {
      failure = asking.bodyFailure(failed, limit: Self.robotsLimit).failure
    }
    if failure.cause == .machine { throw failure }
    // RFC 9309, 2.3.1.3: a host without the file, and one that answers with something else in its place, allows everything.
    if failure.cause == .badAnswer, failure.status.map({ (400..<500).contains($0) }) ?? true {
      return keep(RobotsCopy(read_at: now, text: ""))
    }
    if copy == nil, refusesUnread, failure.status.map({ $0 >= 500 }) == true {
      return (
        RobotsRules("User-agent: *\nDisallow: /"), "\(failure.problem.what); it is taken to allow nothing"
      )
    }
    let until = copy.map { "the copy of \(WallClock.text($0.read_at)) counts" } ?? "it is taken to allow everything"
    return (RobotsRules(copy?.text ?? ""), "\(failure.problem.what); \(until)")
  }
}
