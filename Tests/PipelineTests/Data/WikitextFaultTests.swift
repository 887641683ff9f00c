import Foundation
import Model
import PipelineTools
import Runs
import TestTools
import Testing

/// Edits of the recorded table that were once read wrongly, through the whole pipeline.
///
/// The inputs are not ours to ship: without the shared folder beside the repository these tests are skipped.
@Suite(
  .tags(.slow),
  .enabled(
    if: Repository.shared.map { FileManager.default.fileExists(atPath: $0 + "/faults/wikitext/cells.tsv") } ?? false,
    "needs ../shared/faults and ../shared/data (or SOUNDINGS_SHARED)"))
struct WikitextFaultTests {
  private static let faults = (Repository.shared ?? "") + "/faults/wikitext/"
  private static let recorded =
    (Repository.shared ?? "") + "/data/maritime-strikes/wikipedia_summary_of_strikes_section.wikitext"
  private static let columns = ["strike_no", "date", "location", "vessels", "killed", "captured", "missing", "notes"]

  /// The running table's last row after adding a page, and why the page was held, where it was.
  private struct Outcome {
    var totals: [String: String]
    /// What held it.
    var message: String?
    /// What is reported of it.
    var reported: [String] = []
  }

  private static func totals(_ work: TestProject) throws -> [String: String] {
    try #require(try work.table("strikes_cumulative").last)
  }

  /// What the recorded page alone gives.
  private static func recordedTotals() throws -> [String: String] {
    let work = try TestProject()
    try work.add("wikipedia_strikes", [recorded], "2026-08-29")
    return try totals(work)
  }

  /// Adds a page to a folder of its own that has the recorded page already.
  private static func outcome(_ page: String, afterRecorded: Bool = true) throws -> Outcome {
    let work = try TestProject()
    if afterRecorded { try work.add("wikipedia_strikes", [recorded], "2026-08-29") }
    let file = work.folder + "/page.wikitext"
    try page.write(toFile: file, atomically: true, encoding: .utf8)
    do {
      let reported = try work.add("wikipedia_strikes", [file], "2026-09-05")
      return Outcome(totals: try totals(work), reported: reported.map(\.description))
    } catch {
      return Outcome(totals: afterRecorded ? try totals(work) : [:], message: "\(error)")
    }
  }

  private static func page(adding rows: String...) throws -> String {
    let page = try String(contentsOfFile: recorded, encoding: .utf8)
    let end = try #require(page.range(of: "\n|}", options: .backwards))
    return page.replacingCharacters(in: end, with: rows.map { "\n|-\n" + $0 }.joined() + "\n|}")
  }

  private static func row(_ cells: [String: String]) -> String {
    let usual = [
      "strike_no": "70", "date": "2 September 2026", "location": "Pacific", "vessels": "1", "killed": "3",
    ].merging(cells) { $1 }
    return columns.map { "|" + (usual[$0] ?? "") }.joined(separator: "\n")
  }

  @Test func editsOfOneCell() throws {
    let before = try Self.recordedTotals()
    let lines = try String(contentsOfFile: Self.faults + "cells.tsv", encoding: .utf8).split(separator: "\n")
      .dropFirst()
    #expect(lines.count >= 24)
    for line in lines {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let (column, cell, wanted) = (parts[0], parts[1], parts[2])
      let outcome = try Self.outcome(try Self.page(adding: Self.row([column: cell])))
      if let message = outcome.message {
        #expect(outcome.totals == before, "\(line)")
        #expect(message.split(separator: "\n").count == 2 && message.contains("record 58"), "\(line): \(message)")
        #expect(wanted.contains("defective") || wanted.hasPrefix("held"), "\(line): \(message)")
        continue
      }
      if wanted.hasPrefix("reported") {
        #expect(
          outcome.reported.count == 1 && outcome.reported[0].contains("out of order"), "\(line): \(outcome.reported)")
        continue
      }
      #expect(outcome.reported.isEmpty, "\(line): \(outcome.reported)")
      // What was loaded must be the number before "or", or the bound where the number stays out of the sums.
      func more(_ name: String) -> Int { (Int(outcome.totals[name] ?? "") ?? 0) - (Int(before[name] ?? "") ?? 0) }
      let isKnownName = ["killed", "missing", "vessels"].contains(column)
      if wanted.contains("killed_at_least") {
        #expect(more("killed") == 0 && more("rows_killed_not_said") == 1, "\(line)")
        #expect(more("killed_at_least") == Int(cell.prefix { $0.isNumber }), "\(line)")
      } else if isKnownName {
        let number = try #require(Int(wanted.prefix { $0.isNumber }), "\(line) was loaded")
        #expect(more(column) == number, "\(line)")
      } else {
        #expect(wanted.hasPrefix("2 September") && outcome.totals["date"] == "2026-09-02", "\(line)")
      }
    }
  }

  /// An ISO date is read where nothing else stands beside it.
  @Test func editsOfDates() throws {
    let before = try Self.recordedTotals()
    for (cell, day) in [
      ("2026-09-02", "2026-09-02"), ("2026-08-31 – 2026-09-02", "2026-09-02"), ("2026-08-31 or 2026-09-02", nil),
      ("2026-09-02 and 2026-09-04", nil), ("2026-09-02 (announced 4 September)", nil),
    ] {
      let outcome = try Self.outcome(try Self.page(adding: Self.row(["date": cell])))
      #expect((outcome.message == nil) == (day != nil), "\(cell): \(outcome.message ?? "")")
      #expect(outcome.totals["date"] == day ?? before["date"], "\(cell)")
      if day == nil { #expect(outcome.message?.contains("record 58, column event_date: \"\(cell)\"") == true) }
    }
  }

  /// The column that cannot be read is the one whose loss is named, and the page is where it is mended.
  @Test func whatIsUnreadableIsSaid() throws {
    let message = try #require(try Self.outcome(try Self.page(adding: Self.row(["killed": "1O"]))).message)
    #expect(message.contains("% of killed; record 58: 'People killed' is \"1O\": it is not one number"), "\(message)")
    #expect(message.contains("\n-> read the page: "), "\(message)")
    #expect(!message.contains("normalize.sql"), "\(message)")
  }

  /// Later strikes in a table of their own, without the columns of which nothing is known yet.
  @Test func aLaterTableWithFewerColumns() throws {
    let page = try String(contentsOfFile: Self.recorded, encoding: .utf8)
    let later = """

      {| class="wikitable"
      |+ Later strikes
      |-
      ! No.
      ! Date
      ! Location
      ! Vessels struck
      ! People killed
      ! Source and notes
      |-
      |70
      |2 September 2026
      |Pacific
      |1
      |3
      |x
      |}

      """
    let outcome = try Self.outcome(page + later)
    #expect(
      outcome.message?.contains(
        "another table of the page has 6 of its 8 header cells: it has been split, and 1 row would be left out")
        == true,
      "\(outcome.message ?? "")")
    #expect(outcome.totals == (try Self.recordedTotals()))
  }

  @Test func editsOfRows() throws {
    let before = try Self.recordedTotals()
    let page = try String(contentsOfFile: Self.recorded, encoding: .utf8)
    let spanning = try Self.page(
      adding: Self.row(["killed": "rowspan=\"2\" | 6"]),
      "|71\n|3 September 2026\n|Pacific\n|1\n|\n|\n|")
    let wide = try Self.page(adding: "|70\n|2 September 2026\n|Pacific\n|1\n|colspan=\"2\" | 3\n|\n|")
    var rows = page.components(separatedBy: "\n|-\n")
    let fewer = rows.dropLast(5).joined(separator: "\n|-\n") + "\n|}\n"
    let header = rows[1]
    rows[40] = "|}\n{| class=\"wikitable\"\n|+ 2026 strikes\n|-\n" + header + "\n|-\n" + rows[40]
    let split = rows.joined(separator: "\n|-\n")
    let held: [(String, String)] = [
      ("rowspan over killed", spanning), ("colspan over killed", wide), ("five rows fewer", fewer), ("split", split),
      ("by a template", try String(contentsOfFile: Self.faults + "r_last_row_by_template.wikitext", encoding: .utf8)),
      ("a nested table", try String(contentsOfFile: Self.faults + "r_nested.wikitext", encoding: .utf8)),
    ]
    for (name, text) in held {
      let outcome = try Self.outcome(text)
      #expect(outcome.message?.split(separator: "\n").count == 2, "\(name)")
      #expect(outcome.totals == before, "\(name)")
    }
    #expect(try Self.outcome(split, afterRecorded: false).message != nil)
    #expect(try Self.outcome(held[4].1, afterRecorded: false).message != nil)

    // Spans over the day and the waters of two rows are plain speech.
    let shared = try Self.page(
      adding: "|70\n|rowspan=2 | 2 September 2026\n|rowspan=2 | Pacific\n|1\n|3\n|\n|\n|", "|71\n|1\n|2\n|\n|\n|")
    let loaded = try Self.outcome(shared)
    #expect(loaded.message == nil)
    #expect(Int(loaded.totals["killed"]!)! - Int(before["killed"]!)! == 5)
    #expect(loaded.totals["strikes"] == "71")

    // A number that becomes a bound leaves the sum of exact numbers, and stays in the sum of bounds.
    let bound = try Self.outcome(try #require(Self.bound(page)))
    #expect(bound.message == nil)
    #expect(bound.reported.count == 1 && bound.reported[0].contains("killed of "), "\(bound.reported)")
    #expect(Int(before["killed"]!)! - Int(bound.totals["killed"]!)! == 11)
    #expect(bound.totals["killed_at_least"] == before["killed_at_least"])
    #expect(bound.totals["rows_killed_not_said"] == "2")
  }

  /// The page with the 11 killed of strikes 31–33 as a bound.
  private static func bound(_ page: String) -> String? {
    guard let row = page.range(of: "31–33"), let cell = page.range(of: "-->11\n", range: row.upperBound..<page.endIndex)
    else { return nil }
    return page.replacingCharacters(in: cell, with: "-->11+\n")
  }
}
