import Fetching
import Foundation
import Manifest
import Model
import Testing

@testable import Runs

/// When `run --due` asks, under a clock that the test sets.
@Suite struct AskTimingTests {
  private let folder = TemporaryFolder()
  private let dataset = Asker.dataset("boats", "https://www.cbp.gov/boats.csv")
  private let hour = 3600
  private let start = 20_000 * 86_400 + 6 * 3600

  private var book: AskBook { AskBook(folder: folder.path, log: { _ in }) }

  private func wait(at now: Int, _ dataset: DatasetManifest? = nil, isEmpty: Bool = false) -> AskTiming.Wait? {
    AskTiming(book: book, backoff: Backoff(seed: "here"), now: now).wait(dataset ?? self.dataset, isEmpty: isEmpty)
  }

  @Test func whatWasNeverAskedIsDue() { #expect(wait(at: start) == nil) }

  @Test func whatWasAskedIsDueADayLater() throws {
    book.note("boats", .unchanged, at: start)
    let wait = try #require(self.wait(at: start + hour))
    #expect(wait.until == start + 22 * hour)
    #expect(wait.text == "not due: asked at 2024-10-04T06:00:00Z; next after 2024-10-05T04:00:00Z")
    #expect(self.wait(at: start + 24 * hour - 30) == nil)
  }

  @Test func anEmptyDatasetDoesNotWaitForItsRhythm() {
    book.note("boats", .unchanged, at: start)
    #expect(wait(at: start + 60, isEmpty: true) == nil)
  }

  @Test func aClockThatWasAheadDelaysNothing() {
    book.note("boats", .unchanged, at: start + 400 * 24 * hour)
    book.note(
      ["www.cbp.gov": HostNews(hasAnswered: false, isUnreachable: true)], at: start + 400 * 24 * hour, now: start)
    #expect(wait(at: start) == nil)
    book.note(
      ["www.cbp.gov": HostNews(hasAnswered: true, isUnreachable: false, waitSeconds: 60)], at: start, now: start)
    #expect(wait(at: start - 30 * 24 * hour) == nil)
  }

  @Test func aDamagedFileCostsARequest() throws {
    book.note("boats", .unchanged, at: start)
    try Data("{".utf8).write(to: URL(filePath: folder.path + "/boats.json"))
    #expect(wait(at: start + 60) == nil)
  }

  /// Retry-After belongs to the host: it outlives the process and concerns all of the host's datasets, and no other.
  @Test func aWaitThatTheHostAskedForIsRemembered() throws {
    book.note(
      ["www.cbp.gov": HostNews(hasAnswered: true, isUnreachable: false, waitSeconds: 7200)], at: start, now: start)
    let other = Asker.dataset("ships", "https://www.cbp.gov/ships.csv")
    #expect(try #require(self.wait(at: start + hour)).reason == "www.cbp.gov asked clients to wait")
    #expect(wait(at: start + hour, other)?.until == start + 7200)
    #expect(wait(at: start + hour, Asker.dataset("deaths", "https://data.cdc.gov/x.json")) == nil)
    #expect(wait(at: start + 7201) == nil)
    #expect(book.waits(now: start + hour) == ["www.cbp.gov": 3600])
    #expect(book.waits(now: start + 7201) == [:])
  }

  @Test func noHostIsLeftAloneForever() throws {
    book.note(
      ["www.cbp.gov": HostNews(hasAnswered: true, isUnreachable: false, waitSeconds: 1e9)], at: start, now: start)
    #expect(try #require(self.wait(at: start + 1)).until == start + 7 * 24 * hour)
  }

  @Test func anUnreachableHostIsTriedAgainLaterAndLater() throws {
    var waits: [Int] = []
    for run in 0..<6 {
      let at = start + run * 24 * hour
      #expect(wait(at: at) == nil, "a daily job asks every day")
      // Two datasets of the host in one run are one failure.
      for _ in 0..<2 {
        book.note(["www.cbp.gov": HostNews(hasAnswered: false, isUnreachable: true)], at: at, now: at)
      }
      book.note("boats", .unreachable, at: at)
      waits.append(try #require(self.wait(at: at + 60)).until - at)
    }
    for (wait, doubled) in zip(waits, [1, 2, 4, 8, 12, 12]) {
      #expect((doubled * hour * 3 / 4...doubled * hour * 5 / 4).contains(wait), "\(waits)")
    }
    book.note(["www.cbp.gov": HostNews(hasAnswered: true, isUnreachable: false)], at: start + 200 * hour, now: start)
    #expect(book.host("www.cbp.gov")?.failures == 0)
  }

  /// The same installation waits the same time, another one another: they do not all come back at once.
  @Test func theJitterIsStable() {
    let waits = Set((0..<50).map { Backoff(seed: "installation \($0)").seconds(after: 1, of: "www.cbp.gov") })
    #expect(waits.count > 40 && waits.allSatisfy { (2700...4500).contains($0) })
    #expect(
      Backoff(seed: "a").seconds(after: 3, of: "www.cbp.gov") == Backoff(seed: "a").seconds(after: 3, of: "www.cbp.gov")
    )
  }

  @Test func aDatasetThatFailsIsTriedSoonerAndDelaysNoOther() throws {
    let other = Asker.dataset("ships", "https://www.cbp.gov/ships.csv")
    book.note("boats", .failed, at: start)
    book.note(["www.cbp.gov": HostNews(hasAnswered: true, isUnreachable: false)], at: start, now: start)
    #expect(wait(at: start, other) == nil)
    let second = try #require(self.wait(at: start + 60))
    #expect(second.reason == "it failed when it was asked at 2024-10-04T06:00:00Z")
    #expect((start + 2700...start + 4500).contains(second.until))
    book.note("boats", .new, at: start + 2 * hour)
    #expect(self.wait(at: start + 4 * hour)?.reason.hasPrefix("not due") == true)
  }

  @Test func aFileThatCannotBeWrittenIsSaid() {
    let lines = Lines()
    AskBook(folder: "/proc/nowhere", log: { lines.add($0) }).note("boats", .new, at: start)
    #expect(lines.all.count == 1 && lines.all[0].hasPrefix("/proc/nowhere/boats.json: not written"), "\(lines.all)")
  }
}
