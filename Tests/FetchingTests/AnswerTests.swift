import FoundationEssentials
import Glibc
import Manifest
import Model
import StandIn
import System
import TestTools
import Testing

@testable import Fetching

@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct AnswerTests {
  @Test func aFileComesWithItsFacts() throws {
    let client = try TestClient([
      Route("data.cdc.gov", "/rows.csv", "x,y\n1,2\n", type: "Text/CSV; charset=utf-8") {
        $0.etag = "\"abc\""
        $0.last_modified = "Fri, 07 Aug 2026 15:05:45 GMT"
      }
    ])
    let url = "https://data.cdc.gov/rows.csv?$limit=5"
    let fetched = try #require(try client.download(url, expect: .csv))
    #expect(try text(fetched) == "x,y\n1,2\n")
    #expect(fetched.url == url)
    #expect(fetched.effectiveURL == url)
    #expect(fetched.bytes == 8)
    #expect(fetched.status == 200)
    #expect(fetched.mediaType == "text/csv")
    #expect(fetched.validators == Validators(etag: "\"abc\"", lastModified: "Fri, 07 Aug 2026 15:05:45 GMT"))
    #expect(fetched.lastModifiedDay == Day("2026-08-07"))
    #expect(fetched.fetchedAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    var status = stat()
    #expect(stat(fetched.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    fetched.discard()
    #expect(client.leftovers == [])

    let request = try #require(try client.standIn.requests().first)
    #expect(request.host == "data.cdc.gov")
    #expect(request.target == "/rows.csv?$limit=5")
    #expect(request.headers["user-agent"] == "Soundings/9.9 (+tests@example.org)")
    #expect(request.headers["accept-encoding"] == "gzip, br")
    #expect(request.headers["if-none-match"] == nil)
  }

  @Test func theHashIsOfTheDecodedBody() throws {
    let client = try TestClient([
      Route("data.cdc.gov", "/plain", "hello"),
      Route("data.cdc.gov", "/gzip", "hello") { $0.gzip = .whole },
      Route("data.cdc.gov", "/chunked", "hello") { $0.chunked = true },
    ])
    for path in ["plain", "gzip", "chunked"] {
      let fetched = try #require(try client.download("https://data.cdc.gov/\(path)"))
      #expect(fetched.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "\(path)")
      #expect(fetched.bytes == 5)
    }
  }

  @Test func aHostMayHaveItsOwnNameAndProtocol() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x,y\n") { $0.needs = "Mozilla" }]) { configuration in
      configuration.hosts["www.cbp.gov"]?.userAgent = "Mozilla/5.0 (compatible; Soundings/{version}; +{contact})"
      configuration.hosts["www.cbp.gov"]?.httpVersion = "1.1"
    }
    #expect(try text(client.download("https://www.cbp.gov/x")) == "x,y\n")
    let agent = try client.standIn.requests().first?.headers["user-agent"]
    #expect(agent == "Mozilla/5.0 (compatible; Soundings/9.9; +tests@example.org)")
  }

  @Test func withoutAContactNoneIsClaimed() throws {
    let fetcher = Fetcher(
      configuration: Configuration(), version: "1", temporaryFolder: "/tmp", clock: TestClient.clock,
      shouldStop: { false },
      log: { _ in })
    #expect(fetcher.userAgent(for: "www.cbp.gov") == "Soundings/1")
  }

  @Test func whatTheArchiveHasIsNotSentAgain() throws {
    let day = "Fri, 07 Aug 2026 15:05:45 GMT"
    let client = try TestClient([
      Route("www.cbp.gov", "/tagged", "x,y\n") { $0.etag = "\"v1\"" },
      Route("www.cbp.gov", "/dated", "x,y\n") { $0.last_modified = day },
    ])
    let tag = Validators(etag: "\"v1\"", lastModified: nil)
    #expect(try client.download("https://www.cbp.gov/tagged", validators: tag) == nil)
    #expect(
      try client.download("https://www.cbp.gov/dated", validators: Validators(etag: nil, lastModified: day)) == nil)
    #expect(client.leftovers == [])
    #expect(try client.fetch(.fixed("https://www.cbp.gov/tagged"), validators: tag) == .notModified)
    let old = Validators(etag: "\"v0\"", lastModified: day)
    #expect(try client.download("https://www.cbp.gov/tagged", validators: old) != nil)
    let headers = try #require(try client.standIn.requests().last?.headers)
    #expect(headers["if-none-match"] == "\"v0\"" && headers["if-modified-since"] == day)
  }

  @Test func redirectsAreFollowedUnderTheOtherHostsRules() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/old", "") { $0.redirect = "/older" },
      Route("www.cbp.gov", "/older", "gone") {
        $0.redirect = "https://data.cdc.gov/new"
        $0.status = 308
        $0.etag = "\"of the redirect\""
      },
      Route("data.cdc.gov", "/new", "x,y\n"),
    ]) { $0.hosts["data.cdc.gov"]?.userAgent = "Only for CDC" }
    let fetched = try #require(try client.download("https://www.cbp.gov/old"))
    #expect(fetched.url == "https://www.cbp.gov/old")
    #expect(fetched.effectiveURL == "https://data.cdc.gov/new")
    #expect(fetched.etag == nil, "header fields are those of the final answer")
    #expect(try client.standIn.requests().last?.headers["user-agent"] == "Only for CDC")
  }

  @Test func theConnectionIsKept() throws {
    let client = try TestClient([
      Route("www.cbp.gov", "/x", "x,y\n"), Route("www.cbp.gov", "/last", "x") { $0.close = true },
    ])
    let fetcher = client.fetcher()
    for path in ["x", "x", "last", "x"] {
      _ = try fetcher.download(url: "https://www.cbp.gov/\(path)", name: "d", expect: .anything, validators: nil)
    }
    let connections = try client.standIn.requests().map(\.connection)
    #expect(connections.count == 4)
    #expect(Set(connections[...2]).count == 1)
    #expect(connections[3] != connections[0])
  }

  @Test func requestsToOneHostWaitForOneAnother() throws {
    let client = try TestClient([Route("www.cbp.gov", "/x", "x,y\n")]) {
      $0.hosts["www.cbp.gov"]?.minimumIntervalSeconds = 0.3
    }
    let fetcher = client.fetcher()
    let done = DoneCounter()
    for _ in 0..<4 {
      startThread {
        defer { done.add() }
        #expect(throws: Never.self) {
          try fetcher.download(url: "https://www.cbp.gov/x", name: "d", expect: .anything, validators: nil)
        }
      }
    }
    done.wait(for: 4)
    let times = try client.standIn.requests().map(\.time)
    #expect(times.count == 4)
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 > 0.28 }, "\(times)")
    #expect(client.leftovers.count == 4)
  }

  @Test func aByteOrderMarkIsNoObstacle() throws {
    let client = try TestClient([Route("www.cbp.gov", "/bom", "\u{FEFF}x,y\n1,2\n")])
    #expect(try client.download("https://www.cbp.gov/bom", expect: .csv)?.bytes == 11)
  }

  @Test func aLargeFileStreams() throws {
    let client = try TestClient([Route("www.cbp.gov", "/large") { $0.file = "large.csv" }])
    let line = Data("0123456789,abcdefghij\n".utf8)
    var large = Data()
    for _ in 0..<200_000 { large += line }
    try large.write(to: URL(filePath: client.standIn.folder + "/large.csv"))
    #expect(try client.download("https://www.cbp.gov/large")?.bytes == 4_400_000)
  }
}
