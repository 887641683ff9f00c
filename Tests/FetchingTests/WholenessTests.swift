import Manifest
import Model
import StandIn
import TestTools
import Testing

@testable import Fetching

/// Bodies of whose end nothing speaks but the end of the connection.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct WholenessTests {
  private let url = "https://www.cbp.gov/x"
  private let body = "x,y\n1,2\n3,4\n"

  private func unsized(cut: Int? = nil, times: Int? = nil) -> Route {
    Route("www.cbp.gov", "/x", body) {
      $0.unsized = true
      $0.cut = cut
      $0.times = times
    }
  }

  @Test func aBodyWithoutALengthIsFetchedTwiceAndMustAgree() throws {
    let client = try TestClient([unsized()])
    #expect(try text(client.download(url)) == body)
    #expect(try client.standIn.requests().count == 2)
    #expect(client.leftovers.count == 1)
    #expect(client.log.contains { $0.contains("did not say how long the body is; it is fetched once more") })
  }

  /// Cut at the end of a line, it would look whole.
  @Test func aBodyThatWasCutOnceIsFetchedWhole() throws {
    let client = try TestClient([unsized(cut: 8, times: 1), unsized()])
    #expect(try text(client.download(url)) == body)
    #expect(try client.standIn.requests().count == 4)
    #expect(client.leftovers.count == 1)
  }

  @Test func bodiesThatNeverAgreeAreRefused() throws {
    let client = try TestClient([
      unsized(cut: 8, times: 1), unsized(cut: 4, times: 1), unsized(times: 1), unsized(cut: 8),
    ]) {
      $0.retries = 1
    }
    let failure = try #require(client.failure(url))
    #expect(
      failure.problem.what.contains("two requests gave two bodies, of 12 and 8 bytes: one of them was cut off"),
      "\(failure)")
    #expect(failure.cause == .badAnswer)
  }

  @Test func theAnswerThatStatesItsLengthWins() throws {
    let client = try TestClient([unsized(cut: 8, times: 1), Route("www.cbp.gov", "/x", body)])
    #expect(try text(client.download(url)) == body)
    #expect(try client.standIn.requests().count == 2)
    #expect(client.leftovers.count == 1)
  }

  static let vouched: [@Sendable (inout Route) -> Void] = [
    { _ in }, { $0.chunked = true },
    {
      $0.unsized = true
      $0.gzip = .whole
    },
  ]

  @Test(arguments: vouched.indices) func aLengthChunksAndGzipVouch(_ index: Int) throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", body, adjust: Self.vouched[index])])
    #expect(try text(client.download(url)) == body)
    #expect(try client.standIn.requests().count == 1)
  }

  /// A landing page without a length is another one for each request, and its end is in it.
  @Test func aWebPageWithItsEndIsWhole() throws {
    func page(_ end: String) -> Route {
      Route("www.cbp.gov", "/x", "<html><a href='/f/a.csv'>a</a>\(end)", type: "text/html") { $0.unsized = true }
    }
    let plan = FetchPlan(
      address: .discovered(page: url, link: "/f/[a-z]\\.csv"), paging: nil, expect: .anything, pauseSeconds: 0)
    let whole = try TestClient([page("</html>\n")])
    #expect(try whole.fetcher().links(plan, name: "d").count == 1)
    #expect(try whole.standIn.requests().count == 1)
    let cut = try TestClient([page("")])
    #expect(try cut.fetcher().links(plan, name: "d").count == 1)
    #expect(try cut.standIn.requests().count == 2)
    #expect(cut.leftovers == [])
  }

  @Test(arguments: [("HTTP/2 200", true), ("HTTP/3 200", true), ("HTTP/1.1 200 OK", false), ("HTTP/1.0 200 OK", false)])
  func framesVouch(_ line: String, _ isVouchedFor: Bool) {
    let transfer = Transfer(folder: "/nowhere", limit: 1)
    Array((line + "\r\n").utf8).withUnsafeBufferPointer(transfer.receiveHeader)
    #expect(transfer.isEndVouchedFor == isVouchedFor)
  }
}
