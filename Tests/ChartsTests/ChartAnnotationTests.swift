import Manifest
import Model
import TestTools
import Testing

@testable import Charts

/// Dates and spans that a chart shows beside its numbers.
@Suite struct ChartAnnotationTests {
  private func date(_ text: String) -> PublishedDate { PublishedDate(text)! }

  private func on(
    _ time: ChartTime, _ range: ClosedRange<Double>, _ from: String, _ to: String? = nil
  ) -> ChartAnnotation? {
    ChartAnnotation(
      TableAnnotation(from: date(from), to: to.map(date), text: "x"), on: .time(time), in: range)
  }

  @Test func places() {
    let month = Double(2023 * 12 + 4)
    // May's number stands in the middle of May.
    #expect(on(.month, month...month, "2023-05")?.from == month)
    #expect(on(.month, month...month, "2023-05-01")?.from == month - 0.5)
    #expect(on(.month, month...(month + 3), "2023-05-11")?.from == month - 0.5 + 10 / 31)
    #expect(on(.month, month...(month + 3), "2023-06", "2023-07")?.from == month + 0.5)
    #expect(on(.month, month...(month + 3), "2023-06", "2023-07")?.to == month + 2.5)
    #expect(on(.year, 2020...2025, "2023")?.from == 2023)
    #expect(on(.year, 2020...2025, "2023", "2024").map { [$0.from, $0.to] } == [2022.5, 2024.5])
    #expect(on(.day, 19_000...20_000, "2023-05-11")?.from == Double(Day("2023-05-11")!.daysSince1970))
  }

  @Test func whatIsOutsideIsLeftOutAndSpansAreCut() {
    #expect(on(.year, 2020...2025, "2019") == nil && on(.year, 2020...2025, "2026", "2030") == nil)
    let span = on(.year, 2020...2025, "2010", "2021")
    #expect(span?.from == 2019.5 && span?.to == 2021.5 && span?.isoFrom == "2020" && span?.isoTo == "2021")
    #expect(ChartAnnotation(TableAnnotation(from: date("2023"), text: "x"), on: .category, in: 0...5) == nil)
  }

  @Test func theyAreSaidInWords() throws {
    let table = ChartSample.monthly(annotations: [
      TableAnnotation(from: date("2023-05-11"), text: "Title 42 ends"),
      TableAnnotation(from: date("2023-02"), to: date("2023-04"), text: "a program"),
    ])
    let words = try #require(Charts.description(of: table.result, manifest: table.manifest))
    #expect(words.contains("Annotated: Title 42 ends (May 11, 2023); a program (February 2023 to April 2023)."))
  }

  /// Many of them, close together and near both edges: no label lies over another word, and all are on the canvas.
  @Test func labelsKeepApart() throws {
    var random = SeededRandom.ofTest()
    for _ in 0..<40 {
      let annotations = (0..<Int.random(in: 1...6, using: &random)).map { i in
        TableAnnotation(
          from: date("2023-\(["01", "02", "03", "07", "11", "12"].randomElement(using: &random)!)-0\(i + 1)"),
          text: String(repeating: "word ", count: Int.random(in: 1...8, using: &random)) + "\(i)")
      }
      for format in [ChartFormat.wide, .narrow] {
        let picture = try ChartSample.picture(ChartSample.monthly(annotations: annotations), format)
        #expect(ChartSample.overlaps(picture).isEmpty, "\(annotations)")
        #expect(picture.rules.filter(\.isDashed).count == annotations.count)
      }
    }
  }
}
