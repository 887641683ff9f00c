import Manifest
import Model
import Testing

@testable import Fetching

/// What web archives answer when they are asked for their captures.
@Suite struct CaptureIndexTests {
  private let url = "https://a.gov/x.csv"

  private func captures(_ text: String) -> [Capture]? { CaptureIndex.captures(in: text, of: url) }

  @Test func jsonOfACDXServer() {
    let text = """
      [["timestamp","original","mimetype","statuscode","digest"],
       ["20251120080000","https://a.gov/x.csv","text/csv","200","BBB"],
       ["20251119120000","http://a.gov:80/x.csv","text/csv","200","AAA"],
       ["20251119130000","https://a.gov/x.csv","warc/revisit","-","AAA"],
       ["20251119140000","https://a.gov/x.csv","text/html","301","CCC"],
       ["20251119150000","https://a.gov/x.csv","text/html","404","-"]]
      """
    #expect(
      captures(text) == [
        Capture(timestamp: "20251119120000", original: "http://a.gov:80/x.csv", digest: "AAA"),
        Capture(timestamp: "20251119130000", original: "https://a.gov/x.csv", digest: "AAA"),
        Capture(timestamp: "20251120080000", original: "https://a.gov/x.csv", digest: "BBB"),
      ])
    #expect(captures(text)?.first?.day?.description == "2025-11-19")
    #expect(captures("[]") == [])
    #expect(captures("") == [])
  }

  @Test func textOfACDXServer() {
    let text = "gov,a)/x.csv 20251119120000 https://a.gov/x.csv text/csv 200 AAA 1234\n"
    #expect(captures(text) == [Capture(timestamp: "20251119120000", original: "https://a.gov/x.csv", digest: "AAA")])
  }

  @Test func linesOfPywb() {
    let text = #"""
      {"urlkey": "gov,a)/x.csv", "timestamp": "20251119120000", "url": "https://a.gov/x.csv", "mime": "text/csv", "status": "200", "digest": "-"}
      """#
    #expect(captures(text) == [Capture(timestamp: "20251119120000", original: "https://a.gov/x.csv")])
  }

  @Test func aTimeMap() {
    let text = """
      <https://a.gov/x.csv>; rel="original",
      <https://archive.example/timemap/x>; rel="self"; type="application/link-format",
      <https://archive.example/20251119120000/https://a.gov/x.csv>; rel="first memento"; datetime="Wed, 19 Nov 2025 12:00:00 GMT",
      <https://archive.example/20251120070605/https://a.gov/x.csv>; rel="memento"; datetime="Thu, 20 Nov 2025 07:06:05 GMT"
      """
    #expect(
      captures(text) == [
        Capture(
          timestamp: "20251119120000", original: url,
          address: "https://archive.example/20251119120000/https://a.gov/x.csv"),
        Capture(
          timestamp: "20251120070605", original: url,
          address: "https://archive.example/20251120070605/https://a.gov/x.csv"),
      ])
  }

  @Test(arguments: [
    "<html><title>Sorry</title></html>", "{\"error\": 1}", "[1]", "sorry",
    #"[["timestamp","original"],["20251399000000","https://a.gov"]]"#,
    #"[["timestamp","original"],["2025","https://a.gov"]]"#,
  ])
  func whatIsNoListIsNotReadAsAnEmptyOne(_ text: String) {
    let found = captures(text)
    #expect(found == nil, "\(String(describing: found))")
  }

  // MARK: - moving links

  private func plan(_ link: String) -> FetchPlan {
    FetchPlan(
      address: .discovered(page: "https://www.a.gov/page", link: link), paging: nil, expect: .csv, pauseSeconds: 0)
  }

  @Test func anAddressIsTheDatasetsIfItsLinkExpressionMatches() {
    let own = plan(#"/files/(?<published>\d{4}-\d{2})/boats(-new)?\.csv"#)
    #expect(
      LinkDiscovery.facts(of: "http://www.a.gov/files/2025-05/boats.csv", by: own)?.published?.description == "2025-05")
    #expect(LinkDiscovery.facts(of: "https://www.a.gov/files/2025-05/cars.csv", by: own) == nil)
    #expect(LinkDiscovery.facts(of: "https://b.gov/files/2025-05/boats.csv", by: own) == nil)
  }

  @Test func whatTheAddressesHaveInCommon() {
    #expect(LinkDiscovery.commonStart(of: plan(#"/files/(?<published>\d{4}-\d{2})/boats\.csv"#)) == "www.a.gov/files/")
    #expect(LinkDiscovery.commonStart(of: plan(#"/files/boats-\d+\.csv"#)) == "www.a.gov/files/")
    #expect(LinkDiscovery.commonStart(of: plan(#"/a/x\.csv|/b/x\.csv"#)) == "www.a.gov/")
    #expect(LinkDiscovery.commonStart(of: plan(#"boats\.csv"#)) == "www.a.gov/")
  }
}
