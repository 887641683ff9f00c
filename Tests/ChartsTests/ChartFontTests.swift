import Foundation
import Manifest
import Model
import System
import Testing

@testable import Charts

/// Words in pictures use the pictures' font only.
@Suite struct ChartFontTests {
  @Test(arguments: [
    ("Perú, São Tomé, Łódź, Ελλάδα, Київ: “5 ≤ 6” → €", nil), ("e\u{301}", nil), ("日本", "\u{FFFD}\u{FFFD}"),
    ("a 👩‍👩‍👧‍👦 b", "a \u{FFFD} b"), ("🇻🇪", "\u{FFFD}"), ("\u{FFFE}\u{E000}\u{10FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("☺\u{FE0F}", "\u{FFFD}"), ("©\u{FE0F} a\u{200B}b\u{AD}c", "© abc"), ("عربي", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
  ])
  func drawable(text: String, drawn: String?) {
    #expect(ChartFont.drawable(text) == drawn ?? text)
  }

  @Test func picturesGiveWayAndWordsDoNot() throws {
    let table = ChartSample.named(.bar, [("a 😀", .integer(2)), ("a 😁", .integer(1))])
    let drawn = try ChartSample.svg(table)
    let words = try #require(drawn.components(separatedBy: "</desc>").last)
    #expect(words.contains(">a \u{FFFD}<") && !words.contains("😀"))
    #expect(Charts.description(of: table.result, manifest: table.manifest)?.contains("a 😁: 1") == true)
    let files = Charts.files(of: [table], program: nil).files
    #expect(String(decoding: files[2].bytes, as: UTF8.self).contains("a 😀"))
  }

  private static let fonts = ["DejaVuSans", "DejaVuSans-Bold"].map { "/usr/share/fonts/truetype/dejavu/\($0).ttf" }

  @Test(
    .enabled(
      if: (fonts + ["/usr/bin/fc-query"]).allSatisfy { FileManager.default.fileExists(atPath: $0) },
      "needs fonts-dejavu-core and fontconfig"), arguments: fonts)
  func theFontHasThemAll(font: String) throws {
    let query = Process()
    query.executableURL = URL(fileURLWithPath: "/usr/bin/fc-query")
    query.arguments = ["--format", "%{charset}", font]
    let pipe = Pipe()
    query.standardOutput = pipe
    try query.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    query.waitUntilExit()
    var known: Set<UInt32> = []
    for range in said.split(separator: " ") {
      let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      if let first = ends.first, let last = ends.last { known.formUnion(first...last) }
    }
    #expect(!known.isEmpty)
    for range in ChartFont.scalars {
      for scalar in range where !known.contains(scalar) {
        Issue.record("\(String(scalar, radix: 16)) is not in \(font)")
      }
    }
  }
}
