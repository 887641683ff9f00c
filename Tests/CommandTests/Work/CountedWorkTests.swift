import Foundation
import TestTools
import Testing

/// How many instructions the usual work takes, counted by valgrind, which is the same on every machine: what makes the program slower
/// shows here before anybody feels it. No time is looked at.
///
/// The figures in `counts.json` are of debug builds, as which the tests run. They change with the compiler and its libraries, so they
/// hold for the version that they name; with another one only the log says how much they moved. A figure that moved for a good reason
/// is written anew with the values in the log.
@Suite(.tags(.slow)) struct CountedWorkTests {
  private struct Counts: Codable {
    var swift: String
    /// By what was done, in thousands of instructions.
    var thousands: [String: Int]
  }

  /// By how many percent a figure may grow.
  private static let margin = 5

  private static let valgrind = ["/usr/bin/valgrind", "/usr/local/bin/valgrind"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private static let file = "\(Workdir.root)/Tests/CommandTests/Work/counts.json"

  /// The thousands of instructions of a call, and its exit code. The program's symbols are of no use here, and take valgrind longer to
  /// read than the call takes.
  private static func count(_ work: Workdir, _ arguments: String) throws -> Int {
    let valgrind = try #require(Self.valgrind)
    let run = work.shell(
      """
      [ -f stripped ] || strip --strip-debug -o stripped "$0"
      SWIFT_DETERMINISTIC_HASHING=1 \(valgrind) --tool=callgrind --callgrind-out-file=/dev/null ./stripped \(arguments)
      """)
    #expect(run.status == 0, "\(arguments): \(run.err.suffix(600))")
    let line = try #require(run.errors.last { $0.contains("Collected :") }, "\(run.err.suffix(600))")
    return try #require(Int(line.split(separator: " ").last!)) / 1000
  }

  @Test(.enabled(if: valgrind != nil, "valgrind is not there: scripts/setup test installs it"))
  func nothingTakesMoreThanItDid() throws {
    let recorded = try JSONDecoder().decode(Counts.self, from: Data(contentsOf: URL(fileURLWithPath: Self.file)))
    let work = try Workdir()
    work.now = "2025-06-01T06:00:00Z"
    try work.makeProject()
    var found: [String: Int] = [:]
    func rows(_ count: Int, plus more: Int = 0) -> String {
      "Day,Port,Boats\n"
        + (0..<count).map { "\($0 % 28 + 1) May 2025,Port \($0 / 28),\($0 % 50 == 0 ? more : $0)\n" }.joined()
    }
    // The difference of two loads leaves out what any load takes. Both are too large to be shown whole on the page of their records.
    for (name, text) in [("few", rows(1500)), ("many", rows(2500)), ("again", rows(2500, plus: 7))] {
      try work.write(text, "\(name).csv")
    }
    let few = try Self.count(work, "add boats_seen few.csv --published 2025-05-30 --data few")
    let many = try Self.count(work, "add boats_seen many.csv --published 2025-05-30")
    found["loading 1,000 rows"] = many - few
    found["loading an edition of 2,500 rows, 2% of them revised"] = try Self.count(
      work, "add boats_seen again.csv --published 2025-05-31")
    // By the same program: what another one left is made again.
    #expect(work.shell("./stripped run --offline").status == 0)
    found["a run without news"] = try Self.count(work, "run --offline")
    #expect(work.shell("./stripped run --due").status == 0)
    found["a run when nothing is due"] = try Self.count(work, "run --due")
    found["a table"] = try Self.count(work, "table boats_by_port")
    found["--help"] = try Self.count(work, "--help")

    let isSame = recorded.swift == Self.swift
    for (name, count) in found.sorted(by: { $0.key < $1.key }) {
      guard let before = recorded.thousands[name] else {
        Issue.record("\(name) is not in counts.json: \(count)")
        continue
      }
      let percent = 100 * Double(count - before) / Double(before)
      print(
        "Counted work: \(name): \(count) thousand instructions, \(before) recorded (\(percent < 0 ? "" : "+")"
          + "\((percent * 10).rounded() / 10)%)\(isSame ? "" : ", with \(recorded.swift), not \(Self.swift)")")
      if isSame { #expect(percent <= Double(Self.margin), "\(name): \(count), recorded \(before)") }
    }
    #expect(Set(found.keys) == Set(recorded.thousands.keys))
  }

  /// The compiler that built the tests, as far as the language tells.
  private static var swift: String {
    #if swift(>=6.4)
      "another Swift"
    #elseif swift(>=6.3)
      "Swift 6.3"
    #else
      "another Swift"
    #endif
  }
}
