import Model
import Testing
import Warehouse

@testable import Runs

/// The words for periods in which rows were added, removed or changed, for each mix of the three.
@Suite struct PeriodWordsTests {
  typealias Rows = (month: String, added: Int, removed: Int, revised: Int)

  static func period(_ rows: Rows) -> DatasetChange.Period {
    DatasetChange.Period(
      period: rows.month, rowsBefore: 50, rowsAfter: 50 + rows.added - rows.removed,
      counts: RowCounts(added: rows.added, removed: rows.removed, revised: rows.revised), old: nil, new: nil)
  }

  static func months(_ n: Int, _ added: Int, _ removed: Int, _ revised: Int) -> [Rows] {
    (1...n).map { ("2025-0\($0)", added, removed, revised) }
  }

  static let mixes: [(rows: [Rows], short: String, long: String)] = [
    (months(1, 3, 0, 0), "January 2025 gained 3 rows", "January 2025 gained 3 rows"),
    (months(1, 0, 1, 0), "January 2025 lost 1 row", "January 2025 lost 1 row"),
    (months(1, 0, 0, 2), "January 2025 is revised", "January 2025 was revised (2 rows)"),
    (months(1, 3, 1, 0), "January 2025 gained 3 rows and lost 1", "January 2025 gained 3 rows and lost 1"),
    (
      months(1, 1, 0, 2), "January 2025 gained 1 row and has 2 revised", "January 2025 gained 1 row and had 2 revised"
    ),
    (months(1, 0, 4, 2), "January 2025 lost 4 rows and has 2 revised", "January 2025 lost 4 rows and had 2 revised"),
    (
      months(1, 1, 4, 2), "January 2025 gained 1 row, lost 4 and has 2 revised",
      "January 2025 gained 1 row, lost 4 and had 2 revised"
    ),
    (
      months(5, 1000, 0, 0), "5 months gained 5,000 rows", "5 months, January to May 2025, gained 5,000 rows"
    ),
    (months(2, 0, 3, 0), "2 months lost 6 rows", "January and February 2025 lost 6 rows"),
    (months(4, 0, 0, 2), "4 months are revised", "4 months, January to April 2025, were revised (8 rows)"),
    (
      months(4, 1, 1, 2), "4 months gained 4 rows, lost 4 and have 8 revised",
      "4 months, January to April 2025, gained 4 rows, lost 4 and had 8 revised"
    ),
    // Different changes in different periods: each clause names exactly the periods that it is true of.
    (
      [("2025-01", 0, 0, 7), ("2025-02", 0, 2, 0), ("2025-03", 1, 0, 0)],
      "March 2025 gained 1 row, February 2025 lost 2 rows, January 2025 is revised",
      "March 2025 gained 1 row. February 2025 lost 2 rows. January 2025 was revised (7 rows)"
    ),
    (
      [("2025-01", 5, 0, 7), ("2025-02", 5, 0, 0)], "2 months gained 10 rows, January 2025 is revised",
      "January and February 2025 gained 10 rows. January 2025 was revised (7 rows)"
    ),
    (
      [("2025-01", 5, 0, 7), ("2025-02", 0, 1, 0), ("2025-03", 5, 0, 1)],
      "2 months gained 10 rows and have 8 revised, February 2025 lost 1 row",
      "January and March 2025 gained 10 rows and had 8 revised. February 2025 lost 1 row"
    ),
    ([], "", ""),
  ]

  @Test(arguments: mixes.indices) func eachMix(i: Int) {
    let words = PeriodWords(Self.mixes[i].rows.map(Self.period), of: "month")
    #expect(words.short.joined(separator: ", ") == Self.mixes[i].short)
    #expect(words.sentences(namingUpTo: 3).joined(separator: ". ") == Self.mixes[i].long)
  }

  static func headline(_ rows: [Rows], tables: [Digest.TableNews] = [], excerpt: Digest.Excerpt? = nil) -> String {
    var news = DigestWordsTests.news(
      [DigestWordsTests.edition("2025-10", .added)], rows.map(period), tables: tables)
    news.excerpt = excerpt
    return DigestWords.headline(DigestWordsTests.digest([news]))
  }

  @Test func theHeadlineSaysThatNothingWasRevisedOnlyWhereItIsSo() {
    let start = "The edition of October 2025 was added (encounters)"
    #expect(Self.headline(Self.months(4, 2, 0, 0)) == start + ": 4 months gained 8 rows; nothing was revised.")
    #expect(Self.headline(Self.months(4, 0, 2, 0)) == start + ": 4 months lost 8 rows.")
    #expect(Self.headline(Self.months(4, 2, 0, 1)) == start + ": 4 months gained 8 rows and have 4 revised.")
    let moved = DigestWordsTests.table(
      "T", [DigestWordsTests.cell(.revised, [("month", "2025-01")], "encounters", .integer(5), .integer(7))])
    #expect(
      Self.headline(Self.months(4, 2, 0, 0), tables: [moved])
        == start + ": 4 months gained 8 rows, encounters (January 2025) +2.")
  }

  @Test func theExcerptThatCameWithSoundings() {
    func paragraph(_ excerpt: Digest.Excerpt?, _ rows: [Rows]) -> String {
      var news = DigestWordsTests.news([DigestWordsTests.edition("2025-10", .added)], rows.map(Self.period))
      news.excerpt = excerpt
      return DigestWordsTests().paragraph(news)
    }
    #expect(
      Self.headline(Self.months(4, 2, 0, 0), excerpt: .completed)
        == "The edition of October 2025 was added (encounters), which completes the excerpt that came with Soundings: "
        + "4 months gained 8 rows; nothing was revised.")
    #expect(
      paragraph(.completed, Self.months(1, 2, 0, 0)).contains(
        " was added. It completes the excerpt that came with Soundings. January 2025 gained 2 rows; "
          + "no existing row changed"))
    #expect(
      paragraph(.confirmed, []).hasSuffix(
        "It agrees with its excerpt that came with Soundings. No row changed."))
    #expect(
      paragraph(.overridden, Self.months(1, 0, 0, 1)).contains(
        "It differs from its excerpt that came with Soundings, and replaces it. January 2025 was revised"))
    #expect(!paragraph(nil, []).contains("excerpt"))
  }
}
