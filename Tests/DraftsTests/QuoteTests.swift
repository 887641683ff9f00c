import Model
import TestTools
import Testing

@testable import Drafts

/// Quotes are found by stated rules, and by nothing else.
@Suite struct QuoteTests {
  private func document(_ texts: String...) -> DocumentText {
    DocumentText(
      pages: texts.enumerated().map { i, text in
        DocumentText.Page(number: texts.count > 1 ? i + 1 : nil, text.unicodeScalars)
      })
  }

  @Test func whiteSpaceIsOneBlank() {
    let text = document("In the\u{A0}region\n\t there are  about 15,000\u{2009}troops.")
    let found = QuoteSearch.passages(of: "region there are about 15,000 troops", in: text)
    #expect(found.map(\.text) == ["region there are about 15,000 troops"])
    #expect(found.map(\.place) == ["character 8"])
  }

  /// A hyphen at a line end may belong to the word or not; a dash and a hyphen within a line are what they are.
  @Test func hyphensAtLineEnds() {
    let text = document("The desig-\nnation of a decision-\nmaking body, a co-operation.")
    #expect(QuoteSearch.passages(of: "The designation of", in: text).count == 1)
    #expect(QuoteSearch.passages(of: "a decision-making body", in: text).count == 1)
    #expect(QuoteSearch.passages(of: "a cooperation", in: text).isEmpty)
    #expect(QuoteSearch.passages(of: "a co-operation", in: text).count == 1)
    #expect(QuoteSearch.passages(of: "a co\u{2013}operation", in: text).isEmpty)
  }

  @Test(arguments: [
    ("‘no role’", "'no role'"), ("50 million", "50 mil\u{0456}on"), ("Caracas", "caracas"), ("15,000", "15.000"),
  ])
  func whatLooksAlikeIsNoMatch(stands: String, quoted: String) {
    #expect(QuoteSearch.passages(of: quoted, in: document("It says \(stands) there.")).isEmpty)
    #expect(QuoteSearch.passages(of: stands, in: document("It says \(stands) there.")).count == 1)
  }

  @Test func twiceIsTwice() {
    let text = document("Dated: November 16.", "Signed, then dated: November 16. Dated: November 16.")
    let found = QuoteSearch.passages(of: "November 16", in: text)
    #expect(found.map(\.page) == [1, 2, 2])
    #expect(QuoteSearch.passages(of: "November 16", in: text) { $0 == 1 }.count == 1)
  }

  /// Whatever is quoted from a text is found by its hash and length, where it stands.
  @Test func foundByTheHashAlone() {
    var random = SeededRandom.ofTest("QuoteTests")
    let words = ["the", "boats", "éste", "15,000", "desig-\nnation", "“known”", "strike", "x"]
    for _ in 0..<40 {
      let text = (0..<200).map { _ in words.randomElement(using: &random)! }.joined(
        separator: [" ", "\n", "  "].randomElement(using: &random)!)
      let page = document(text)
      let all = page.pages[0].folded[0].text.split(separator: " ")
      let first = Int.random(in: 0..<all.count - 20, using: &random)
      let quote = FoldedText(all[first..<(first + Int.random(in: 8...20, using: &random))].joined(separator: " "))
      guard quote.count <= QuoteSearch.longest else { continue }
      let byHash = QuoteSearch.passages(ofHash: quote.sha256, length: quote.count, in: page)
      #expect(byHash.contains { $0.text == quote.text })
      #expect(Set(byHash) == Set(QuoteSearch.passages(of: quote.text, in: page).filter { $0.text == quote.text }))
    }
  }

  /// A quote neither begins nor ends within a word or a number, whether it is looked for by its words or by its hash.
  @Test(arguments: [
    ("115,000 troops", "15,000 troops"), ("saw 21,000 people", "saw 21"), ("1.5 million", "5 million"),
    ("2,015 troops", "015 troops"), ("21,000 people", "000 people"), ("decades", "cades"), ("caf\u{E9}s", "caf\u{E9}"),
  ])
  func whatIsWithinANumberOrAWordIsNoQuote(stands: String, quoted: String) {
    let text = document("It says \(stands) there.")
    let folded = FoldedText(quoted)
    #expect(QuoteSearch.passages(of: quoted, in: text).isEmpty)
    #expect(QuoteSearch.passages(ofHash: folded.sha256, length: folded.count, in: text).isEmpty)
  }

  /// However it is encoded, a letter with its mark is the same.
  @Test func composedAndDecomposedLettersAreTheSame() {
    #expect(QuoteSearch.passages(of: "Cura\u{E7}ao", in: document("in Curac\u{327}ao now")).count == 1)
    #expect(QuoteSearch.passages(of: "Curac\u{327}ao", in: document("in Cura\u{E7}ao now")).count == 1)
  }

  @Test func badLengthsFindNothing() {
    let text = document("A short text.")
    for length in [-1, 0, 12, 301, .max] {
      #expect(
        QuoteSearch.passages(ofHash: FoldedText("A short text").sha256, length: length, in: text).count
          == (length == 12 ? 1 : 0))
    }
    #expect(QuoteSearch.passages(of: " \n", in: text).isEmpty)
  }

  @Test func nearestPassages() {
    let text = document(
      "Some 10,000 troops were sent in October. By mid November about 15,000 troops were in the region. The end.")
    let near = QuoteSearch.nearest(to: "about 15,000 soldiers were in the region", in: text)
    #expect(near.first?.text == "about 15,000 troops were in the region.")
    #expect(QuoteSearch.nearest(to: "seizures of fentanyl by weight", in: text).isEmpty)
  }

  @Test(arguments: [
    ("its reward to $50 million", "50000000", true), ("a reward of fifty million dollars", "50000000", true),
    ("a reward of $15 million", "50000000", false), ("the 21st known strike", "21", true),
    ("11 km (6.8 mi)", "6.8", true),
    ("nearly 12,000", "12000", true), ("the boats were sunk", "2", false), ("15 km away", "15 miles", false),
  ])
  func numbersInQuotes(quote: String, number: String, isSaid: Bool) {
    let day = Day("2025-11-16")!
    #expect(QuotedValue(in: quote, published: day).says(allOf: number, published: day) == isSaid)
  }

  /// A number may be said in another unit of the same kind, rounded to a whole one, and in no other.
  @Test(arguments: [
    ("11 km (6.8 mi)", "11000", "meters", true), ("30 miles away", "48280", "meters", true),
    ("30 miles away", "30000", "meters", false), ("249 t of cocaine", "249000", "kg", true),
    ("about 8 percent of it", "800", "hundredths of a percent", true),
    ("about 8 percent of it", "80", "hundredths of a percent", false),
    ("493,000 pounds", "223621", "kg", true), ("493,000 pounds", "223622", "kg", false),
    ("1,400 tons", "1400000", "kg", true), ("1,400 tons", "1270059", "kg", false),
    ("15,000 troops", "1500", "people", false), ("300 kg", "0", "tonnes", false),
    ("21 boats", "21", "people", false), ("21 strikes have killed 83 people", "83", "strikes", false),
    ("the 21st boat strike", "21", "strikes", true), ("\u{A3}50 in fines", "23", "kilograms", false),
    ("50 cents", "50", "U.S. dollars", false), ("three quarters", "75", "people", false),
    ("three quarters", "75", "percent", true), ("In 2025 boats were hit", "2025", "boats", false),
    ("call 555-0100 for 7 people", "100", "people", false), ("there are not 15,000 troops", "15000", "people", false),
    ("fewer than 10,000 troops", "10000", "people", false), ("killed 21\u{B9} people", "21", "people", false),
    ("10\u{2076} people", "10", "people", false), ("a lethal kinetic strike on a vessel", "1", "strikes", true),
    ("a lethal kinetic strike on a vessel", "1", "vessels", true), ("no survivors", "0", "survivors", true),
    ("a pair of boats", "2", "boats", true), ("asked twice about boats", "2", "boats", false),
    ("between 10,000 and 15,000 troops", "15000", "people", false), ("Strike No. 21", "21", "strikes", true),
    ("11,000 m from the coast", "11000", "meters", true), ("a man was rescued", "1", "people", true),
    ("15,000 troops", "15000", "people", true), ("15,000 miles", "15000", "people", false),
    ("struck boats 21 times", "21", "strikes", true), ("16,123 kg", "16123000", "grams", true),
    ("a reward of $50 million", "50000000", "U.S. dollars", true),
  ])
  func quantitiesInQuotes(quote: String, number: String, unit: String, isSaid: Bool) {
    let said = QuotedValue(in: quote, published: Day("2025-11-16")!).says(ExactNumber(number)!, unit: unit)
    #expect(said == isSaid)
  }

  @Test func datesInQuotes() {
    let day = Day("2025-11-24")!
    func says(_ quote: String, _ text: String = "2025-11-24", allowsPeriod: Bool = false) -> Bool {
      QuotedValue(in: quote, published: day).says(Day(text)!, allowsPeriod: allowsPeriod)
    }
    #expect(says("publication_date: 2025-11-24"))
    #expect(says("on November 24, 2025, in the Register"))
    #expect(!says("in November 2025"))
    #expect(!says("on November 23, 2025"))
    // November 24 is a Monday.
    #expect(says("The designation goes into effect upon publication.") && says("announced today") && says("on Monday"))
    #expect(says("the boat was hit yesterday", "2025-11-23") && !says("the boat was hit yesterday"))
    // A number of a year stands for the year's last day.
    #expect(says("in 2022", "2022-12-31", allowsPeriod: true) && !says("in 2022", "2022-12-31"))
    #expect(!says("in 2022", "2022-06-30", allowsPeriod: true) && !says("in 2022", "2022-01-01", allowsPeriod: true))
    #expect(says("in fiscal year 2024", "2024-09-30", allowsPeriod: true))
    #expect(!says("in fiscal year 2024", "2024-12-31", allowsPeriod: true))
    // A day without a year is the one before publication, and so is a weekday.
    #expect(says("on Nov. 15", "2025-11-15") && !says("on Nov. 15", "2024-11-15") && !says("on Nov. 15", "2026-11-15"))
    #expect(says("on Saturday", "2025-11-22") && !says("on Saturday", "2025-11-29"))
    #expect(says("two days ago", "2025-11-22") && says("el 2 de septiembre de 2025", "2025-09-02"))
    #expect(says("at 2025-11-15T20:00Z", "2025-11-15"))
    #expect(QuotedValue(in: "2025", published: day).says(allOf: "no number here", published: day) == nil)
  }

  @Test(
    arguments: [
      ("less than ten miles", "10", true, "miles", true), ("nearly 12,000", "12000", nil, "people", true),
      ("more than 15 km", "15", false, "miles", false), ("at least 21 strikes", "21", false, "strikes", true),
    ] as [(String, String, Bool?, String, Bool)])
  func boundsInWords(text: String, number: String, isUpper: Bool?, unit: String, isIn: Bool) throws {
    let found = try #require(WordedNumber(text, published: Day("2025-11-16")!))
    #expect(found.value == ExactNumber(number) && found.isUpperBound == isUpper && found.isIn(unit) == isIn)
  }

  /// A row of a table is quoted as it is seen, though a PDF's words are read column after column.
  @Test func rowsOfATable() {
    let columns = "Country Venezuela Colombia Total 313,496 120,000"
    let rows = [
      ["Country", "Total"], ["Venezuela", "313,496"], ["Colombia", "120,000"], ["hit at 9 by the", "21 men went"],
    ]
    let text = DocumentText(pages: [DocumentText.Page(number: 1, columns.unicodeScalars, rows: rows)])
    #expect(QuoteSearch.passages(of: "Venezuela 313,496", in: text).map(\.page) == [1])
    #expect(QuoteSearch.passages(of: "Venezuela Colombia", in: text).count == 1)
    #expect(QuoteSearch.passages(of: "Venezuela 120,000", in: text).isEmpty)
    // A quote has whole cells, and prose in columns is no table.
    #expect(QuoteSearch.passages(of: "Venezuela 313", in: text).isEmpty)
    #expect(QuoteSearch.passages(of: "hit at 9 by the 21 men went", in: text).isEmpty)
    let hash = FoldedText("Venezuela 313,496")
    #expect(QuoteSearch.passages(ofHash: hash.sha256, length: hash.count, in: text).count == 1)
  }
}
