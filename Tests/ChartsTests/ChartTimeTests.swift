import Model
import Testing

@testable import Charts

/// Years, months and days along an axis.
@Suite struct ChartTimeTests {
  @Test func positions() {
    #expect(ChartTime.year.position(.integer(2025)) == 2025)
    #expect(ChartTime.year.position(.text("2025")) == 2025)
    #expect(ChartTime.month.position(.text("2019-10")) == 24_237)
    #expect(ChartTime.day.position(.text("1970-01-02")) == 1)
    for value in [Value.null, .text(""), .text("2019-13"), .text("2019-02-30"), .real(2019.5), .text("soon")] {
      for time in [ChartTime.year, .month, .day] { #expect(time.position(value) == nil) }
    }
  }

  @Test(arguments: [
    (ChartTime.year, Value.integer(2025), "2025", "2025"), (.month, .text("2019-10"), "October 2019", "2019-10"),
    (.month, .text("2019-01"), "January 2019", "2019-01"), (.month, .text("2019-12"), "December 2019", "2019-12"),
    (.day, .text("2025-11-19"), "Nov. 19, 2025", "2025-11-19"),
    (.day, .text("1969-12-31"), "Dec. 31, 1969", "1969-12-31"),
  ])
  func words(time: ChartTime, value: Value, label: String, iso: String) throws {
    let position = try #require(time.position(value))
    #expect(time.label(position) == label)
    #expect(time.iso(position) == iso)
  }

  private func ticks(_ time: ChartTime, _ first: String, _ last: String, room: Double) throws -> [String] {
    let from = try #require(time.position(.text(first)))
    let to = try #require(time.position(.text(last)))
    return time.ticks(from: from, through: to, room: room).map { $0.lines.joined(separator: "/") }
  }

  @Test func ticksOfMonths() throws {
    #expect(try ticks(.month, "2025-11", "2026-02", room: 0.5) == ["Nov/2025", "Dec", "Jan/2026", "Feb"])
    #expect(try ticks(.month, "2025-02", "2026-02", room: 2.5) == ["Apr/2025", "Jul", "Oct", "Jan/2026"])
    #expect(try ticks(.month, "2019-10", "2025-09", room: 4) == ["2020", "2021", "2022", "2023", "2024", "2025"])
    #expect(
      try ticks(.month, "1919-10", "2025-09", room: 60) == (0..<22).map { "\(1920 + $0 * 5)" }.filter { $0 <= "2025" })
  }

  @Test func ticksOfYearsAndDays() throws {
    #expect(try ticks(.year, "2014", "2025", room: 1.6) == ["2014", "2016", "2018", "2020", "2022", "2024"])
    #expect(try ticks(.day, "2025-09-02", "2025-12-01", room: 20) == ["Oct/2025", "Nov", "Dec"])
    #expect(try ticks(.day, "2025-09-02", "2025-09-20", room: 2) == [])
    #expect(try ticks(.day, "2015-09-02", "2025-12-01", room: 400).first == "2016")
  }
}
