import Foundation
import Glibc
import TestTools
import Testing

/// A private folder in which the real program runs, as a user would run it.
final class Workdir {
  struct Result {
    var status: Int32
    var out: String
    var err: String
    /// What the program ended by, where it did not exit by itself.
    var signal: Int32?

    /// The lines on stderr.
    var errors: [String] { err.split(separator: "\n").map(String.init) }
  }

  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// The program that this test run built.
  static let program = OwnProgram.path

  let folder: String
  /// The time on the program's clock, `YYYY-MM-DDTHH:MM:SSZ`: no test depends on the day on which it runs. Nil leaves it the
  /// machine's, for tests of just that.
  var now: String? = "2026-11-29T06:00:00Z"
  /// More variables of the program's environment: `NAME=VALUE`.
  var environment: [String] = []
  private var count = 0

  init() throws {
    folder = NSTemporaryDirectory() + "soundings-commands-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    system("chmod -R u+w '\(folder)' 2>/dev/null")
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  @discardableResult
  func write(_ text: String, _ name: String) throws -> String { try write(Data(text.utf8), name) }

  @discardableResult
  func write(_ data: Data, _ name: String) throws -> String {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  /// The names in a folder, hidden ones too, sorted.
  func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// A project of its own: one small pipeline with a table, and this folder's Data.
  ///
  /// Its few numbers move by far more than a publisher's would, so the guards on values are off unless a test turns them on.
  func makeProject(config: String = "contact: tests@example.org\n", fetch: String = "", guards: String = "") throws {
    let off =
      "moved_pct: off, removed_keys_pct: off, added_keys_pct: off, rows_gone_pct: off, rows_revised_pct: off, leaps_pct: off, vanished_values_pct: off, may_lose_newest: true"
    let guards =
      guards.contains("guards: {")
      ? guards.replacingOccurrences(of: "guards: {", with: "guards: {\(off), ") : guards + "\nguards: {\(off)}"
    try write(config, "Config/soundings.yaml")
    try write("title: Boats\ndescription: Boats.\n", "Pipelines/boats/pipeline.yaml")
    try write(
      """
      title: Boats seen
      publisher: Harbor Office
      license: {name: public domain}
      attribution: Harbor Office
      \(fetch.isEmpty ? "edition: {published: fetched}" : fetch)
      read: {format: csv, header: [Day, Port, Boats]}
      columns:
        date: {type: date}
        port: {type: text}
        boats: {type: integer, min: 0, unit: boats}
      key: [date, port]
      \(guards)
      """, "Pipelines/boats/boats_seen/dataset.yaml")
    try write(
      "select plain_date(\"Day\") as date, \"Port\" as port, \"Boats\" as boats from raw\n",
      "Pipelines/boats/boats_seen/normalize.sql")
    try write(
      """
      -- One row per port.
      -- title: Boats by port
      -- column port (text): The port.
      -- column boats (integer, boats): Boats seen there in all.
      select port, sum(boats) as boats from boats_seen group by port order by port
      """, "Pipelines/boats/tables/boats_by_port.sql")
  }

  /// Starts the program in this folder, interrupted if that is given.
  func start(_ arguments: [String], interruption: Interruption? = nil) -> Child {
    count += 1
    let variables = (now.map { ["SOUNDINGS_NOW=\($0)"] } ?? []) + (interruption?.variables ?? [])
    return Child(
      program: "/usr/bin/env", arguments: environment + variables + [Self.program] + arguments, folder: folder,
      out: path(".out\(count)"), err: path(".err\(count)"), interruption: interruption)
  }

  /// Runs a line of shell in this folder; `$0` is the program.
  @discardableResult
  func shell(_ line: String) -> Result {
    count += 1
    let variables = environment + (now.map { ["SOUNDINGS_NOW=\($0)"] } ?? [])
    return Child(
      program: "/usr/bin/env", arguments: variables + ["/bin/sh", "-c", line, Self.program], folder: folder,
      out: path(".out\(count)"), err: path(".err\(count)")
    ).wait()
  }

  /// Runs the program to its end.
  @discardableResult
  func run(_ arguments: String...) -> Result { start(arguments).wait() }

  @discardableResult
  func run(_ arguments: [String]) -> Result { start(arguments).wait() }
}
