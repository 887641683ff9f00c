import Testing

@testable import Runs

/// Elements of a feed are blocks of their own; the markup inside of their texts stays.
@Suite struct FeedMarkupTests {
  @Test func elementsBecomeBlocks() {
    #expect(
      FeedMarkup.page("<item><title>Toll rises to 8</title><description>3 <b>people</b></description></item>")
        == "<div><div>Toll rises to 8</div><div>3 <b>people</b></div></div>")
    #expect(FeedMarkup.page("<atom:link href='x'/><content:encoded>a<br/>b</content:encoded>") == "<div>a<br/>b</div>")
  }
}
