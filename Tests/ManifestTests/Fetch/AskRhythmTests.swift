import Model
import Testing

@testable import Manifest

@Suite struct AskRhythmTests {
  private let day = 86_400

  @Test func aDailyJobIsNeverADayLate() {
    let asked = 1_000 * day + 6 * 3600
    #expect(!AskRhythm.daily.isDue(asked: asked, now: asked + 60))
    #expect(!AskRhythm.daily.isDue(asked: asked, now: asked + 21 * 3600))
    // Summer time begins: the same hour of the clock comes an hour earlier, and some seconds before yesterday's.
    #expect(AskRhythm.daily.isDue(asked: asked, now: asked + 23 * 3600 - 20))
    #expect(AskRhythm.daily.next(after: asked) == asked + 22 * 3600)
  }

  @Test func aWindowMovesTheTimeToItsNextStart() {
    let rhythm = AskRhythm(seconds: 6 * 3600, window: AskRhythm.Window(from: 13 * 60, to: 21 * 60))
    let noon = 1_000 * day + 12 * 3600
    #expect(rhythm.next(after: noon - 7 * 3600) == noon + 3600)
    #expect(!rhythm.isDue(asked: noon - 7 * 3600, now: noon))
    #expect(rhythm.isDue(asked: noon - 7 * 3600, now: noon + 3600))
    #expect(rhythm.isDue(asked: noon - 7 * 3600, now: noon + 3601))
    // Asked at 20:00: 01:30 is out of the window, and so is 09:00; two intervals have passed at 08:00.
    let evening = noon + 8 * 3600
    #expect(!rhythm.isDue(asked: evening, now: evening + 6 * 3600))
    #expect(rhythm.isDue(asked: evening, now: evening + 12 * 3600))
    #expect(rhythm.next(after: evening) == evening + 12 * 3600)
  }

  /// `next` and `isDue` are two ways to the same answer.
  @Test(arguments: [nil, AskRhythm.Window(from: 0, to: 1440), AskRhythm.Window(from: 300, to: 420)])
  func theNextTimeIsTheFirstThatIsDue(_ window: AskRhythm.Window?) {
    for seconds in [3600, 6 * 3600, day, 7 * day] {
      let rhythm = AskRhythm(seconds: seconds, window: window)
      for hour in 0..<24 {
        let asked = 20_000 * day + hour * 3600 + 120
        let next = rhythm.next(after: asked)
        #expect(rhythm.isDue(asked: asked, now: next), "\(seconds) s, asked at \(hour)")
        #expect(!rhythm.isDue(asked: asked, now: next - 1), "\(seconds) s, asked at \(hour)")
      }
    }
  }

  @Test(arguments: [
    ("day", 86_400), ("hour", 3600), ("week", 604_800), ("6h", 21_600), ("30m", 1800), ("2d", 172_800),
  ])
  func anIntervalIsRead(_ text: String, _ seconds: Int) throws {
    let workspace = Workspace()
    Good.write(
      into: workspace,
      dataset: Good.dataset.replacing(
        "  pause_seconds: 0.5", with: "  pause_seconds: 0.5\n  ask: {every: \(text), between: 13:00-24:00}"))
    let plan = try Library.load(folder: workspace.pipelines).datasets.first?.fetch
    #expect(plan?.rhythm == AskRhythm(seconds: seconds, window: AskRhythm.Window(from: 780, to: 1440)))
  }
}
