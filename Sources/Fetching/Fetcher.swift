import Manifest
import Model
import Synchronization
import System
import Words

/// Downloads from publishers, politely and completely, and rejects responses that are not what was expected.
///
/// May be called from several threads at once; requests to one host wait for one another. Every error is thrown as a
/// ``FetchFailure``, or as ``Stopped`` if the process is asked to stop.
package final class Fetcher: Sendable {
  let configuration: Configuration
  let version: String
  let temporaryFolder: String
  let clock: WallClock
  /// The command to retry, for remedies; nil is `soundings run DATASET`.
  let again: String?
  let shouldStop: @Sendable () -> Bool
  let log: @Sendable (String) -> Void
  /// The wait before the first retry; it doubles with each one.
  let backoffSeconds: Double
  /// Shared with the fetchers that are limited in time.
  let hosts: Hosts
  /// What is remembered of robots.txt files.
  let robotsMemory: RobotsMemory
  let partials: PartialBodies?
  let secrets: Secrets
  /// When it gives up, in seconds on the monotonic clock.
  private let end: Double
  /// Whether it asks for no address that robots.txt forbids, nor follows a redirect to one.
  private let obeysRobots: Bool
  /// Whether a host whose robots.txt cannot be read for an error of its own allows nothing (RFC 9309, 2.3.1.4).
  let refusesUnread: Bool

  /// What this process knows of the hosts: the gate to each, and its robots.txt.
  final class Hosts: Sendable {
    let gates: Mutex<[String: HostGate]>
    let robots = Mutex<[String: RobotsState]>([:])

    init(_ gates: [String: HostGate]) { self.gates = Mutex(gates) }
  }

  /// - Parameters:
  ///   - waits: for how many seconds each host asked clients to wait, in a process before this one.
  ///   - robots: the copies of robots.txt files of processes before this one.
  ///   - partials: where parts of large bodies are kept; nil keeps none.
  ///   - shouldStop: called about ten times a second while anything is in progress.
  ///   - log: receives a line for every request.
  package convenience init(
    configuration: Configuration, version: String, temporaryFolder: String, clock: WallClock,
    again: String? = nil, waits: [String: Double] = [:], robots: RobotsMemory = .none, partials: PartialBodies? = nil,
    shouldStop: @escaping @Sendable () -> Bool,
    log: @escaping @Sendable (String) -> Void
  ) {
    self.init(
      configuration: configuration, version: version, temporaryFolder: temporaryFolder, clock: clock,
      again: again, waits: waits, robots: robots, partials: partials, shouldStop: shouldStop, log: log,
      backoffSeconds: 1)
  }

  init(
    configuration: Configuration, version: String, temporaryFolder: String, clock: WallClock,
    again: String? = nil, waits: [String: Double] = [:], robots: RobotsMemory = .none, partials: PartialBodies? = nil,
    shouldStop: @escaping @Sendable () -> Bool,
    log: @escaping @Sendable (String) -> Void, backoffSeconds: Double
  ) {
    self.configuration = configuration
    self.version = version
    self.temporaryFolder = temporaryFolder
    self.clock = clock
    self.again = again
    self.shouldStop = shouldStop
    let secrets = Secrets(configuration.secrets)
    self.secrets = secrets
    self.log = { log(secrets.masked($0)) }
    self.backoffSeconds = backoffSeconds
    robotsMemory = robots
    self.partials = partials
    end = .infinity
    obeysRobots = false
    refusesUnread = false
    var gates: [String: HostGate] = [:]
    for (host, seconds) in waits {
      let gate = HostGate(minimumInterval: configuration.hosts[host]?.minimumIntervalSeconds ?? 0)
      gate.postpone(seconds: seconds)
      gates[host] = gate
    }
    hosts = Hosts(gates)
  }

  private init(_ other: Fetcher, until end: Double = .infinity, obeysRobots: Bool = false, refusesUnread: Bool = false)
  {
    configuration = other.configuration
    version = other.version
    temporaryFolder = other.temporaryFolder
    clock = other.clock
    again = other.again
    let stop = other.shouldStop
    shouldStop = { stop() || Monotonic.seconds() >= end }
    log = other.log
    backoffSeconds = other.backoffSeconds
    robotsMemory = other.robotsMemory
    partials = other.partials
    secrets = other.secrets
    hosts = other.hosts
    self.end = min(end, other.end)
    self.obeysRobots = obeysRobots || other.obeysRobots
    self.refusesUnread = refusesUnread || other.refusesUnread
  }

  /// The same fetcher, which gives up after so many seconds, whatever is under way: it throws ``Stopped`` then.
  package func limited(to seconds: Double) -> Fetcher { Fetcher(self, until: Monotonic.seconds() + seconds) }

  /// The same fetcher, for addresses that were found and not declared: it asks for none that its host's robots.txt forbids, redirects
  /// included, and throws a ``FetchFailure`` where it would have to.
  ///
  /// - Parameter strictly: whether a host that answers with a server's error in place of its robots.txt is taken to allow nothing. For addresses
  ///   on the page of a publisher who was declared it is not.
  package func obeyingRobots(strictly: Bool = false) -> Fetcher {
    Fetcher(self, obeysRobots: true, refusesUnread: strictly)
  }

  /// Whether its time is over.
  package var isOver: Bool { Monotonic.seconds() >= end }

  /// What is known of each host that was asked, or that clients are to wait for.
  package var news: [String: HostNews] { hosts.gates.withLock { $0.mapValues(\.news) } }

  /// At most so many links that lead nowhere are passed over for an older one; after that the whole site may have a fault.
  static let deadLinks = 3

  /// Fetches everything that `plan` requires: landing page, newest link, all pages. After a failure no temporary file
  /// is left. Where the newest link leads nowhere, the next older one is fetched, unless the archive has the edition of the
  /// dead one.
  ///
  /// - Parameters:
  ///   - name: the dataset, for messages.
  ///   - validators: what the archive has recorded about an address; of pages, about the first one.
  ///   - jsonText: the scalar at a JSON pointer in a file, as text; nil if there is none.
  ///   - countRecords: the number of records in a file.
  ///   - isArchived: whether the archive has the edition behind a link.
  ///   - discovered: called with what the landing page offers, and again for each newest link that leads nowhere.
  package func fetch(
    _ plan: FetchPlan, name: String, validators: @Sendable (String) -> Validators?,
    jsonText: @escaping (_ path: String, _ pointer: String) throws -> String?,
    countRecords: @escaping (_ path: String) throws -> Int,
    isArchived: (LinkFacts) -> Bool = { _ in false }, discovered: (Discovery) -> Void = { _ in }
  ) throws -> FetchOutcome {
    var plan = plan
    plan.form = plan.form.dated(on: clock.today())
    if case .fixed(let address) = plan.address {
      return try fetch(
        plan, from: address, link: nil, name: name, validators: validators, jsonText: jsonText,
        countRecords: countRecords)
    }
    if case .several(let list) = plan.address {
      let (urls, mayLack) = list.all(on: clock.today())
      guard urls.count == 1, mayLack.isEmpty else {
        return try fetchAll(plan, list, name: name, validators: validators)
      }
      return try fetch(
        plan, from: urls[0], link: nil, name: name, validators: validators, jsonText: jsonText,
        countRecords: countRecords)
    }
    guard var discovery = try discover(plan, name: name) else { return .notModified }
    discovered(discovery)
    for link in discovery.links.reversed() {
      log("\(name): the newest link is \(link.url)")
      try pause(seconds: plan.pauseSeconds)
      do {
        return try obeyingRobots().fetch(
          plan, from: link.url, link: link, name: name, validators: validators, jsonText: jsonText,
          countRecords: countRecords)
      } catch let failure as FetchFailure where failure.isDead {
        discovery.dead.append(Discovery.Dead(link: link, failure: failure))
        discovered(discovery)
        if isArchived(link) { return .notModified }
        guard discovery.dead.count < Self.deadLinks else { break }
      }
    }
    guard let first = discovery.dead.first else { return .notModified }
    throw first.failure
  }

  private func fetch(
    _ plan: FetchPlan, from url: String, link: LinkFacts?, name: String,
    validators: @Sendable (String) -> Validators?,
    jsonText: @escaping (_ path: String, _ pointer: String) throws -> String?,
    countRecords: @escaping (_ path: String) throws -> Int
  ) throws -> FetchOutcome {
    if let paging = plan.paging {
      var pages = Pages(fetcher: self, plan: plan, name: name, url: url, jsonText: jsonText, countRecords: countRecords)
      guard let all = try pages.fetch(paging, validators: validators) else { return .notModified }
      return .fetched(pages: all, link: link)
    }
    guard
      let one = try download(url: url, name: name, form: plan.form, expect: plan.expect, validators: validators(url))
    else {
      return .notModified
    }
    return .fetched(pages: [one], link: link)
  }

  /// Downloads one response into a temporary file; nil if the publisher answers "not modified" to `validators`.
  ///
  /// - Parameters:
  ///   - form: what the request says beside its address.
  ///   - stopsIfSame: whether a whole response with the same validators counts as "not modified".
  package func download(
    url: String, name: String, form: RequestForm = .plain, expect: Expectation, validators: Validators?,
    stopsIfSame: Bool = false
  ) throws -> Fetched? {
    var asking = self.asking(name, url)
    asking.form = form
    asking.obeysRobots = obeysRobots
    if obeysRobots { try requireAllowed(url, name: name) }
    let partial = partials?.body(of: name, at: url)
    var (attempt, tries, had) = (0, 0, partial?.count ?? 0)
    while true {
      do {
        guard let fetched = try follow(asking, expect: expect, validators: validators, stopsIfSame: stopsIfSame) else {
          return nil
        }
        return isWhole(fetched, expect) ? fetched : try confirmed(fetched, asking, expect: expect)
      } catch var failed as AttemptFailure {
        // A body of which more came than before is worth another try, however often it was cut off.
        let has = partial?.count ?? 0
        if has > had { attempt = 0 }
        let wait = max(backoffSeconds * Double(1 << min(attempt, 6)), failed.retryAfter ?? 0)
        if has <= had { attempt += 1 }
        (had, tries) = (max(had, has), tries + 1)
        if tries > 1 { failed.failure.problem.what += " (tried \(tries) times)" }
        if let asked = failed.retryAfter, asked > HostGate.patience {
          failed.failure.problem.what += "; it asks clients to wait \(NumberText.grouped(Int(asked))) seconds"
          throw failed.failure
        }
        guard failed.mayPass, attempt <= configuration.retries else {
          if failed.failure.isUnreachable { gate(for: asking.host).giveUp() }
          throw failed.failure
        }
        log("\(name): \(failed.failure.problem.what); trying again in \(Int(wait.rounded(.up))) s")
        try pause(seconds: wait)
      }
    }
  }

  /// The minimum time, in seconds, between two requests to the host of `url`.
  package func interval(of url: String) -> Double {
    WebAddress.host(ofHTTPS: url).flatMap { configuration.hosts[$0]?.minimumIntervalSeconds } ?? 0
  }

  /// Waits between two requests of one dataset, however long the host's own interval is.
  ///
  /// - Throws: ``Stopped`` if the process is asked to stop while waiting.
  package func pause(seconds: Double) throws {
    if !Monotonic.sleep(seconds: seconds, unless: shouldStop) { throw Stopped() }
  }

  func asking(_ name: String, _ url: String) -> Asking {
    var asking = Asking(name: name, url: url, again: again)
    asking.masked = secrets.masked
    return asking
  }

  func gate(for host: String) -> HostGate {
    let interval = configuration.hosts[host]?.minimumIntervalSeconds ?? 0
    return hosts.gates.withLock { gates in
      if let gate = gates[host] { return gate }
      let gate = HostGate(minimumInterval: interval)
      gates[host] = gate
      return gate
    }
  }

  /// The User-Agent for `host`.
  func userAgent(for host: String) -> String {
    let contact = configuration.contact
    let fallback = contact.isEmpty ? "Soundings/{version}" : "Soundings/{version} (+{contact})"
    let template = configuration.hosts[host]?.userAgent ?? fallback
    return template.replacing("{version}", with: version).replacing("{contact}", with: contact)
  }
}
