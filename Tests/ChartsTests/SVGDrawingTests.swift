import Foundation
import FoundationXML
import Manifest
import Model
import TestTools
import Testing

@testable import Charts

/// Drawings as SVG: what every one of them has, whatever its words and numbers are.
@Suite struct SVGDrawingTests {
  private static let kinds: [TableChart.Kind] = [.line, .steppedLine, .bar, .stackedBar, .dot]

  private static func hostileTables() -> [(manifest: TableManifest, result: TableResult)] {
    let names = [
      ChartSample.hostile, "'", "''", "\\", "`", "]]>", "-->", "&amp;", "</text><script>", "\u{202E}abc", "日本語 é ñ",
      String(repeating: "x", count: 999),
    ]
    return [TableChart.Kind.bar, .dot, .stackedBar].map { kind in
      var table = ChartSample.named(kind, names.enumerated().map { ($1, .integer(Int64($0 + 1))) })
      table.manifest.title = ChartSample.hostile
      table.manifest.columns[1].unit = ChartSample.hostile
      table.result.sources[0].publisher = ChartSample.hostile
      return table
    }
  }

  private static func everything() -> [(manifest: TableManifest, result: TableResult)] {
    var tables = kinds.map(ChartSample.yearly) + hostileTables() + [ChartSample.crossing()]
    for kind in kinds {
      var (empty, one, below, zero) = (
        ChartSample.yearly(kind), ChartSample.yearly(kind), ChartSample.yearly(kind), ChartSample.yearly(kind)
      )
      empty.result.rows = []
      one.result.rows = [one.result.rows[0]]
      below.result.rows = below.result.rows.map { [$0[0], $0[1], $0[2], .integer($0[2] == .text("south") ? 5 : -900)] }
      zero.result.rows = zero.result.rows.map { [$0[0], $0[1], $0[2], .integer(0)] }
      tables += [empty, one, below, zero]
    }
    return tables
  }

  private static func drawn() throws -> [String] {
    try everything().flatMap { table in
      let chart = try #require(try Charts.chart(table.manifest, table.result))
      return [ChartFormat.wide, .narrow].flatMap { format in
        chart.svg(format, for: [.file, .page, .plain]).map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  @Test func eachIsSoundAndDescribedAndNeverMarkup() throws {
    for svg in try Self.drawn() {
      #expect(XMLParser(data: Data(svg.utf8)).parse(), "no XML: \(svg.prefix(2000))")
      #expect(svg.contains("<g role=\"img\" aria-labelledby=\"sample"))
      #expect(svg.contains("<title id=\"sample") && svg.contains("<desc id=\"sample"))
      #expect(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains("\u{202E}"))
      #expect(!svg.contains("href") && !svg.contains("url(") && !svg.contains("@import"))
      #expect(!svg.contains("nan") && !svg.contains("inf\""))
      #expect(svg.utf8.count < 60_000)
    }
  }

  @Test func theSameBytesEachTime() throws {
    #expect(try Self.drawn() == Self.drawn())
  }

  @Test func whereItIsSeen() throws {
    let table = ChartSample.yearly(.bar)
    let chart = try #require(try Charts.chart(table.manifest, table.result))
    let texts = chart.svg(.wide, for: [.file, .page, .plain]).map { String(decoding: $0, as: UTF8.self) }
    #expect(texts[0].hasPrefix("<?xml") && texts[1].hasPrefix("<svg ") && texts[2].hasPrefix("<?xml"))
    #expect(texts[0].dropFirst(39) == texts[1][...])
    // Paper has one look.
    #expect(texts[1].contains("prefers-color-scheme:dark") && texts[1].contains("tabindex"))
    #expect(!texts[2].contains("prefers-color-scheme") && !texts[2].contains("tabindex"))
    // Both widths of one chart on one page have ids of their own.
    let narrow = String(decoding: chart.svg(.narrow, for: [.page])[0], as: UTF8.self)
    #expect(texts[1].contains("id=\"sample-title\"") && narrow.contains("id=\"sample-narrow-title\""))
  }

  @Test func numbersAreTenthsOfAPixel() {
    func written(_ number: Double) -> String {
      var out = SVGBytes()
      out.put(number)
      return String(decoding: out.bytes, as: UTF8.self)
    }
    #expect([0, 1, 1.04, 1.05, -0.04, -12.36, 1234.5].map(written) == ["0", "1", "1", "1.1", "0", "-12.4", "1234.5"])
    #expect(written(.nan) == "0" && written(.infinity) == "0" && written(1e300) == "1000000")
  }

  @Test func eachPlaceSaysItsNumbers() throws {
    let svg = try ChartSample.svg(ChartSample.yearly(.stackedBar))
    #expect(svg.contains("tabindex=\"0\" role=\"img\"><title>2024; north side: 1,500; south: 50; all: 1,550</title>"))
    #expect(svg.contains("<title>2025; north side: 700 (partial year); south: 20 (partial year)"))
    // One number of the year is not said, so there is no sum.
    #expect(svg.contains("<title>2022; north side: not said; south: 40</title>"))
    let rows = try ChartSample.svg(ChartSample.named(.bar, [("a", .integer(5)), ("b", .null)]), .narrow)
    #expect(rows.contains("<title>a: 5</title>") && rows.contains("<title>b: not said</title>"))
  }

  /// WCAG 2.2: 4.5:1 for text, 3:1 for what must be seen to understand a graphic.
  @Test func contrast() {
    func light(_ hex: String) -> Double {
      let values = stride(from: 1, to: 7, by: 2).map { i -> Double in
        let start = hex.index(hex.startIndex, offsetBy: i)
        let value = Double(UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16) ?? 0) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * values[0] + 0.7152 * values[1] + 0.0722 * values[2]
    }
    func contrast(_ a: String, _ b: String) -> Double {
      (max(light(a), light(b)) + 0.05) / (min(light(a), light(b)) + 0.05)
    }
    let ground = ChartStyle.Tone.ground
    for tone in [ChartStyle.Tone.ink, .quiet] {
      #expect(contrast(tone.light, ground.light) >= 4.5 && contrast(tone.dark, ground.dark) >= 4.5)
    }
    #expect(contrast(ChartStyle.Tone.leader.light, ground.light) >= 3)
    for color in ChartStyle.palette { #expect(contrast(color, ground.light) >= 3, "\(color)") }
    for color in ChartStyle.darkPalette { #expect(contrast(color, ground.dark) >= 3, "\(color)") }
    #expect(Set(ChartStyle.palette).count == ChartStyle.darkPalette.count)
  }
}
