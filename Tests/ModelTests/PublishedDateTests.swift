import Model
import Testing

@Suite struct PublishedDateTests {
  @Test(arguments: [
    ("2025-11-19", "2025-11-19"), ("2025-11", "2025-11"), ("2025-11-19T23:30:00Z", "2025-11-19"),
    ("2025-11-19T23:30-05:00", "2025-11-20"), ("2025-11-19T23:30:00-0500", "2025-11-20"),
    ("2025-11-20T00:30:00+02:00", "2025-11-19"), ("2025-11-19 23:30:00", "2025-11-19"),
    ("2025-12-31T23:59:59.999-01", "2026-01-01"), ("2025-11-19T24:00:00", "2025-11-20"),
  ])
  func theZoneOfATimeStampCounts(_ text: String, _ day: String) {
    #expect(PublishedDate(timestamp: text)?.description == day)
  }

  @Test(arguments: [
    "", "2025-11-19X10:00", "2025-11-19T25:00", "2025-11-19T10:00+99:00", "2025-02-30T10:00", "yesterday",
  ])
  func whatIsNoTimeStampIsNone(_ text: String) { #expect(PublishedDate(timestamp: text) == nil) }
}
