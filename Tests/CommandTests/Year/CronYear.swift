import Foundation
import Glibc
import StandIn

/// Three publishers as they are on each day of a year, and one machine with the real program in cron.
///
/// Boats: a landing page whose link changes, a file on the 15th of each month at 14:00. Doses: one address, rewritten on the
/// 12th at 16:00, dated by Last-Modified. List: a page that is edited once a week at 03:00, of which past revisions can be
/// asked for.
final class CronYear {
  /// The days on which cron runs, counted from January 1, 2025, which is 0; the machine is installed on the first of them. Cron's
  /// time is 06:17 UTC.
  static let days = 20..<365

  let work: Workdir
  private let standIn: StandIn
  /// What cron would have sent: the day by the calendar, and all that the program printed.
  private(set) var mails: [(day: String, text: String)] = []
  /// For each dataset, the whole days from an edition's publication to the run that brought it.
  private(set) var lags: [String: [Int]] = [:]
  private(set) var runs = 0

  init() throws {
    standIn = try StandIn()
    work = try Workdir()
    try Self.makeProject(work, config: standIn.yaml + "retries: 0\n")
  }

  func requests() throws -> Int { try standIn.requests(robots: true).count }

  // MARK: - the calendar

  static func time(_ day: Int, _ hour: Int = 6, _ minute: Int = 17) -> Date {
    Date(timeIntervalSince1970: 1_735_689_600 + Double(day * 86_400 + hour * 3600 + minute * 60))
  }

  static func stamp(_ time: Date) -> String { format(time, "yyyy-MM-dd'T'HH:mm:ss'Z'") }

  private static func format(_ time: Date, _ pattern: String) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = pattern
    return formatter.string(from: time)
  }

  // MARK: - the publishers

  /// When each edition of a dataset appears.
  private static let editions: [String: [Date]] = [
    "boats_seen": months.map { time($0.first + 14, 14, 0) },
    "doses_seen": months.map { time($0.first + 11, 16, 0) },
    "list_seen": (1..<days.upperBound).filter { $0 % 7 == 3 }.map { time($0, 3, 0) },
  ]

  /// The first day of each month, with the names of the month before, which its file is about.
  private static let months: [(first: Int, data: String, name: String)] = {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let names = [
      "December", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November",
    ]
    var first = 0
    return lengths.indices.map { i in
      defer { first += lengths[i] }
      return (first, String(names[i].prefix(3)).lowercased(), names[i])
    }
  }()

  private static func boats(_ i: Int) -> (path: String, body: String) {
    let fiscal = i == 0 ? 25 : i > 9 ? 26 : 25
    let folder = String(format: "2025-%02d", i + 1)
    var body = "Day,Port,Boats\n"
    for k in 0...i {
      // The newest month is revised once, by the next file.
      let count = 10 + k + (k == i ? 0 : 1)
      body += "1 \(months[k].name) \(k == 0 ? 2024 : 2025),Here,\(count)\n"
    }
    return ("/files/\(folder)/boats-fy\(fiscal - 1)-fy\(fiscal)-\(months[i].data).csv", body)
  }

  private static func doses(_ count: Int) -> String {
    var body = "Day,Port,Boats\n"
    for k in 0..<count { body += "1 \(months[k].name) \(k == 0 ? 2024 : 2025),There,\(100 + k)\n" }
    return body
  }

  private static func revision(_ count: Int) -> String {
    RevisionBackfillTests.body(stamp(editions["list_seen"]![count - 1]), count)
  }

  /// What the publishers serve at an instant, with that instant in every answer's Date.
  private static func routes(at now: Date) -> [Route] {
    let out = editions.mapValues { $0.filter { $0 <= now }.count }
    let date = ["Date": format(now, "EEE, dd MMM yyyy HH:mm:ss 'GMT'")]
    let files = (0..<out["boats_seen"]!).map(boats)
    let links = files.map { "<a href=\"\($0.path)\">x</a>" }.joined()
    var routes = [Route("www.cbp.gov", "/boats", "<html>\(links)</html>", type: "text/html") { $0.headers = date }]
    for (i, file) in files.enumerated() {
      routes.append(
        Route("www.cbp.gov", file.path, file.body) {
          $0.etag = "\"\(i)\""
          $0.headers = date
        })
    }
    if let published = editions["doses_seen"]!.last(where: { $0 <= now }) {
      routes.append(
        Route("data.cdc.gov", "/doses.csv", doses(out["doses_seen"]!)) {
          $0.last_modified = format(published, "EEE, dd MMM yyyy HH:mm:ss 'GMT'")
          $0.headers = date
        })
    }
    for count in 1...max(1, out["list_seen"]!) {
      // The revision at the end of each day on which it was the newest.
      let published = editions["list_seen"]![count - 1]
      for later in 0..<7 {
        let day = format(published.addingTimeInterval(Double(later) * 86_400), "yyyy-MM-dd")
        routes.append(
          Route("en.wikipedia.org", "/api", revision(count), type: "application/json") {
            $0.query = ["rvstart": "\(day)T23:59:59Z"]
            $0.headers = date
          })
      }
    }
    routes.append(
      Route("en.wikipedia.org", "/api", revision(max(1, out["list_seen"]!)), type: "application/json") {
        $0.headers = date
        $0.etag = "\"\(out["list_seen"]!)\""
      })
    return routes
  }

  // MARK: - the machine

  /// What goes wrong on a day. A disturbance of a host says what its routes become.
  struct Trouble {
    var host: String?
    var change: (inout Route) -> Void = { _ in }
    /// Days by which the machine's clock is off.
    var clock = 0
    /// The program is killed before a change to a file, counted from the first.
    var killed: Int?

    static func answers(_ host: String, _ change: @escaping (inout Route) -> Void) -> Trouble {
      Trouble(host: host, change: change)
    }
  }

  /// One morning: `run --due --quiet`, as cron runs it.
  func run(on day: Int, _ trouble: Trouble? = nil) throws {
    let now = Self.time(day)
    var routes = Self.routes(at: now)
    for i in routes.indices where routes[i].host == trouble?.host { trouble?.change(&routes[i]) }
    try standIn.serve(routes)
    work.now = Self.stamp(Self.time(day + (trouble?.clock ?? 0)))
    let before = archived()
    let kill = try trouble?.killed.map { try Interruption(.signal(SIGKILL), at: $0) }
    let result = work.start(["run", "--due", "--quiet"], interruption: kill).wait()
    if kill != nil, result.signal != SIGKILL { throw CocoaError(.featureUnsupported) }
    runs += 1
    let text = (result.out + result.err).trimmingCharacters(in: .newlines)
    if !text.isEmpty { mails.append((String(Self.stamp(now).prefix(10)), text)) }
    for (dataset, count) in archived() where count > before[dataset] ?? 0 {
      // The newest of them; those of the first run were there before the machine was.
      guard day != Self.days.lowerBound, let published = Self.editions[dataset]!.last(where: { $0 <= now }) else {
        continue
      }
      lags[dataset, default: []].append(Int(now.timeIntervalSince(published)) / 86_400)
    }
  }

  /// The fetches that each dataset has in the archive.
  private func archived() -> [String: Int] {
    Self.editions.keys.reduce(into: [:]) { counts, dataset in
      let names = work.names("Data/archive/\(dataset)")
      counts[dataset] = names.count { $0.contains("_") && $0.hasSuffix(".json") }
    }
  }

  /// The exported tables and pages, by name.
  func exports() throws -> [String: Data] {
    let listed = work.shell("cd Data/exports && find . -type f | sort").out.split(separator: "\n").map(String.init)
    return try listed.reduce(into: [:]) { files, name in
      files[name] = try Data(contentsOf: URL(fileURLWithPath: work.path("Data/exports/" + name)))
    }
  }

  // MARK: - the project

  private static func makeProject(_ work: Workdir, config: String) throws {
    try work.makeProject(
      config: config, fetch: FetchTests.fetch + "\ncadence: {every: month, grace_days: 20}")
    try add("doses_seen", to: work) {
      $0.replacingOccurrences(
        of: FetchTests.fetch,
        with: """
          fetch:
            url: https://data.cdc.gov/doses.csv
            expect: {type: text/csv, starts_with: "Day,Port", max_bytes: 1MB}
          edition: {published: last_modified}
          """)
    }
    try add("list_seen", to: work) {
      $0.replacingOccurrences(of: FetchTests.fetch, with: RevisionBackfillTests.fetch)
        .replacingOccurrences(of: "every: week\n", with: "every: day\n")
        .replacingOccurrences(of: "since: 2025-05-01", with: "since: 2025-01-04")
        .replacingOccurrences(
          of: "{format: csv, header", with: "{format: json, records: /query/pages/0/revisions/0/rows, header")
    }
  }

  /// A dataset like the project's first, with a table like its table.
  private static func add(_ name: String, to work: Workdir, _ change: (String) -> String) throws {
    let pipeline = "Pipelines/boats"
    try work.write(change(work.read("\(pipeline)/boats_seen/dataset.yaml")), "\(pipeline)/\(name)/dataset.yaml")
    try work.write(work.read("\(pipeline)/boats_seen/normalize.sql"), "\(pipeline)/\(name)/normalize.sql")
    let table = try work.read("\(pipeline)/tables/boats_by_port.sql")
    try work.write(
      table.replacingOccurrences(of: "from boats_seen", with: "from \(name)"), "\(pipeline)/tables/\(name)_by_port.sql")
  }
}
