import Glibc
import Model
import Testing

@testable import Formats

@Suite("Wikitext: the recorded page")
struct RecordedPageTests {
  private static let page =
    (sharedFolder ?? "") + "/data/maritime-strikes/wikipedia_summary_of_strikes_section.wikitext"
  private static let golden = (sharedFolder ?? "") + "/golden/strikes/wikitext_rows.csv"

  @Test(
    "Every row and column is as the golden file says",
    .enabled(
      if: access(page, R_OK) == 0 && access(golden, R_OK) == 0,
      "needs the folder of recorded files: set SOUNDINGS_SHARED, or put it beside the repository as 'shared'"))
  func recordedPage() throws {
    let reading = Reading(
      format: .wikitext,
      header: [
        "No.", "Date", "Date@data-sort-value", "Location", "Vessels struck", "People killed", "People captured",
        "Missing / Presumed dead", "Source and notes",
      ], text: "/query/pages/0/revisions/0/slots/main/content", caption: "Strikes by the United States military",
      prose: ["Source and notes"],
      counted: ["No.", "Vessels struck", "People killed", "People captured", "Missing / Presumed dead"])
    let found = outcome { try Formats.open(path: Self.page, name: "page", readings: [reading]).reader }
    #expect(found.problem == nil)
    #expect(found.defects.allSatisfy { $0 == nil })

    let expected = outcome { try CSVReader(path: Self.golden, name: "golden") }
    func column(_ name: String) throws -> [String?] {
      let place = try #require(expected.header.firstIndex(of: name))
      return expected.rows.map { $0.fields[place] }
    }
    let first = try column("strike_no_first")
    let last = try column("strike_no_last")
    let numbers = zip(first, last).map { $0 == $1 ? $0 : "\($0 ?? "")–\($1 ?? "")" }
    let columns = [
      numbers, try column("date_text"), try column("data_sort_value"), try column("location_text"),
      try column("vessels_struck"),
      try column("killed"), try column("captured"), try column("missing_presumed_dead"),
    ]
    #expect(found.rows.count == 57 && expected.rows.count == 57)
    for (i, row) in found.rows.enumerated() {
      #expect(Array(row.fields.dropLast()) == columns.map { $0[i] }, "row \(i + 1)")
    }
  }
}
