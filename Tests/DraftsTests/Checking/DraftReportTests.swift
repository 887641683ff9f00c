import Manifest
import Model
import Testing

@testable import Drafts

/// A draft against a small table of our own: units, rounding, periods, what is computed, statements in words.
@Suite struct DraftReportTests {
  /// Tons of grain in two harbors, in kilograms, by year.
  private static let source: FactSource = {
    var weight = FactSource.Column(
      name: "weight_kg", role: .number(places: 0, adds: .overTimeAndPlaces), unit: "kilograms")
    weight.words = ["grain"]
    let port = FactSource.Column(name: "port", role: .name)
    let year = FactSource.Column(name: "year", role: .time(.year, end: .calendar))
    var rows = FactRows(columns: [year, port, weight])
    for (year, port, kilograms) in [
      (2022, "North Quay", 110_250), (2022, "Old Harbor", 40_000), (2023, "North Quay", 101_826),
      (2023, "Old Harbor", 52_310),
      (2024, "North Quay", 212_480), (2024, "Old Harbor", 38_120),
    ] as [(Int64, String, Int64)] {
      rows.append([.integer(year), .text(port), .integer(kilograms)])
    }
    rows.finish()
    return FactSource(
      name: "grain_by_port", isTable: true, title: "Grain unloaded, by year and port", about: ["grain", "unloaded"],
      isRunning: false,
      edition: "2025-01", rows: rows)
  }()

  private func verdicts(_ text: String) -> [String] {
    let report = DraftReport(DraftText(text), sources: [Self.source], today: Day("2025-06-01")!)
    return report.entries.filter { !$0.isDate }.map { "\($0.text): \($0.verdict.rawValue)" }
  }

  @Test(arguments: [
    ("In 2024, 212,480 kilograms of grain were unloaded at North Quay.", ["212,480: right"]),
    ("In 2024, 212.5 metric tons of grain were unloaded at North Quay.", ["212.5: right"]),
    ("In 2024, 468,438 pounds of grain were unloaded at North Quay.", ["468,438: right"]),
    ("In 2024, more than 200,000 kilograms of grain were unloaded at North Quay.", ["200,000: right"]),
    ("In 2024, 250,600 kilograms of grain were unloaded.", ["250,600: right"]),
    // Those are short tons, of which there are 112.
    ("In 2023, 112.2 metric tons of grain were unloaded at North Quay.", ["112.2: wrong"]),
    ("In 2024, 221,480 kilograms of grain were unloaded at North Quay.", ["221,480: wrong"]),
    ("In 2024, 101,826 kilograms of grain were unloaded at North Quay.", ["101,826: wrong"]),
    ("In 2024, 212,480 miles of grain were unloaded at North Quay.", ["212,480: nothing"]),
    ("In 2024, 221,480 kilograms of grain were unloaded at Rotterdam.", ["221,480: looks like"]),
    ("The choir has 38,120 members.", ["38,120: nothing"]),
    (
      "Grain unloaded at North Quay rose from 101,826 kilograms in 2023 to 212,480 kilograms in 2024, an increase of 109 percent.",
      ["101,826: right", "212,480: right", "109 percent: right"]
    ),
    (
      "Grain unloaded at North Quay rose from 101,826 kilograms in 2023 to 212,480 kilograms in 2024, an increase of 52 percent.",
      ["101,826: right", "212,480: right", "52 percent: wrong"]
    ),
    (
      "In 2024, grain unloaded at North Quay was at a record high of 212,480 kilograms.",
      ["record high: right", "212,480: right"]
    ),
  ]) func aNumberIsWhatItsSentenceSelects(_ text: String, _ expected: [String]) {
    #expect(verdicts(text) == expected)
  }

  @Test func aSentenceIsOfWhatTheOnesBeforeSpeakOf() {
    #expect(
      verdicts(
        "In 2024, 212,480 kilograms of grain were unloaded at North Quay. A year earlier it had been 101,826 kilograms."
      )
        == ["212,480: right", "101,826: right"])
  }

  @Test func noSourceIsLookedThroughWithoutEnd() {
    let selector = FactSelector([Self.source])
    #expect(selector.rows(0, [1: [0]]).count == 3)
    #expect(selector.outcome(0, 2, [1: [0]])?.value == ExactNumber(424_556))
    #expect(selector.outcome(0, 2, [0: [0], 1: [0]])?.rows == [0])
    #expect(selector.unfinished.isEmpty)
  }

  @Test func offsetsCountCharactersOfTheFile() {
    let draft = DraftText("Señor “Ruiz” saw 212,480 **boats**.", kind: .markdown)
    let entry = DraftReport(draft, sources: [Self.source], today: Day("2025-06-01")!).entries[0]
    #expect(entry.offset == 17)
    #expect(
      draft.paragraphs(marking: [entry.scalars]).map { $0.map(\.text) } == [
        ["Señor “Ruiz” saw ", "212,480", " boats. "]
      ])
  }
}
