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
    #expect(QuoteSearch.passages(of: "November 16", in: text, page: 1).count == 1)
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
    ("nearly 12,000", "12000", true), ("the boats were sunk", "2", false),
  ])
  func numbersInQuotes(quote: String, number: String, isSaid: Bool) {
    #expect(QuotedValue.says(allOf: number, in: quote, published: Day("2025-11-16")!) == isSaid)
  }

  @Test func datesInQuotes() {
    let day = Day("2025-11-24")!
    #expect(QuotedValue.says(day, in: "publication_date: 2025-11-24", published: day))
    #expect(QuotedValue.says(day, in: "on November 24, 2025, in the Register", published: day))
    #expect(!QuotedValue.says(day, in: "in November 2025", published: day))
    #expect(!QuotedValue.says(day, in: "on November 23, 2025", published: day))
    #expect(QuotedValue.says(allOf: "no number here", in: "2025", published: day) == nil)
  }

  /// Only what a reader of a page sees is its text.
  @Test func wordsOfAPage() throws {
    let page =
      "<!doctype html><html><head><title>T</title><script>var a = '15,000 troops'</script></head>"
      + "<body><p>About <b>15,000</b> troops &amp; sailors</p></body></html>"
    let text = try DocumentText(text: Array(page.utf8), name: "page.html")
    #expect(QuoteSearch.passages(of: "About 15,000 troops & sailors", in: text).count == 1)
    #expect(QuoteSearch.passages(of: "15,000 troops'", in: text).isEmpty)
  }
}
