import Foundation
import Glibc
import TestTools
import Testing

/// Killed at any instant: the next run starts from the old state or the new one, never from between, and needs no hand.
@Suite(.tags(.slow), .enabled(if: Interruption.isPossible, "needs a C compiler")) struct KillTests {
  /// Two editions that fill many pages of the warehouse.
  static func edition(_ add: Int) -> String {
    var text = "Day,Port,Boats\n"
    for n in 0..<6_000 { text += "\(n % 28 + 1) May 2025,Port \(n / 28),\(n % 97 + add)\n" }
    return text
  }

  static let add = ["add", "boats_seen", "new.csv", "--published", "2025-06-03"]

  /// The old edition is loaded, the new one is not; the data is kept in a second folder too.
  func prepared() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(Self.edition(0), "old.csv")
    try work.write(Self.edition(1), "new.csv")
    #expect(work.run("add", "boats_seen", "old.csv", "--published", "2025-05-03").status == 0)
    system("cp -a '\(work.path("Data"))' '\(work.path("Data.before"))'")
    return work
  }

  func restore(_ work: Workdir) {
    system("rm -rf '\(work.path("Data"))'; cp -a '\(work.path("Data.before"))' '\(work.path("Data"))'")
  }

  func table(_ work: Workdir) -> Workdir.Result { work.run("table", "boats_by_port", "--format", "csv") }

  @Test func killedAtFiftyMoments() throws {
    let work = try prepared()
    let before = table(work).out
    let whole = try Interruption()
    #expect(work.start(Self.add, interruption: whole).wait().status == 0)
    let after = table(work).out
    #expect(before != after)

    var ended = ["old": 0, "new": 0]
    var random = SeededRandom.ofTest()
    for moment in Interruption.numbers(upTo: try whole.count(), parts: 50, using: &random) {
      restore(work)
      let signal = try Interruption(at: moment)
      #expect(work.start(Self.add, interruption: signal).wait().signal == SIGKILL, "change \(moment)")
      #expect(try signal.count() == moment)
      let shown = table(work)
      #expect(shown.out == before || shown.out == after, "change \(moment): \(shown.err)")
      ended[shown.out == before ? "old" : "new", default: 0] += 1
      // The next run needs no hand, and brings the edition in where its bytes had arrived.
      let next = work.run(Self.add)
      #expect(next.status == 0, "change \(moment): \(next.err)")
      #expect(table(work).out == after, "change \(moment)")
      #expect(try work.read("Data/exports/boats_by_port.csv") == after, "change \(moment)")
    }
    // The moments cover both sides of the commit.
    #expect(ended["old"]! > 0 && ended["new"]! > 0, "\(ended)")
    print("killed before \(ended["old"]!) and after \(ended["new"]!) commits, of \(try whole.count()) changes to files")
  }

  /// Asked to stop at the first change to a file, and at some later ones.
  @Test func stopsCleanlyOnSIGTERM() throws {
    let work = try prepared()
    let before = table(work).out
    let whole = try Interruption()
    #expect(work.start(Self.add, interruption: whole).wait().status == 0)
    let after = table(work).out
    var random = SeededRandom.ofTest()
    let later = Interruption.numbers(upTo: try whole.count(), parts: 5, using: &random)
    for moment in [1] + later {
      restore(work)
      let result = work.start(Self.add, interruption: try Interruption(.signal(SIGTERM), at: moment)).wait()
      #expect(result.signal == nil, "change \(moment)")
      if result.status == 0 {
        #expect(moment != 1 && table(work).out == after, "change \(moment)")
      } else {
        #expect(result.status == 1, "change \(moment): \(result.err)")
        #expect(result.err.contains("stopped on request"), "\(result.err)")
        // Whole or not at all: where the request came after the commit, only exports were left to write.
        let found = table(work).out
        #expect(found == before || (moment != 1 && found == after), "change \(moment)")
      }
      #expect(work.run(Self.add).status == 0)
      #expect(table(work).out == after, "change \(moment)")
    }
  }
}
