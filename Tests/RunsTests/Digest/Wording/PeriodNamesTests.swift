import Testing

@testable import Runs

@Suite struct PeriodNamesTests {
  @Test func counts() {
    #expect(PeriodNames.count(1, of: "month", like: "2025-08") == "1 month")
    #expect(PeriodNames.count(2, of: "event_date", like: "2025-08-01") == "2 days")
    #expect(PeriodNames.count(3, of: "year", like: "2025") == "3 years")
    #expect(PeriodNames.count(3, of: "fiscal_year", like: "2025") == "3 fiscal years")
  }

  @Test func lists() {
    #expect(PeriodNames.list(["2025-06", "2025-07"], of: "month") == "June and July 2025")
    #expect(
      PeriodNames.list(["2024-10", "2024-11", "2024-12", "2025-01"], of: "month") == "October 2024 to January 2025")
    #expect(PeriodNames.list(["2025-06", "2025-07", "2025-08", "2025-09"], of: "month") == "June to September 2025")
    #expect(PeriodNames.list(["2024-12", "2025-01"], of: "month") == "December 2024 and January 2025")
    #expect(PeriodNames.list(["2025-06-01"], of: "day") == "June 1, 2025")
    #expect(PeriodNames.list(["2025-06-01", "2025-07-02"], of: "day") == "June 1 and July 2, 2025")
    #expect(PeriodNames.list(["2024-12-31", "2025-01-01"], of: "day") == "Dec. 31, 2024, and Jan. 1, 2025")
    #expect(
      PeriodNames.list(["2024-12-30", "2024-12-31", "2025-01-01"], of: "day") == "Dec. 30, 2024, to Jan. 1, 2025"
    )
    #expect(PeriodNames.list(["2021", "2022", "2023", "2024"], of: "year") == "2021 to 2024")
  }
}
