import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// Every how manyth change is tried; nil: none.
private let tortureStep = getenv("SOUNDINGS_TORTURE").flatMap { Int(String(cString: $0)) }

/// The program is killed, or its disk fails or is full, at chosen ones of its changes to files: the warehouse is whole, with the old
/// state or the new one; the message fits; the next command succeeds, ends with the same exports, and nothing is left lying about.
///
/// `scripts/torture` runs it, which takes hours where every change is tried. KillTests, RebuildTests and StorageTests try a few in CI.
@Suite(
  .tags(.slow), .enabled(if: tortureStep != nil, "run by scripts/torture"),
  .enabled(if: Interruption.isPossible && StandIn.isPossible, "needs a C compiler, python3 and openssl"))
struct TortureTests {
  enum Verb: String, CaseIterable, CustomTestStringConvertible {
    case add, run, rebuild, export

    var testDescription: String { rawValue }

    var arguments: [String] {
      switch self {
      case .add: ["add", "boats_seen", "new.csv", "--published", "2025-06-03"]
      case .run: ["run", "--quiet"]
      case .rebuild: ["rebuild"]
      case .export: ["export", "--format", "csv,json,xlsx,html", "--out", "Data/taken"]
      }
    }

    /// Whether it changes what the tables show.
    var brings: Bool { self == .add || self == .run }
  }

  @Test(arguments: Verb.allCases) func nothingIsLost(_ verb: Verb) throws {
    let bench = try Bench(verb)
    let count = bench.changes
    var tally: [String: Int] = [:]
    for kind in [Interruption.Kind.signal(SIGKILL), .error(EIO), .fullDisk] {
      let numbers = stride(from: 1, through: count, by: max(1, tortureStep ?? count))
      for number in numbers { tally[try bench.interrupt(kind, at: number), default: 0] += 1 }
    }
    let outcomes = tally.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print("\(verb): interrupted at some of \(count) changes to files: \(outcomes)")
  }
}

/// A project before and after a command, in front of which the same state is put again and again.
private final class Bench {
  private let verb: TortureTests.Verb
  private let work: Workdir
  private let standIn: StandIn
  /// How many changes to files the command makes.
  let changes: Int
  /// The table before and after the command.
  private let tables: (before: String, after: String)
  /// Every file after it, those of the archive by how many there are; what is exported, with its bytes.
  private let files: [String]
  private let exports: [String: Data]

  init(_ verb: TortureTests.Verb) throws {
    self.verb = verb
    standIn = try StandIn(Self.routes(KillTests.edition(0), "\"old\""))
    work = try Workdir()
    try work.makeProject(
      config: standIn.yaml + "retries: 0\n",
      fetch: "fetch: {url: \"https://api.unhcr.org/boats.csv\"}\nedition: {published: last_modified}")
    try work.write(KillTests.edition(1), "new.csv")
    try FileManager.default.createDirectory(atPath: work.path("tmp"), withIntermediateDirectories: true)
    work.environment = ["TMPDIR=\(work.path("tmp"))"]
    try #require(work.run("run").status == 0)
    try standIn.serve(Self.routes(KillTests.edition(1), "\"new\""))
    system("cp -a '\(work.path("Data"))' '\(work.path("Data.before"))'")
    let before = Self.table(work)
    let counting = try Interruption()
    let whole = work.start(verb.arguments, interruption: counting).wait()
    try #require(whole.status == 0, "\(whole.err)")
    changes = try counting.count()
    // What the commands that bring nothing leave of others' doing is the same after another run.
    tables = (before, Self.table(work))
    files = Self.files(work)
    exports = try Self.exports(work)
    #expect((tables.before != tables.after) == verb.brings)
  }

  private static func routes(_ body: String, _ tag: String) -> [Route] {
    let day = tag == "\"old\"" ? "Sat, 03 May 2025 09:00:00 GMT" : "Tue, 03 Jun 2025 09:00:00 GMT"
    return [
      Route("api.unhcr.org", "/boats.csv", body) {
        $0.etag = tag
        $0.last_modified = day
      }
    ]
  }

  private static func table(_ work: Workdir) -> String { work.run("table", "boats_by_port", "--format", "csv").out }

  /// All files under Data and TMPDIR; an archived file or record is called so, since its name has the time of its arrival.
  private static func files(_ work: Workdir) -> [String] {
    work.shell("find Data tmp -mindepth 1 | sed -E 's#^(Data/archive/[^/]+/)[0-9].*(\\.[a-z]+)$#\\1*\\2#' | sort").out
      .split(separator: "\n").map(String.init)
  }

  private static func exports(_ work: Workdir) throws -> [String: Data] {
    let names = work.shell("find Data/exports Data/taken -type f 2>/dev/null | sort").out.split(separator: "\n")
    return try names.reduce(into: [:]) { files, name in
      files[String(name)] = try Data(contentsOf: URL(fileURLWithPath: work.path(String(name))))
    }
  }

  /// Returns what came of it, in words.
  func interrupt(_ kind: Interruption.Kind, at number: Int) throws -> String {
    system(
      "rm -rf '\(work.path("Data"))' '\(work.path("tmp"))'/*; cp -a '\(work.path("Data.before"))' '\(work.path("Data"))'"
    )
    let place: Comment = "\(verb), \(kind) at change \(number) of \(changes)"
    let result = work.start(verb.arguments, interruption: try Interruption(kind, at: number)).wait()
    if case .signal(let signal) = kind {
      #expect(result.signal == signal, place)
    } else {
      #expect(result.signal == nil, place)
      #expect(result.status == 0 || result.status == 1, "\(place): \(result.status) \(result.err)")
      if result.status == 1 {
        let words = if case .fullDisk = kind { "the disk is full" } else { "input/output error (EIO)" }
        #expect(result.err.contains(words) && result.err.contains("-> "), "\(place): \(result.err)")
      }
    }
    let shown = Self.table(work)
    #expect(shown == tables.before || shown == tables.after, place)
    if result.status == 0 {
      #expect(shown == tables.after, "\(place): reported as done")
      #expect(try Self.exports(work) == exports, "\(place): reported as done")
    }
    // The next run needs no hand.
    let next = work.run(verb.arguments)
    #expect(next.status == 0, "\(place): \(next.err)")
    #expect(Self.table(work) == tables.after, place)
    let after = try Self.exports(work)
    for name in Set(after.keys).union(exports.keys) where after[name] != exports[name] {
      Issue.record("\(place): \(name) differs")
    }
    #expect(Self.files(work) == files, place)
    let verified = work.run("verify")
    #expect(verified.status == 0, "\(place): \(verified.out)\(verified.err)")
    if result.status == 0 { return "harmless" }
    return result.signal != nil
      ? "killed, \(shown == tables.before ? "old" : "new") state"
      : "failed, \(shown == tables.before ? "old" : "new") state"
  }
}
