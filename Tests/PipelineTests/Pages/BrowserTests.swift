import Foundation
import Runs
import TestTools
import Testing

/// The site in Chromium, with axe-core's rules of accessibility on each page.
@Suite(.tags(.slow), .serialized) struct BrowserTests {
  struct Look: Decodable {
    var width: Int
    var overflow: Int
    var dark: Bool
    var styled: Bool
    var broken: [String]
    var elsewhere: [String]
    var overdue: Int
    /// Rows left by the first choice of a column's value, all rows, and those left without a choice; empty where there is none.
    var chosen: [Int]
    var violations: [String]
  }

  static let chromium = PublicTool.installed("chromium")
  /// The rules, as the package axe-core-python brings them; nil where it is not installed.
  static let rules: String? = {
    let lib = PublicTool.root + "/.build/public-tools/lib"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: lib)) ?? []
    return versions.map { "\(lib)/\($0)/site-packages/axe_core_python/axe.min.js" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }()
  static var canLook: Bool { chromium != nil && rules != nil }

  static let pages = [
    "index.html", "method.html", "articles/ms-now-2025-11-19.html", "tables/venezuelan_encounters_by_fy.html",
    "tables/cocaine_route_shares.html", "tables/venezuelans_abroad_by_destination.html",
    "datasets/unhcr_population.html", "datasets/strike_reports.html", "records/strike_reports.html",
    "records/context_facts.html",
  ]

  /// What a page ends with for us to see through it.
  static var eyes: String {
    "<script src=\"file://\(rules!)\"></script>"
      + "<script src=\"file://\(PublicTool.root)/Tests/PipelineTests/Browser/look.js\"></script></body>"
  }

  /// The site with our eyes in each page.
  static let watched: Result<String, any Error> = Result {
    let files = try SiteFolderTests.made.get()
    let folder = NSTemporaryDirectory() + "soundings-browser-\(UUID().uuidString)"
    for (name, data) in files where name.hasPrefix("site/") {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      var data = data
      if name.hasSuffix(".html") {
        data = Data(String(decoding: data, as: UTF8.self).replacingOccurrences(of: "</body>", with: eyes).utf8)
      }
      try data.write(to: url)
    }
    return folder + "/site"
  }

  static func look(_ page: String, width: Int, dark: Bool) throws -> Look {
    let profile = NSTemporaryDirectory() + "soundings-chromium-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: profile) }
    let result = try PublicTool.run(
      chromium!,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(profile)", "--window-size=\(width),900",
        "--blink-settings=preferredColorScheme=\(dark ? 0 : 1)", "--virtual-time-budget=30000", "--dump-dom",
        "file://\(try watched.get())/\(page)",
      ], in: NSTemporaryDirectory())
    let parts = result.out.components(separatedBy: " data-look=\"")
    guard parts.count > 1, let text = parts[1].components(separatedBy: "\"").first else {
      throw CocoaError(.fileReadCorruptFile, userInfo: [NSDebugDescriptionErrorKey: String(result.err.suffix(2000))])
    }
    let json = text.replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&lt;", with: "<")
      .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&nbsp;", with: "\u{A0}")
      .replacingOccurrences(of: "&amp;", with: "&")
    return try JSONDecoder().decode(Look.self, from: Data(json.utf8))
  }

  @Test(
    .enabled(if: canLook, "chromium and axe-core-python are not installed: scripts/setup test"),
    arguments: pages, [false, true])
  func aReaderCanUseIt(_ page: String, dark: Bool) throws {
    let look = try Self.look(page, width: dark ? 500 : 1280, dark: dark)
    #expect(look.dark == dark && look.styled)
    #expect(look.broken.isEmpty && look.elsewhere.isEmpty)
    // On a phone nothing sticks out: wide tables scroll within themselves.
    #expect(look.overflow <= 0, "\(page) is \(look.overflow) pixels too wide at \(look.width)")
    #expect(look.violations.isEmpty, "\(page)")
  }

  /// A list of a column's values leaves the rows that have one of them.
  @Test(.enabled(if: canLook, "chromium and axe-core-python are not installed: scripts/setup test"))
  func rowsAreChosenByAColumnsValue() throws {
    // The first of its columns with few values is the drug.
    let chosen = try Self.look("tables/seizures_by_region_fy.html", width: 1280, dark: false).chosen
    try #require(chosen.count == 3)
    #expect(chosen[0] * 2 == chosen[1] && chosen[2] == chosen[1], "\(chosen)")
    #expect(try Self.look("index.html", width: 1280, dark: false).chosen.isEmpty)
  }

  /// Pages know no clock: what ran out since they were made is said by the browser.
  @Test(.enabled(if: canLook, "chromium and axe-core-python are not installed: scripts/setup test"))
  func whatRanOutSinceIsSaidWhenThePageIsOpened() throws {
    let name = try Self.watched.get() + "/index.html"
    let text = try String(contentsOfFile: name, encoding: .utf8)
    #expect(!text.contains("data-from"), "every promise of the bundled editions ran out before their newest day")
    for (from, shown) in [("2001-01-01", 1), ("2999-01-01", 0)] {
      let page = text.replacingOccurrences(
        of: "</main>", with: "<p class=\"overdue\" data-from=\"\(from)\" hidden>Older than promised.</p></main>")
      try page.write(toFile: try Self.watched.get() + "/other.html", atomically: true, encoding: .utf8)
      #expect(try Self.look("other.html", width: 1280, dark: false).overdue == shown)
    }
  }
}
