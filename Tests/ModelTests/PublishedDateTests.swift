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

  @Test(arguments: [
    ("2025-11-19", true), ("2025-11-20", false), ("2025-11", true), ("2025-12", false), ("2025", true), ("2026", false),
    ("1970-01-01", false), ("1989-12-31", false), ("1990-01-01", true),
  ])
  func noFileIsPublishedAfterItsFetchOrBeforeTheWeb(_ date: String, _ isPossible: Bool) {
    #expect(PublishedDate(date)?.isPossible(fetchedOn: Day("2025-11-19")!) == isPossible)
  }

  /// The name says which date was not taken; what a person dated keeps its day.
  @Test func anImpossibleDateIsReplacedByTheDayOfTheFetch() {
    func edition(_ published: String, _ origin: EditionOrigin, through: String? = nil) -> Edition {
      Edition(
        dataset: "boats", published: PublishedDate(published)!, through: through, origin: origin,
        fetchedAt: "2025-11-19T06:17:00Z", snapshots: [])
    }
    let early = edition("1970-01-01", .fetched)
    #expect(early.day.description == "2025-11-19")
    #expect(early.name == "2025-11-19, dated by its fetch; the publisher says 1970-01-01")
    #expect(early.dated.description == "2025-11-19")
    let late = edition("2031-02", .fetched, through: "2025-09")
    #expect(late.day.description == "2025-11-19")
    #expect(late.name == "2025-11-19, data through 2025-09, dated by its fetch; the publisher says 2031-02")
    #expect([late, early].dated.map(\.countsFrom) == [nil, nil])
    #expect(edition("1970-01-01", .curated).day.description == "1970-01-01")
    #expect(edition("1985-06", .added).name == "1985-06")
    #expect(edition("2025-11", .fetched).name == "2025-11")
    #expect(edition("2025-11", .fetched).dated.description == "2025-11")
  }

  /// Two machines count arrivals each for itself: in an archive that was merged, the time of the fetch says which came first.
  @Test func theVersionThatWasFetchedLaterIsTheSecondOne() {
    func fetched(_ time: String, _ hash: String, arrival: Int) -> Edition {
      var edition = Edition(
        dataset: "boats", published: PublishedDate("2025-05-05")!, through: nil, origin: .fetched, fetchedAt: time,
        snapshots: [Snapshot(file: hash, sha256: hash, bytes: 1, url: "")])
      edition.arrival = arrival
      return edition
    }
    let (first, second) = (
      fetched("2025-05-10T06:17:00Z", "a", arrival: 5), fetched("2025-05-12T06:17:00Z", "b", arrival: 2)
    )
    for both in [[first, second], [second, first]] {
      #expect(both.dated.map(\.day.description) == ["2025-05-05", "2025-05-12"])
      #expect(both.dated.map(\.snapshots[0].sha256) == ["a", "b"])
      // Without the first, which a person took back, the other one is no second version.
      let left = both.dated.filter { $0.snapshots[0].sha256 == "b" }
      #expect(left.dated.map(\.day.description) == ["2025-05-05"])
    }
  }
}
