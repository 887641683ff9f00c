import Manifest
import Model
import TestTools
import Testing

@testable import Warehouse

/// Which editions are in use, and which are held, depends on the set of editions with their records alone.
@Suite(.tags(.slow)) struct OrderTests {
  private static func edition(_ published: String, _ content: String, arrival: Int, fetched: String? = nil) -> Edition {
    var edition = Fixture.edition(published, content, fetched: fetched ?? "2026-01-0\(arrival)T00:00:00Z")
    edition.arrival = arrival
    return edition
  }

  @Test func editionsOfOneDayAreOrderedByArrivalBeforeTheirBytes() {
    let a = Self.edition("2025-10-01", "z", arrival: 1, fetched: "2026-01-01T00:00:00Z")
    let b = Self.edition("2025-10-01", "a", arrival: 2, fetched: "2026-01-01T00:00:00Z")
    #expect([b, a].sorted(by: Edition.precedes).map { $0.snapshots[0].sha256 } == ["z", "a"])
  }

  @Test func aSecondVersionUnderAnUnchangedDateCountsFromItsFetch() {
    func fetched(_ content: String, _ day: String, arrival: Int, origin: EditionOrigin = .fetched) -> Edition {
      var edition = Self.edition("2025-11-15", content, arrival: arrival, fetched: day + "T10:00:00Z")
      edition.origin = origin
      return edition
    }
    let first = fetched("a", "2025-11-15", arrival: 1)
    let second = fetched("b", "2025-11-20", arrival: 2)
    let dated = [second, first].dated
    #expect(dated.map(\.day.description) == ["2025-11-15", "2025-11-20"])
    #expect(dated[1].name == "2025-11-15, as fetched on 2025-11-20")
    #expect(dated[1].dated.description == "2025-11-15")
    // What a person dated keeps its day, and so does what has the same bytes.
    #expect([first, fetched("b", "2025-11-20", arrival: 2, origin: .added)].dated.map(\.countsFrom) == [nil, nil])
    #expect([first, fetched("a", "2025-11-20", arrival: 2)].dated.map(\.countsFrom) == [nil, nil])
  }

  /// The publisher's clock was wrong for a day, or two versions had one date: what the address has later is newer all the same.
  @Test func whatFollowsAnEditionDatedByItsFetchCountsFromItsOwn() {
    func fetched(
      _ content: String, _ published: String, on day: String, arrival: Int, url: String = "https://a.org/boats.csv"
    ) -> Edition {
      var edition = Self.edition(published, content, arrival: arrival, fetched: day + "T10:00:00Z")
      edition.origin = .fetched
      edition.snapshots[0].url = url
      return edition
    }
    let impossible = fetched("a", "1970-01-01", on: "2025-11-29", arrival: 1)
    let next = fetched("b", "2025-11-28", on: "2025-11-30", arrival: 2)
    // Its date lies before the one that counts now.
    let third = fetched("c", "2025-11-29", on: "2025-12-01", arrival: 3)
    let right = fetched("d", "2025-12-02", on: "2025-12-03", arrival: 4)
    let all = [impossible, next, third, right]
    for editions in [all, all.reversed(), [third, impossible, right, next]] {
      let dated = editions.dated
      #expect(dated.map { $0.snapshots[0].sha256 } == ["a", "b", "c", "d"])
      #expect(dated.map(\.day.description) == ["2025-11-29", "2025-11-30", "2025-12-01", "2025-12-02"])
      #expect(dated.dated == dated)
    }
    #expect(all.dated[1].name == "2025-11-28, as fetched on 2025-11-30")
    // A past edition from an address of its own stays where it was published, and so does what came before.
    let past = fetched("p", "2025-03-01", on: "2025-11-30", arrival: 2, url: "https://a.org/2025-03/boats.csv")
    #expect([impossible, past].dated.map(\.day.description) == ["2025-03-01", "2025-11-29"])
    let before = fetched("b", "2025-10-28", on: "2025-10-30", arrival: 0)
    #expect([impossible, before].dated.map(\.day.description) == ["2025-10-28", "2025-11-29"])
    // A clock that was years ahead at the fetch dates nobody else.
    let ahead = fetched("a", "1970-01-01", on: "2031-01-01", arrival: 1)
    #expect([ahead, next].dated.map(\.day.description) == ["2025-11-28", "2031-01-01"])
  }

  /// A web archive copied an old file after a newer one had replaced it. Whichever arrived first, it counts before that one.
  @Test func aLateCopyOfAnOldFileReplacesNothing() {
    var copy = Fixture.edition("2025-12-03", "old", through: "2025-09")
    copy.origin = .captured
    var newer = Fixture.edition("2025-11-30", "new", through: "2025-10")
    for arrivals in [(1, 2), (2, 1)] {
      (copy.arrival, newer.arrival) = arrivals
      let dated = [copy, newer].dated
      #expect(dated.map(\.through) == ["2025-09", "2025-10"])
      #expect(dated.map(\.day.description) == ["2025-11-30", "2025-11-30"])
    }
    // Before a newer file it keeps its day.
    newer = Fixture.edition("2025-12-31", "new", through: "2025-10")
    #expect([copy, newer].dated.map(\.day.description) == ["2025-12-03", "2025-12-31"])
  }

  /// An excerpt is moved before whole files that reach as far, never before older ones.
  @Test func anExcerptStaysAfterOlderFiles() {
    func days(_ origin: EditionOrigin, through: String?) -> [String] {
      var excerpt = Fixture.edition("2025-11", "excerpt", through: "2025-09", fetched: "2025-11-30T00:00:00Z")
      var whole = Fixture.edition("2025-11-05", "whole", through: through)
      (excerpt.origin, whole.origin) = (.bundled, origin)
      return [excerpt, whole].dated.map { "\($0.snapshots[0].sha256) \($0.day)" }
    }
    #expect(days(.captured, through: "2025-08") == ["whole 2025-11-05", "excerpt 2025-11-30"])
    #expect(days(.captured, through: nil) == ["whole 2025-11-05", "excerpt 2025-11-30"])
    #expect(days(.fetched, through: "2025-09") == ["excerpt 2025-11-05", "whole 2025-11-05"])
  }

  /// The guard on values holds what moves a closed period by more than half.
  private static let dataset = Fixture.dataset(
    guards: Guards(
      values: ValueGuards(
        moved: .init(closed: 50, open: 50), removedKeys: .off, addedKeys: .off, vanishedValues: nil,
        mayLoseNewestPeriod: true)))

  private static let contents: [String: [[String?]]] = {
    var contents: [String: [[String?]]] = [:]
    for n in 1...9 {
      let counts = [100, 110, 120, 130, 900, 115, 40, 1000, 105]
      contents["\(n)"] = Fixture.rows("2020,Texas,A,\(counts[n - 1])\n2020,Maine,B,\(10 + n % 2)")
    }
    return contents
  }()

  @Test func aLateEditionThatWouldHoldOneThatWasHereIsHeldInstead() throws {
    let test = try TestWarehouse(Self.dataset, Self.contents)
    let first = Self.edition("2023-01-01", "1", arrival: 1)
    let newest = Self.edition("2023-03-01", "2", arrival: 2)
    try test.load([first, newest])
    let late = Self.edition("2023-02-01", "5", arrival: 3)
    let loaded = try test.load([first, late, newest])
    // On its own the guard would hold it; make it pass by an acceptance, and it holds the one after it.
    #expect(loaded.map(\.state) == [.held, .loaded])
    #expect(try test.state() == ["2020,Maine,B,10", "2020,Texas,A,110"])
  }

  /// A late edition that passes by itself, because it is near the one before it, and is far from the one after it.
  @Test func whatWasKnownIsNotGivenUpForALateArrival() throws {
    let contents = [
      "a": Fixture.rows("2020,Texas,A,100"), "late": Fixture.rows("2020,Texas,A,60"),
      "b": Fixture.rows("2020,Texas,A,140"),
    ]
    let editions = [
      Self.edition("2023-01-01", "a", arrival: 1), Self.edition("2023-02-01", "late", arrival: 3),
      Self.edition("2023-03-01", "b", arrival: 2),
    ]
    let test = try TestWarehouse(Self.dataset, contents)
    try test.load([editions[0], editions[2]])
    let before = try test.state()
    let loaded = try test.load(editions)
    #expect(loaded.map(\.state) == [.held, .loaded])
    #expect(loaded[0].hold?.reason == .lateArrival)
    #expect(loaded[0].heldBecause?.what.hasPrefix("arrived after the edition of 2023-03-01") == true)
    #expect(try test.state() == before)
    #expect(try test.state(asOf: "2023-02-15") == ["2020,Texas,A,100"])
    let rebuilt = try TestWarehouse(Self.dataset, contents)
    try rebuilt.load(editions)
    #expect(try rebuilt.history() == test.history())
    // Without the one that it would hold it is used.
    try test.load(Array(editions[0...1]))
    #expect(try test.state() == ["2020,Texas,A,60"])
  }

  @Test func anyOrderOfArrivalGivesWhatARebuildGives() throws {
    var random = SeededRandom.ofTest()
    var counts: [HoldReason: Int] = [:]
    for _ in 0..<60 {
      var all: [Edition] = []
      let days = (1...28).map { "2023-02-\($0 < 10 ? "0" : "")\($0)" }.shuffled(using: &random)
      for n in 1...7 {
        var edition = Self.edition(
          Bool.random(using: &random) ? days[n] : days[0], "\(Int.random(in: 1...9, using: &random))", arrival: n)
        edition.origin = Bool.random(using: &random) ? .fetched : .added
        all.append(edition)
      }
      let test = try TestWarehouse(Self.dataset, Self.contents)
      var known: [Edition] = []
      for edition in all {
        known.append(edition)
        // A person accepts one, gives one up, or takes the decision back.
        let chosen = Int.random(in: 0..<known.count, using: &random)
        switch Int.random(in: 0...5, using: &random) {
        case 0:
          known[chosen].acceptance = Decision(
            .accept, on: known[chosen], reason: "a test", decidedAt: "2026-02-01T00:00:00Z")
        case 1: known[chosen].acceptance = nil
        case 2 where known.count > 2: known.remove(at: chosen)
        default: break
        }
        // What was good stays where it would be held now; a rebuild of that state says so and changes nothing.
        let set = known.dated
        let results = try test.load(set)
        let rebuilt = try TestWarehouse(Self.dataset, Self.contents)
        let again = try rebuilt.load(set)
        for hold in again.compactMap(\.hold) { counts[hold.reason, default: 0] += 1 }
        if results.contains(where: { $0.state == .held && !test.wasApplied($0) }) { break }
        #expect(try test.history() == rebuilt.history())
      }
    }
    print("held: \(counts.map { "\($0.value) \($0.key.rawValue)" }.sorted().joined(separator: ", "))")
    #expect(counts[.lateArrival, default: 0] > 0)
  }
}

extension TestWarehouse {
  /// False where the load was rolled back as a whole, because it would have held what was in use.
  fileprivate func wasApplied(_ result: LoadedEdition) -> Bool {
    // By identity: two editions of one day have one name.
    (try? warehouse.read { try $0.ledgerEditions(of: "things") }.contains {
      $0.identity == result.edition.identity && $0.state == .held
    }) ?? false
  }
}
