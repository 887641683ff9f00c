import Foundation
import StandIn
import TestTools
import Testing

/// A year of `17 6 * * * soundings run --due --quiet` with the real program, a given clock and publishers on loopback: once
/// undisturbed, and once with outages, a machine that sleeps, a clock that jumps, and runs that are killed.
///
/// SOUNDINGS_RECORD=1 writes the mails of the disturbed year anew; read them as the person who gets them would before committing.
@Suite(
  .tags(.slow), .enabled(if: StandIn.isPossible && Interruption.isPossible, "needs python3, openssl, a C compiler"))
struct CronYearTests {
  private static let golden = "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/mails.txt"

  /// CDC's host does not answer around the 12th of April, CBP's asks to be left alone when it publishes in June, a file of
  /// September is cut off, CBP's page is under repair in November; and the machine's own troubles.
  private static func trouble(on day: Int) -> CronYear.Trouble? {
    switch day {
    case 100..<105: .answers("data.cdc.gov") { $0.reset = true }
    case 165:
      .answers("www.cbp.gov") {
        $0.status = 503
        $0.headers["Retry-After"] = "169200"
      }
    case 227: CronYear.Trouble(killed: 25)
    case 250: CronYear.Trouble(clock: -3)
    case 258:
      .answers("www.cbp.gov") { if $0.path.hasSuffix(".csv") { $0.length = ($0.body?.utf8.count ?? 0) + 100 } }
    case 270: CronYear.Trouble(clock: 365)
    case 301: CronYear.Trouble(killed: 60)
    case 315, 316:
      .answers("www.cbp.gov") {
        $0.body = "<html><title>Scheduled maintenance</title></html>"
        $0.type = "text/html"
      }
    default: nil
    }
  }

  private static func isAwake(_ day: Int) -> Bool { !(200..<210).contains(day) }

  /// The publishers have another port in each test.
  private static func letter(_ mails: [(day: String, text: String)]) -> String {
    mails.map { "\($0.day)\n" + $0.text.split(separator: "\n").map { "  \($0)\n" }.joined() }.joined()
  }

  /// The lines of a page. Of a file that is known to the month a page shows the day from which it counts: the day on which it was in
  /// hand, which is another one where it came late.
  private func lines(_ bytes: Data?) -> [String] {
    let text = String(decoding: bytes ?? Data(), as: UTF8.self)
    return text.replacing(
      /(>\w+ \d{4} \(data through \w+ \d{4}\)<\/th><td data-label="Known from" class="d">)\w+\.? \d{1,2}, \d{4}/
    ) {
      "\($0.output.1)"
    }
    .split(separator: "\n").map(String.init)
  }

  @Test func aDisturbedYearEndsAsAnUndisturbedOne() throws {
    let calm = try CronYear()
    let rough = try CronYear()
    for day in CronYear.days {
      try calm.run(on: day)
      if Self.isAwake(day) { try rough.run(on: day, Self.trouble(on: day)) }
    }
    for (name, year) in [("undisturbed", calm), ("disturbed", rough)] {
      let requests = try year.requests()
      print("a year of daily cron, \(name): \(requests) requests in \(year.runs) runs, \(year.mails.count) mails")
      for (dataset, lags) in year.lags.sorted(by: { $0.key < $1.key }) {
        print("  \(dataset): \(lags.count) times news, at most \(lags.max() ?? 0) days after publication")
      }
    }
    #expect(calm.mails.isEmpty, "\(Self.letter(calm.mails))")
    #expect(calm.lags.values.allSatisfy { $0.allSatisfy { $0 == 0 } }, "\(calm.lags)")
    #expect(calm.lags["boats_seen"]?.count == 11 && calm.lags["doses_seen"]?.count == 11)
    // None growing: what was late was so by the trouble alone.
    #expect(rough.lags["boats_seen"]?.filter { $0 > 0 } == [1, 1, 1])
    #expect(rough.lags["doses_seen"]?.filter { $0 > 0 } == [3])

    let letter = Self.letter(rough.mails)
    if ProcessInfo.processInfo.environment["SOUNDINGS_RECORD"] == "1" {
      try letter.write(toFile: Self.golden, atomically: true, encoding: .utf8)
    }
    #expect(try letter == String(contentsOfFile: Self.golden, encoding: .utf8))

    let (left, right) = (try calm.exports(), try rough.exports())
    #expect(left.keys.sorted() == right.keys.sorted())
    for name in left.keys.sorted() where left[name] != right[name] {
      let (one, other) = (lines(left[name]), lines(right[name]))
      if one == other { continue }
      let first = zip(one, other).first { $0 != $1 }
      Issue.record("\(name) differs (\(one.count) and \(other.count) lines): \(first.map { "\($0.0)\n\($0.1)" } ?? "")")
    }
    #expect(rough.work.run("verify", "--rebuild").status == 0)
  }
}
