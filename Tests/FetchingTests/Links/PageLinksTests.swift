import Testing

@testable import Fetching

/// Which links a page has, as a browser sees it.
@Suite struct PageLinksTests {
  private let page = "https://www.cbp.gov/document/stats/boats"

  private func addresses(_ text: String) -> [String] { PageLink.all(of: PageLinks(text), on: page).map(\.address) }

  @Test func attributesOfTagsAreLinksAndNothingElse() {
    let text = """
      <!-- <a href="/comment.csv">x</a> > --><a href="/a.csv">a</a>
      <!--><a href='/b.csv'>b</a><!-- a --!><A class=x HREF = /c.csv>c</A>
      <script>var x = '<a href="/script.csv">'; </script><style>a[href="/style.csv"]</style>
      <title><a href="/title.csv"></title>/text.csv href="/text2.csv"
      <a data-href="/data.csv" title="a > href='/no.csv'" href="/d.csv" href="/second.csv">d</a>
      <a href="mailto:a@b.c">m</a><a href="javascript:x()">j</a><a href="">e</a>
      <!-- never closed <a href="/last.csv">
      """
    #expect(addresses(text) == ["a", "b", "c", "d"].map { "https://www.cbp.gov/\($0).csv" })
    for cut in ["<a href='/x.csv", "<a href='/x.csv>", "<a href=/x.csv", "<a <", "<"] { #expect(addresses(cut) == []) }
  }

  @Test func addressesAreResolvedAsABrowserDoes() {
    let text = """
      <a href=" /f/a.csv?x=1&amp;y=2#part ">1</a><a href="b.csv">2</a><a href="../c%2Dd.csv">3</a>
      <a href="//cdn.example.org/e.csv">4</a><a href="/two words.csv">5</a><a href="/a\nb.csv">6</a><a href="?page=2">7</a>
      """
    #expect(
      addresses(text) == [
        "https://www.cbp.gov/f/a.csv?x=1&y=2", "https://www.cbp.gov/document/stats/b.csv",
        "https://www.cbp.gov/document/c%2Dd.csv", "https://cdn.example.org/e.csv",
        "https://www.cbp.gov/two%20words.csv", "https://www.cbp.gov/ab.csv",
        "https://www.cbp.gov/document/stats/boats?page=2",
      ])
  }

  @Test func theFirstBaseCountsForAllLinks() {
    let text = #"<a href="a.csv">a</a><base target=x><base href="/files/"><base href="/other/"><a href="/b.csv">b</a>"#
    #expect(addresses(text) == ["https://www.cbp.gov/files/a.csv", "https://www.cbp.gov/b.csv"])
    let elsewhere = PageLink.all(
      of: PageLinks(#"<base href="https://cdn.example.org/"><a href="a.csv">a</a>"#), on: page)
    #expect(elsewhere.map(\.otherHost) == ["cdn.example.org"])
  }

  /// What only begins, ends or continues like the link is another file.
  @Test(arguments: [
    ("/files/boats-1.csv", true), ("/files/boats-1.csv?a=b", true), ("/files/boats%2D1.csv", true),
    ("https://www.cbp.gov/files/boats-1.csv", true), ("/files/boats-1.csv.zip", false),
    ("/old/files/boats-1.csv", false), ("/files/boats-1.csv/", false), ("/x?y=/files/boats-1.csv", false),
  ])
  func anExpressionCoversTheWholeAddress(_ href: String, _ isMatched: Bool) throws {
    let link = try #require(PageLink(href, on: page, base: page))
    #expect((link.match(try FileNameFacts.expression(#"/files/boats-\d\.csv"#)) != nil) == isMatched)
  }

  @Test func aNameAloneIsThatOfAFileInAnyFolder() throws {
    let link = try #require(PageLink("/files/boats-1.csv", on: page, base: page))
    #expect(link.match(try FileNameFacts.expression(#"boats-\d\.csv"#)) != nil)
    #expect(link.match(try FileNameFacts.expression(#"oats-\d\.csv"#)) == nil)
    #expect(link.match(try FileNameFacts.expression(#"https://[a-z.]+/files/.*\.csv"#)) != nil)
  }

  @Test(arguments: [
    ("/f/2025-12/boats-fy23-fy26-nov.csv", 20_251_200, 202_511),
    ("/f/2025-Dec/boats-fy2023-fy2026.CSV", 20_251_200, 202_609),
    ("/f/2025/12/boats-november-2025.csv", 20_251_200, 202_511), ("/f/boats-2025-12-24.csv", 20_251_224, nil),
    ("/f/boats%20fy26%20Sept_0.csv", nil, 202_609), ("/f/20251224/boats.csv", 20_251_224, nil),
    ("/2025/boats.csv", 20_250_000, nil), ("/f/boats-12.csv", nil, nil),
  ])
  func factsAreReadWithoutAnExpression(_ path: String, _ published: Int?, _ through: Int?) {
    let facts = LooseFacts("https://www.cbp.gov" + path)
    #expect(facts.published == published)
    #expect(facts.through == through)
    #expect(facts.words == ["boats"])
    #expect(facts.ending == "csv")
  }
}
