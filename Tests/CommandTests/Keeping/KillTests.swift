import Foundation
import Glibc
import TestTools
import Testing

/// Killed at any instant: the next run starts from the old state or the new one, never from between, and needs no hand.
@Suite(.tags(.slow)) struct KillTests {
  /// Two editions large enough that loading takes a while.
  static func edition(_ add: Int) -> String {
    var text = "Day,Port,Boats\n"
    for n in 0..<40_000 { text += "\(n % 28 + 1) May 2025,Port \(n / 28),\(n % 97 + add)\n" }
    return text
  }

  @Test func killedAtFiftyMoments() throws {
    let old = Self.edition(0)
    let new = Self.edition(1)
    // How long the whole takes, and what the tables are before and after.
    func prepared() throws -> Workdir {
      let work = try Workdir()
      try work.makeProject()
      try work.write(old, "old.csv")
      try work.write(new, "new.csv")
      #expect(work.run("add", "boats_seen", "old.csv", "--published", "2025-05-03").status == 0)
      return work
    }
    let work = try prepared()
    let before = work.run("table", "boats_by_port", "--format", "csv").out
    let reference = try prepared()
    let began = Date()
    #expect(reference.run("add", "boats_seen", "new.csv", "--published", "2025-06-03").status == 0)
    let whole = Date().timeIntervalSince(began)
    let after = reference.run("table", "boats_by_port", "--format", "csv").out
    #expect(before != after)

    system("cp -a '\(work.path("Data"))' '\(work.path("Data.before"))'")
    var ended = ["old": 0, "new": 0]
    var random = SeededRandom.ofTest()
    for moment in 0..<50 {
      system("rm -rf '\(work.path("Data"))'; cp -a '\(work.path("Data.before"))' '\(work.path("Data"))'")
      let child = work.start(["add", "boats_seen", "new.csv", "--published", "2025-06-03"])
      usleep(UInt32(whole * 1_000_000 * (Double(moment) + Double.random(in: 0..<1, using: &random)) / 48))
      child.kill(SIGKILL)
      _ = child.wait()
      let shown = work.run("table", "boats_by_port", "--format", "csv")
      #expect(shown.out == before || shown.out == after, "moment \(moment): \(shown.err)")
      ended[shown.out == before ? "old" : "new", default: 0] += 1
      // The next run needs no hand, and brings the edition in where its bytes had arrived.
      let next = work.run("add", "boats_seen", "new.csv", "--published", "2025-06-03")
      #expect(next.status == 0, "moment \(moment): \(next.err)")
      #expect(work.run("table", "boats_by_port", "--format", "csv").out == after, "moment \(moment)")
      #expect(try work.read("Data/exports/boats_by_port.csv") == after, "moment \(moment)")
    }
    // The moments cover both sides of the commit.
    #expect(ended["old"]! > 0)
  }

  @Test func stopsCleanlyOnSIGTERM() throws {
    let work = try Workdir()
    try work.makeProject()
    var big = "Day,Port,Boats\n"
    for n in 0..<600_000 { big += "\(n % 28 + 1) May 2025,Port \(n / 28),\(n % 97)\n" }
    try work.write(big, "big.csv")
    let child = work.start(["add", "boats_seen", "big.csv", "--published", "2025-05-03"])
    usleep(700_000)
    child.kill(SIGTERM)
    // "Within a second" on a quiet machine; a loaded one gets more before the test calls it a failure.
    #expect(!child.runs(after: 5))
    let result = child.wait()
    #expect(result.signal == nil)
    if result.status != 0 {
      #expect(result.status == 1)
      #expect(result.err.contains("stopped on request"), "\(result.err)")
    }
    #expect(work.run("add", "boats_seen", "big.csv", "--published", "2025-05-03").status == 0)
  }
}
