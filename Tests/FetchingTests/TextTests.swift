import FoundationEssentials
import Model
import System
import Testing

@testable import Fetching

/// Texts that are parsed by hand: dates, names, addresses, HTML, compressed streams.
struct TextTests {
  @Test(arguments: [
    ("Fri, 07 Aug 2026 15:05:45 GMT", 1_786_115_145), ("Friday, 07-Aug-26 15:05:45 GMT", 1_786_115_145),
    ("Fri Aug  7 15:05:45 2026", 1_786_115_145), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
  ])
  func anHTTPDateIsRead(_ text: String, _ seconds: Int) {
    #expect(HTTPDate.secondsSince1970(text) == seconds)
    #expect(WallClock.text(seconds).hasPrefix(HTTPDate.day(text)?.description ?? "no day"))
  }

  @Test(arguments: [
    "", "yesterday", "2026-08-07", "Fri, 30 Feb 2026 15:05:45 GMT", "Fri, 07 Aug 2026 25:05:45 GMT", "0",
    "Fri, 07 Aug 2026 15:05:45 EST", "Fri, 07 Aug 2026 15:05 GMT", "Fri, 07 Aug", "Fri, ٠٧ Aug 2026 15:05:45 GMT",
  ])
  func whatIsNoHTTPDateIsNone(_ text: String) { #expect(HTTPDate.secondsSince1970(text) == nil) }

  /// Date is when the answer was made; a cache that had it since says how long.
  @Test(arguments: [
    (["date": "Fri, 07 Aug 2026 15:05:45 GMT"], 1_786_115_145),
    (["date": "Fri, 07 Aug 2026 15:05:45 GMT", "age": "3600"], 1_786_118_745),
    (["date": "Fri, 07 Aug 2026 15:05:45 GMT", "age": "-5"], 1_786_115_145),
    (["date": "Fri, 07 Aug 2026 15:05:45 GMT", "age": "99999999999999999"], 2_786_115_145),
    (["age": "3600"], nil), (["date": "now"], nil),
  ])
  func theTimeOfAnAnswerIsItsDateAndItsAge(_ headers: [String: String], _ seconds: Int?) {
    #expect(HTTPDate.now(by: headers) == seconds)
  }

  @Test func headerFieldsAreTheFinalResponses() {
    let transfer = Transfer(folder: "/tmp", limit: 10)
    for line in [
      "HTTP/1.1 103 Early Hints\r\n", "ETag: old\r\n", "\r\n", "HTTP/1.1 200\r\n", "X-Empty:\r\n",
      "eTag:\t W/\"a:b\" \r\n",
      "no field\r\n", "\r\n",
    ] { Array(line.utf8).withUnsafeBufferPointer { transfer.receiveHeader($0) } }
    #expect(transfer.status == 200)
    #expect(transfer.headers == ["x-empty": "", "etag": "W/\"a:b\""])
  }

  private static let drugs =
    #"^nationwide-drugs-fy\d\d-fy(?<through_fy>\d{2}|\d{4})(-(?<through_month>[A-Za-z]+))?(_\d+)?\.csv$"#

  @Test(arguments: [
    ("nationwide-drugs-fy19-fy22.csv", "2022-09"), ("nationwide-drugs-fy23-fy26-dec.csv", "2025-12"),
    ("nationwide-drugs-fy23-fy26-jan.csv", "2026-01"), ("nationwide-drugs-fy23-fy2026-July_2.csv", "2026-07"),
    ("nationwide-drugs-fy23-fy26-sept.csv", "2026-09"), ("nationwide-drugs-fy23-fy26-OCT.csv", "2025-10"),
  ])
  func aFileNameTellsTheLastMonth(_ name: String, _ through: String) throws {
    #expect(try FileNameFacts.facts(of: name, pattern: Self.drugs) == FileNameFacts(published: nil, through: through))
  }

  @Test func aFileNameMayTellTheDay() throws {
    let pattern = #"(?<published>\d{4}-\d\d-\d\d|\d{4}-[A-Z][a-z]{2})"#
    #expect(
      try FileNameFacts.facts(of: "rows 2025-11-10.csv", pattern: pattern)?.published?.description == "2025-11-10")
    #expect(try FileNameFacts.facts(of: "rows 2023-Nov.csv", pattern: pattern)?.published?.description == "2023-11")
    #expect(try FileNameFacts.facts(of: "rows.csv", pattern: pattern) == nil)
    #expect(throws: FileNameFacts.NotAFact(group: "published", value: "2025-02-30")) {
      try FileNameFacts.facts(of: "rows 2025-02-30.csv", pattern: pattern)
    }
  }

  @Test(arguments: [
    ("https://a.org/x", "page", 2, "https://a.org/x?page=2"),
    ("https://a.org/x?b=1", "page", 2, "https://a.org/x?b=1&page=2"),
    ("https://a.org/x?page=1&b=1", "page", 2, "https://a.org/x?b=1&page=2"),
    ("https://a.org/x?", "page", 2, "https://a.org/x?page=2"),
    ("https://a.org/x?b#c", "page", 2, "https://a.org/x?b&page=2"),
    ("https://a.org/x?$limit=5", "$offset", 0, "https://a.org/x?$limit=5&$offset=0"),
    ("https://a.org/x?pages=5", "page[n]", 0, "https://a.org/x?pages=5&page%5Bn%5D=0"),
  ])
  func aParameterIsSet(_ url: String, _ name: String, _ value: Int, _ expected: String) {
    #expect(WebAddress.setting(name, to: value, in: url) == expected)
  }

  @Test(
    arguments: [
      ("/a.csv", "https://www.cbp.gov/a.csv"), ("a b.csv", "https://www.cbp.gov/x/a%20b.csv"),
      ("../a.csv#top", "https://www.cbp.gov/a.csv"), ("//other.gov/a", "https://other.gov/a"),
      ("HTTP://WWW.cbp.gov/a", "https://www.cbp.gov/a"), ("http://other.gov/a", nil), ("javascript:alert(1)", nil),
      ("file:///etc/passwd", nil), ("mailto:a@b.org", nil), ("ftp://www.cbp.gov/a", nil),
      ("?b=1", "https://www.cbp.gov/x/y?b=1"),
    ] as [(String, String?)])
  func aLinkIsResolved(_ link: String, _ expected: String?) {
    let page = "https://www.cbp.gov/x/y"
    let url = PageLink(link, on: page, base: page).flatMap { $0.isHTTPS ? $0.address : nil }
    #expect(url?.replacing("WWW", with: "www") == expected)
  }

  @Test func aPageIsKnownByItsBeginning() {
    #expect(HTMLText.isPage(Array(" \n<!doctype HTML>".utf8)))
    #expect(HTMLText.isPage(Array("<HTML lang=en>".utf8)))
    #expect(!HTMLText.isPage(Array("x,<html>".utf8)))
    #expect(!HTMLText.isPage([]))
    #expect(HTMLText.title(of: Array("<Title lang='x'>A &amp; B</TITLE>".utf8)) == "A & B")
    #expect(HTMLText.title(of: Array("<h1>\n Only a heading </h1>".utf8)) == "Only a heading")
    #expect(HTMLText.title(of: Array("<title> </title><p>".utf8)) == nil)
    #expect(HTMLText.title(of: Array("<title>never closed".utf8)) == nil)
  }

  private static func decode(_ bytes: [UInt8], _ encoding: String, piece: Int) throws -> [UInt8] {
    let decoder = try contentDecoder(for: encoding)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      try bytes[start..<min(start + piece, bytes.count)].withUnsafeBufferPointer { input in
        try decoder.decode(input) { out += $0 }
      }
    }
    try decoder.finish()
    return out
  }

  // "x,y\n1,2\n" as gzip, and a table of 200,004 bytes as brotli (libbrotlienc, quality 9).
  private static let gzip: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 208, 169, 228, 50, 212, 49, 226, 2, 0, 35, 223, 114, 0, 8, 0, 0, 0,
  ]
  private static let brotli = [UInt8](Data(base64Encoded: "W0MNA0BgA84jTh7t47YA3hMMzBML")!)

  @Test(arguments: [1, 7, 100]) func brotliIsDecoded(_ piece: Int) throws {
    let out = try Self.decode(Self.brotli, "br", piece: piece)
    #expect(out.count == 200_004)
    #expect(out.starts(with: Array("a,b\n1,2\n1,2\n".utf8)))
    #expect(
      try Self.decode([0x0b, 0x02, 0x80, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x03], "BR", piece: piece) == Array("hello".utf8)
    )
  }

  @Test(arguments: [1, 100]) func brotliThatEndsTooSoonOrTooLateIsNoticed(_ piece: Int) {
    for count in 1..<Self.brotli.count {
      #expect(throws: BodyFailure.cutOff("the brotli stream is cut off after \(count) bytes")) {
        try Self.decode(Array(Self.brotli.prefix(count)), "br", piece: piece)
      }
    }
    #expect(throws: BodyFailure.damaged("there is garbage after the end of the brotli stream")) {
      try Self.decode(Self.brotli + [0], "br", piece: piece)
    }
    #expect(throws: BodyFailure.self) { try Self.decode(Array("x,y\n1,2\n".utf8), "br", piece: piece) }
  }

  @Test(arguments: [1, 7, 100]) func gzipMayHaveSeveralMembers(_ piece: Int) throws {
    let once = try Self.decode(Self.gzip, "x-gzip", piece: piece)
    #expect(once == Array("x,y\n1,2\n".utf8))
    #expect(try Self.decode(Self.gzip + Self.gzip, "gzip", piece: piece) == once + once)
    for count in 1..<Self.gzip.count {
      #expect(throws: BodyFailure.cutOff("the gzip stream is cut off after \(Self.gzip.count + count) bytes")) {
        try Self.decode(Self.gzip + Self.gzip.prefix(count), "gzip", piece: piece)
      }
    }
    #expect(throws: BodyFailure.self) { try Self.decode(Self.gzip + [0, 0], "gzip", piece: piece) }
    var damaged = Self.gzip
    damaged[damaged.count - 6] ^= 1
    #expect(throws: BodyFailure.self) { try Self.decode(damaged, "gzip", piece: piece) }
  }
}
