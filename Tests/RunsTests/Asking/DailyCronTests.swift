import Fetching
import Foundation
import Manifest
import Model
import System
import TestTools
import Testing

@testable import Runs

/// A year of `17 6 * * * soundings run --due` under a given clock, with the datasets of this repository and publishers that are
/// simulated: what is asked, what it costs, and how many days after its publication each edition is here.
@Suite struct DailyCronTests {
  /// What a publisher does in the year.
  private struct Publisher {
    /// When its editions appear, in seconds since 1970.
    var editions: [Int]
    /// Requests for one look at it: a landing page and a file, or one address.
    var requests: Int
  }

  private struct Arrival: Equatable {
    var dataset: String
    var lag: Int
  }

  private struct Year {
    var arrivals: [Arrival] = []
    var requests = 0
    var days = 0
    var lags: [String: [Int]] { Dictionary(grouping: arrivals, by: \.dataset).mapValues { $0.map(\.lag) } }
  }

  private static func time(_ year: Int, _ month: Int, _ day: Int, _ hour: Int) -> Int {
    Day(year: year, month: month, day: day)!.daysSince1970 * 86_400 + hour * 3600
  }

  /// CBP on the 15th of each month in the afternoon, CDC on the 12th, UNHCR twice a year, the World Bank in July, Wikipedia daily.
  private static func publisher(_ dataset: DatasetManifest) -> Publisher {
    let months = (1...12).map { $0 }
    switch dataset.fetch?.host {
    case "www.cbp.gov": return Publisher(editions: months.map { time(2025, $0, 15, 14) }, requests: 2)
    case "data.cdc.gov": return Publisher(editions: months.map { time(2025, $0, 12, 16) }, requests: 1)
    case "en.wikipedia.org":
      return Publisher(editions: (0..<365).map { time(2025, 1, 1, 3) + $0 * 86_400 }, requests: 1)
    case "api.worldbank.org": return Publisher(editions: [time(2025, 7, 1, 12)], requests: 1)
    default: return Publisher(editions: [time(2025, 6, 12, 9), time(2025, 11, 10, 9)], requests: 1)
    }
  }

  /// - Parameters:
  ///   - first: the day of the installation, counted from January 1.
  ///   - isAwake: whether the machine runs on a day.
  ///   - answer: what the publisher's host does on a day instead of answering; nil: it answers.
  private func year(
    from first: Int, isAwake: (Int) -> Bool = { _ in true },
    answer: (_ host: String, _ day: Int) -> (DatasetOutcomeKind, HostNews)? = { _, _ in nil }
  ) throws -> Year {
    let folder = TemporaryFolder()
    let book = AskBook(folder: folder.path, log: { Issue.record("\($0)") })
    let datasets = try Library.load(folder: PublicTool.root + "/Pipelines").datasets.filter { $0.fetch != nil }
    #expect(datasets.count >= 7)
    let publishers = Dictionary(uniqueKeysWithValues: datasets.map { ($0.name, Self.publisher($0)) })
    var seen: [String: Int] = [:]
    var year = Year()
    for day in first..<365 where isAwake(day) {
      // Seconds earlier and later than yesterday, and an hour earlier (UTC) in summer.
      let isSummer = (88..<298).contains(day)
      let now = Self.time(2025, 1, 1, isSummer ? 5 : 6) + day * 86_400 + 17 * 60 + (day * 37) % 50 - 25
      year.days += 1
      for dataset in datasets {
        let timing = AskTiming(book: book, backoff: Backoff(seed: "desk"), now: now)
        guard timing.wait(dataset, isEmpty: seen[dataset.name] == nil) == nil else { continue }
        let publisher = publishers[dataset.name]!
        let host = try #require(dataset.fetch?.host)
        year.requests += publisher.requests
        if let (outcome, news) = answer(host, day) {
          book.note([host: news], at: now, now: now)
          book.note(dataset.name, outcome, at: now)
          continue
        }
        let out = publisher.editions.filter { $0 <= now }
        let known = seen.updateValue(out.count, forKey: dataset.name)
        for published in out.dropFirst(known ?? out.count) {
          year.arrivals.append(Arrival(dataset: dataset.name, lag: (now - published) / 86_400))
        }
        book.note([host: HostNews(hasAnswered: true, isUnreachable: false)], at: now, now: now)
        book.note(dataset.name, out.count > known ?? 0 ? .new : .unchanged, at: now)
      }
    }
    return year
  }

  private func show(_ title: String, _ year: Year) {
    print("\(title): \(year.requests) requests in \(year.days) days, \(year.requests / max(year.days, 1)) a day")
    for (dataset, lags) in year.lags.sorted(by: { $0.key < $1.key }) {
      print("  \(dataset): \(lags.count) editions, at most \(lags.max() ?? 0) whole days after publication")
    }
  }

  /// An installation of the 28th got CBP's editions of the 15th 13 to 17 days late while "due" was counted from the edition's day.
  @Test func everyEditionIsHereOnTheNextMorning() throws {
    let year = try year(from: 27)
    show("a year of daily cron from January 28", year)
    #expect(year.arrivals.allSatisfy { $0.lag == 0 }, "\(year.arrivals.filter { $0.lag > 0 })")
    #expect(year.lags["cbp_encounters"]?.count == 11)
    #expect((year.lags["wikipedia_strikes"]?.count ?? 0) >= 336)
    // Two requests for each dataset with a landing page, one for each other, each day.
    #expect(year.requests == year.days * (3 * 2 + 4))
  }

  /// CDC's host does not answer for five days, CBP's asks clients to wait for two, a machine sleeps for ten.
  @Test func aDisturbanceDelaysOnlyWhatItConcerns() throws {
    let outage = 100..<105
    let isAwake = { (day: Int) in !(200..<210).contains(day) }
    let year = try year(from: 27, isAwake: isAwake) { host, day in
      if host == "data.cdc.gov", outage.contains(day) {
        return (.unreachable, HostNews(hasAnswered: false, isUnreachable: true))
      }
      if host == "www.cbp.gov", day == 165 {
        return (.failed, HostNews(hasAnswered: true, isUnreachable: false, waitSeconds: 2 * 86_400))
      }
      return nil
    }
    show("the same with outages and a machine that sleeps", year)
    for (dataset, lags) in year.lags {
      let late = lags.filter { $0 > 0 }
      switch dataset {
      case "cdc_overdose_deaths": #expect(late == [3], "published on day 101, reachable again on day 105")
      case "wikipedia_strikes": #expect(late == (1...10).reversed().map { $0 }, "the days that the machine slept")
      case "unhcr_population", "world_bank_net_migration": #expect(late == [])
      default:
        #expect(late == [1], "\(dataset): published on day 165, and the host wanted to be left alone until day 167")
      }
    }
  }
}
