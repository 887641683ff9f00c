import Model
import Testing

@testable import System

struct WallClockTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_786_115_145, "2026-08-07T15:05:45Z"), (951_782_399, "2000-02-28T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
  ])
  func aTimeIsWrittenAndReadInUTC(_ seconds: Int, _ text: String) throws {
    #expect(WallClock.text(seconds) == text)
    let clock = try #require(WallClock(at: text))
    #expect(clock.secondsSince1970() == seconds)
    #expect(clock.now() == text)
    #expect(clock.today() == Day(text.prefix(10)))
  }

  @Test(arguments: [
    "", "2026-08-07", "2026-08-07T15:05:45", "2026-08-07 15:05:45Z", "2026-02-30T00:00:00Z", "2026-08-07T24:00:00Z",
    "2026-08-07T15:60:45Z", "2026-08-07T15:05:+5Z", "2026-08-07T15:05:45+",
  ])
  func whatIsNoTimeIsNone(_ text: String) { #expect(WallClock(at: text) == nil) }
}
