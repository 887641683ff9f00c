import Foundation
import TestTools
import Testing

/// The work of a small load and of runs without news does not grow unnoticed: it is compared with what was recorded, in instructions,
/// and the log says how much it moved.
///
/// The program is the debug build that the tests have, so that only the proportions mean something. SOUNDINGS_RECORD=1 records
/// `instructions.json` anew; say in the commit why the work grew.
@Suite(.tags(.slow), .enabled(if: CountedWork.program != nil, "needs valgrind and strip"))
struct CountedWorkTests {
  /// The instructions may grow by this share before a person must look.
  private static let margin = 0.1
  private static let file =
    "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/instructions.json"

  private func compare(_ name: String, _ count: Int) throws {
    var recorded = try JSONDecoder().decode(
      [String: Int].self, from: Data(contentsOf: URL(fileURLWithPath: Self.file)))
    if ProcessInfo.processInfo.environment["SOUNDINGS_RECORD"] == "1" {
      recorded[name] = count
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try (encoder.encode(recorded) + Data("\n".utf8)).write(to: URL(fileURLWithPath: Self.file))
    }
    let before = try #require(recorded[name], "record it: SOUNDINGS_RECORD=1 scripts/test --filter CountedWorkTests")
    let change = Double(count) / Double(before) - 1
    let percent = (change * 1000).rounded() / 10
    print("work of \(name): \(count / 1_000_000) million instructions, \(percent)% against what was recorded")
    #expect(change <= Self.margin, "\(name) grew by \(percent)%")
  }

  /// One test, so that one file is written by one thread.
  @Test func theWorkDoesNotGrow() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write(KillTests.edition(0), "old.csv")
    try work.write(KillTests.edition(1), "new.csv")
    try compare("help", CountedWork.instructions(work, ["--help"]))
    try compare(
      "first edition", CountedWork.instructions(work, ["add", "boats_seen", "old.csv", "--published", "2025-05-03"]))
    try compare(
      "second edition", CountedWork.instructions(work, ["add", "boats_seen", "new.csv", "--published", "2025-06-03"]))
    try compare("table", CountedWork.instructions(work, ["table", "boats_by_port", "--format", "csv"]))
    #expect(work.run("run", "--offline").status == 0)
    try compare("run without news", CountedWork.instructions(work, ["run", "--offline"]))
  }
}
