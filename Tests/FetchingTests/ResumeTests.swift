import Foundation
import Manifest
import Model
import StandIn
import TestTools
import Testing

@testable import Fetching

/// A large body that is cut off: the next request asks for the rest, in the same process or in a later one, and what comes is the whole.
@Suite(.tags(.slow), .enabled(if: StandIn.isPossible, "needs python3 and openssl"))
struct ResumeTests {
  private static let url = "https://www.cbp.gov/large.csv"
  private static let piece = PartialBody.pieceSize

  /// About 1.3 MB that do not compress to nothing, the same in each test.
  private static let body: String = {
    var number: UInt64 = 1
    var text = "x,y\n"
    for i in 0..<50_000 {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += "\(i),\(String(number, radix: 36))\n"
    }
    return text
  }()

  private func large(_ body: String = body, times: Int? = nil, adjust: (inout Route) -> Void = { _ in }) -> Route {
    Route("www.cbp.gov", "/large.csv", body) {
      $0.etag = "\"v1\""
      $0.ranges = true
      $0.times = times
      adjust(&$0)
    }
  }

  /// A publisher, and a folder for what is kept.
  private final class Desk {
    let client: TestClient
    let folder = NSTemporaryDirectory() + "soundings-partial-\(UUID().uuidString)"

    init(_ routes: [Route], retries: Int = 0) throws {
      client = try TestClient(routes) { $0.retries = retries }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func fetcher() -> Fetcher {
      Fetcher(
        configuration: client.configuration, version: "9.9", temporaryFolder: client.folder, clock: TestClient.clock,
        partials: PartialBodies(folder: folder), shouldStop: { false }, log: { _ in }, backoffSeconds: 0.01)
    }

    /// By a fetcher of its own, as in another process.
    func download(_ fetcher: Fetcher? = nil) throws -> String {
      let fetched = try #require(
        try (fetcher ?? self.fetcher()).download(url: ResumeTests.url, name: "d", expect: .csv, validators: nil))
      defer { fetched.discard() }
      #expect(fetched.mediaType == "text/csv")
      #expect(fetched.bytes == (try Data(contentsOf: URL(filePath: fetched.path))).count)
      return try text(fetched)
    }

    var kept: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

    func asked() throws -> [String?] { try client.standIn.requests().map { $0.headers["range"] } }
  }

  @Test func whatWasCutThreeTimesComesOnce() throws {
    let cut = (0..<3).map { _ in large(times: 1) { $0.cut = 330_000 } }
    let desk = try Desk(cut + [large()])
    #expect(try desk.download() == Self.body)
    #expect(
      try desk.asked() == [nil, "bytes=\(Self.piece)-", "bytes=\(2 * Self.piece)-", "bytes=\(3 * Self.piece)-"])
    #expect(try desk.client.standIn.requests().dropFirst().allSatisfy { $0.headers["if-range"] == "\"v1\"" })
    #expect(desk.kept == [])
    #expect(desk.client.leftovers == [])
  }

  @Test func aCompressedBodyIsResumedAsItWasSent() throws {
    let desk = try Desk([
      large(times: 1) {
        $0.gzip = .whole
        $0.cut = 300_000
      }, large { $0.gzip = .whole },
    ])
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked() == [nil, "bytes=\(Self.piece)-"])
  }

  @Test func theNextProcessGoesOn() throws {
    let desk = try Desk([
      large(times: 1) { $0.cut = 600_000 }, Route("www.cbp.gov", "/large.csv", "") { ($0.status, $0.times) = (503, 1) },
      large(),
    ])
    #expect(throws: FetchFailure.self) { try desk.download() }
    #expect(desk.kept.count == 2)
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked().last == "bytes=\(2 * Self.piece)-")
    #expect(desk.kept == [])
  }

  @Test func aDeadlineKeepsWhatCame() throws {
    let desk = try Desk([large(times: 1) { $0.drip = [400_000, 60] }, large()])
    let limited = desk.fetcher().limited(to: 1)
    #expect(throws: Stopped.self) { try desk.download(limited) }
    #expect(limited.isOver)
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked() == [nil, "bytes=\(Self.piece)-"])
  }

  /// What the server has now are other bytes, under another ETag.
  @Test func anotherFileIsFetchedWhole() throws {
    let other = Self.body.replacingOccurrences(of: "x,y\n", with: "x,y\n7,7\n")
    let desk = try Desk([large(times: 1) { $0.cut = 600_000 }, large(other) { $0.etag = "\"v2\"" }])
    #expect(try desk.download() == other)
    #expect(try desk.asked() == [nil, "bytes=\(2 * Self.piece)-"])
    #expect(desk.kept == [])
  }

  @Test(arguments: [
    "bytes 0-9/10", "bytes 262144-99/100", "", "bytes 262144-1000000/*",
    "bytes 262144-9223372036854775807/9223372036854775807",
  ])
  func anotherRestThanTheOneThatWasWantedIsNotUsed(_ range: String) throws {
    let desk = try Desk([
      large(times: 1) { $0.cut = 300_000 }, large(times: 1) { $0.headers = ["Content-Range": range] }, large(),
    ])
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked() == [nil, "bytes=\(Self.piece)-", nil])
  }

  /// A server that does not look at If-Range: the length of the whole tells that these are other bytes.
  @Test func theRestOfAnotherFileIsNotUsed() throws {
    let other = Self.body + "7,7\n"
    let desk = try Desk([large(times: 1) { $0.cut = 600_000 }, large(other)])
    #expect(try desk.download() == other)
    #expect(try desk.asked() == [nil, "bytes=\(2 * Self.piece)-", nil])
  }

  /// Whoever refuses requests for a part may still give the whole.
  @Test(arguments: [403, 416, 501]) func aRefusedRestIsNoEnd(_ status: Int) throws {
    let desk = try Desk([
      large(times: 1) { $0.cut = 600_000 },
      Route("www.cbp.gov", "/large.csv", "no") { ($0.status, $0.times) = (status, 1) }, large(),
    ])
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked() == [nil, "bytes=\(2 * Self.piece)-", nil])
    #expect(desk.kept == [])
  }

  @Test func aFileThatBecameShorterIsFetchedWhole() throws {
    let desk = try Desk([large(times: 1) { $0.cut = 600_000 }, large("x,y\n1,2\n")])
    #expect(try desk.download() == "x,y\n1,2\n")
    #expect(try desk.asked() == [nil, "bytes=\(2 * Self.piece)-", nil])
  }

  @Test(arguments: ["W/\"v1\"", nil] as [String?])
  func withoutAStrongValidatorNothingIsKept(_ etag: String?) throws {
    let cut = large(times: 1) { ($0.cut, $0.etag) = (600_000, etag) }
    let desk = try Desk([cut, large { $0.etag = etag }], retries: 1)
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked() == [nil, nil])
  }

  /// A disk that fails, or a process that was killed while it wrote.
  @Test(arguments: [0, 1, 2])
  func onlyWhatIsAsItWasReceivedIsUsed(_ damage: Int) throws {
    let desk = try Desk([
      large(times: 1) { $0.cut = 900_000 }, Route("www.cbp.gov", "/large.csv", "") { ($0.status, $0.times) = (503, 1) },
      large(),
    ])
    #expect(throws: FetchFailure.self) { try desk.download() }
    let part = URL(filePath: desk.folder + "/" + (try #require(desk.kept.first { $0.hasSuffix(".part") })))
    let pieces = URL(filePath: part.path + ".pieces")
    var bytes = try Data(contentsOf: part)
    #expect(bytes.count == 3 * Self.piece)
    switch damage {
    case 0: bytes[Self.piece + 7] ^= 1
    case 1: bytes = bytes.prefix(Self.piece + 100)
    default: try Data(Data(contentsOf: pieces).dropLast(30)).write(to: pieces)
    }
    try bytes.write(to: part)
    #expect(try desk.download() == Self.body)
    #expect(try desk.asked().last == "bytes=\((damage == 2 ? 2 : 1) * Self.piece)-")
  }

  @Test func whatNobodyWantsAnyMoreGoes() throws {
    let desk = try Desk([])
    try FileManager.default.createDirectory(atPath: desk.folder, withIntermediateDirectories: true)
    for name in ["a.1.part", "a.1.part.pieces", "b.2.part", "gone.3.part"] {
      try Data().write(to: URL(filePath: desk.folder + "/" + name))
    }
    PartialBodies(folder: desk.folder).remove(of: "a", others: ["a", "b"])
    #expect(desk.kept == ["b.2.part"])
  }
}
