import Archive
import Fetching
import Model
import System
import Testing

@testable import Runs

/// What speaks against the machine's clock, by the program and by the hosts. By the archive: `ClockTests`.
@Suite struct ClockCheckTests {
  private let folder = TemporaryFolder()
  private let clock = WallClock(at: "2025-06-10T06:17:00Z")!
  private let day = 86_400

  private func remarks(built: Int?) throws -> [String] {
    try ClockCheck(archive: Archive(folder: folder.path), clock: clock, built: built).remarks(storing: RunCommand(.run))
  }

  @Test func aClockBeforeTheBuildIsOnlyWarnedOf() throws {
    let now = clock.secondsSince1970()
    #expect(try remarks(built: now + day + 1).count == 1)
    #expect(try remarks(built: now + day + 1).first?.contains("before this program was built") == true)
    #expect(try remarks(built: now + day) == [])
    #expect(try remarks(built: nil) == [])
  }

  private func news(_ secondsAhead: Int?) -> HostNews {
    HostNews(hasAnswered: true, isUnreachable: false, secondsAhead: secondsAhead)
  }

  @Test func twoHostsAreEnoughAndOneIsNot() throws {
    let command = RunCommand(.run, ["boats"])
    let one = HostClocks(["a.org": news(day + 1), "b.org": news(day), "c.org": news(nil)], clock)
    #expect(try one.remarks(command: command).count == 1)
    #expect(try HostClocks(["a.org": news(-day)], clock).remarks(command: command) == [])
    let two = HostClocks(["b.org": news(-3 * day), "a.org": news(day + 1)], clock)
    let problem = try #require(throws: Problem.self) { try two.remarks(command: command) }
    #expect(problem.what.contains("a.org answered at 2025-06-11T06:17:01Z, b.org answered at 2025-06-07T06:17:00Z"))
    #expect(problem.remedy.hasSuffix("soundings run boats"))
  }
}
