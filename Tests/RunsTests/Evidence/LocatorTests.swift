import Testing

@testable import Runs

/// Pages are read in the ways in which people write them, and nothing else is taken for a page.
@Suite struct LocatorTests {
  @Test(arguments: [
    ("2", [2]), ("page 12", [12]), ("p. 3", [3]), ("pp. 2-4", [2, 3, 4]), ("Seite 2", [2]), ("pág. 7", [7]),
    ("pages 2, 4 and 6-7", [2, 4, 6, 7]), ("2–4", [2, 3, 4]), ("Annex 3, p.12", [12]), ("S. 5", [5]), ("Figure 4", []),
    ("paragraph 3", []), ("head of the notice", []), ("", []), ("pp. 9-2", []), ("page 0", []), ("page no. 2", [2]),
    ("page: 2", [2]), ("PDF 2", [2]),
    ("#page=2", [2]), ("statement of the U.S. 5th Fleet", []), ("the U.S. 5 Fleet", []), ("page A-12", []),
    ("map 3", []),
    ("pages 1 to 2", [1, 2]), ("pgs. 3-4", [3, 4]), ("printed p. 3 (pdf p. 2)", [2]), ("hoja 3", []), ("folio 3", []),
    ("p. 99999999999999999999", []), ("p. 123456", []),
  ])
  func pages(text: String, pages: [Int]) { #expect(Locator.pages(text) == pages) }

  /// What speaks of a page that cannot be read is not passed over.
  @Test func whatMeansAPage() {
    for text in [
      "page 0", "page A-12", "second page", "page three", "p. 123456", "0", "sheet 3", "folio 3", "fol. 3", "slide 3",
      "hoja 3", "p-3", "iii",
    ] {
      #expect(Locator.meansPage(text))
    }
    for text in ["paragraph 3", "head of the notice", "figure 2", ""] { #expect(!Locator.meansPage(text)) }
  }
}
