import Model
import Testing
import Words

@Suite struct DateWordsTests {
  @Test(arguments: [
    ("2025-11-10", "Nov. 10, 2025"), ("2025-01", "January 2025"), ("2025", "2025"), ("2025-13", "2025-13"),
    ("2025-02-30", "2025-02-30"), ("", ""), ("Köln", "Köln"),
  ])
  func dates(text: String, words: String) {
    #expect(DateWords.words(text) == words)
    // The pages write dates from values, the digest from the ledger's texts; both must be the same.
    if let date = PublishedDate(text) { #expect(date.words == words) }
  }

  @Test func datesInASentence() {
    #expect(DateWords.within("2025-01-14, the day of a copy") == "Jan. 14, 2025, the day of a copy")
    #expect(DateWords.within("by 2025-11; 2025-13 is none") == "by November 2025; 2025-13 is none")
    #expect(DateWords.within("$50 million (2025-08)") == "$50 million (August 2025)")
    #expect(DateWords.within("- of  2016") == "- of  2016")
  }

  @Test func editions() {
    #expect(DateWords.edition("2025-11, data through 2025-09") == "November 2025 (data through September 2025)")
    #expect(DateWords.edition("2025-11-10") == "Nov. 10, 2025")
    #expect(DateWords.shortEdition("2025-11, data through 2025-09") == "November 2025")
    #expect(DateWords.edition("") == "")
    #expect(DateWords.edition("rows reported by 2025-11-16") == "rows reported by Nov. 16, 2025")
  }

  @Test func times() {
    #expect(DateWords.time("2026-11-27T06:17:09Z") == "Nov. 27, 2026, 06:17 UTC")
    #expect(DateWords.time("odd") == "odd")
    #expect(DateWords.time("an odd stamp of the ledger") == "an odd stamp of the ledger")
  }

  @Test func aFullDateIsFollowedByAComma() {
    #expect(DateWords.amid("the edition of June 12, 2025") == "the edition of June 12, 2025,")
    #expect(DateWords.amid("June 2025") == "June 2025")
    #expect(DateWords.amid("2025") == "2025")
    #expect(DateWords.amid("Köln") == "Köln")
    #expect(DateWords.amid("") == "")
  }

  /// AP style writes March to July in full before a day, and no month short without one.
  @Test func monthsAreShortBeforeADayOnly() {
    let days = (1...12).map { Day("2025-\($0 < 10 ? "0" : "")\($0)-02")! }
    #expect(
      days.map { $0.words.prefix { $0 != " " } } == [
        "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
      ])
    #expect(days.map(\.monthWords).contains("September 2025"))
    #expect(DateWords.amid("Sept. 2, 2025") == "Sept. 2, 2025,")
  }
}
