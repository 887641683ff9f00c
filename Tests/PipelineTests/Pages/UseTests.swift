import Foundation
import TestTools
import Testing

/// The site's pages as they are, used in Chromium: everything that a script does, at the width of a desk's screen and of a phone's. One
/// Chromium opens all of them.
@Suite(.tags(.slow), .serialized) struct UseTests {
  struct Used: Decodable {
    var page: String
    var width: Int
    var wrong: [String]
    var done: [String: Int]
  }

  /// Every page on a phone; on a desk's screen one of each kind.
  static let desk = [
    "index.html", "method.html", "articles/ms-now-2025-11-19.html", "tables/seizures_by_region_fy.html",
    "tables/venezuelan_encounters_by_month.html", "tables/strikes_by_month.html", "datasets/cbp_encounters.html",
    "records/strike_reports.html", "records/cbp_encounters.html", "proofs/ms-now-2025-11-19.html", "embedded.html",
  ]

  /// The site as a run leaves it, and a page of somebody else with a chart from it.
  static let site: Result<(folder: String, pages: [String]), any Error> = Result {
    let folder = NSTemporaryDirectory() + "soundings-use-\(UUID().uuidString)/"
    var pages = ["embedded.html"]
    for (name, data) in try SiteFolderTests.made.get() where name.hasPrefix("site/") {
      let page = String(name.dropFirst("site/".count))
      let url = URL(fileURLWithPath: folder + page)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url)
      if page.hasSuffix(".html") { pages.append(page) }
    }
    let table = try String(contentsOfFile: folder + "tables/strikes_by_month.html", encoding: .utf8)
    let snippet = try #require(table.components(separatedBy: "aria-label=\"HTML of the chart\">").last)
      .components(separatedBy: "</textarea>")[0]
    #expect(snippet.contains("figure"))
    let other =
      "<!doctype html><html lang=\"en\"><title>Another newsroom's page</title><p>\(String(repeating: "Text. ", count: 30))</p>"
      + snippet.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&") + "</html>"
    try other.write(toFile: folder + "embedded.html", atomically: true, encoding: .utf8)
    return (folder, pages.sorted())
  }

  /// What the driver saw, and what Chromium's console says, one line each.
  static func use(_ visits: [(page: String, width: Int)], in folder: String) throws -> (used: [Used], console: [String])
  {
    let list = visits.map { "{page:\"\($0.page)\",width:\($0.width)}" }.joined(separator: ",")
    let driver = "\(PublicTool.root)/Tests/PipelineTests/Browser/use.js"
    try "<!doctype html><body><script>var visits = [\(list)];</script><script src=\"file://\(driver)\"></script></body>"
      .write(toFile: folder + "driver.html", atomically: true, encoding: .utf8)
    let profile = NSTemporaryDirectory() + "soundings-chromium-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: profile) }
    // The frames of a folder are of one origin, so that the driver sees into them; the log has the console of all of them.
    let result = try PublicTool.run(
      try #require(BrowserTests.chromium),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--enable-logging=stderr",
        "--user-data-dir=\(profile)", "--window-size=1400,900", "--virtual-time-budget=600000", "--dump-dom",
        "file://\(folder)driver.html",
      ], in: NSTemporaryDirectory())
    let text = try #require(
      result.out.components(separatedBy: " data-used=\"").dropFirst().first?.components(separatedBy: "\"").first,
      "\(result.err.suffix(2000))")
    let json = text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&nbsp;", with: "\u{A0}").replacing("&amp;", with: "&")
    return (
      try JSONDecoder().decode([Used].self, from: Data(json.utf8)),
      result.err.split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init)
    )
  }

  @Test(.enabled(if: BrowserTests.chromium != nil, "chromium is not installed: scripts/setup test"))
  func everyPageCanBeUsedWithoutAnErrorOfItsScript() throws {
    let (folder, pages) = try Self.site.get()
    let visits = Self.desk.map { (page: $0, width: 1280) } + pages.map { (page: $0, width: 390) }
    let (used, console) = try Self.use(visits, in: folder)
    #expect(console.isEmpty, "\(console.joined(separator: "\n"))")
    #expect(used.count == visits.count && pages.count > 60)
    for visit in used where !visit.wrong.isEmpty { Issue.record("\(visit.page) at \(visit.width): \(visit.wrong)") }
    // Nothing of it was left out.
    for width in [1280, 390] {
      let done = used.filter { $0.width == width }.reduce(into: [String: Int]()) { $0.merge($1.done) { $0 + $1 } }
      for what in ["chip", "link", "sort", "search", "choice", "rows of a figure", "chart", "copy", "print"]
        + (width == 390 ? ["sort by a list", "table"] : [])
      {
        #expect(done[what, default: 0] > 0, "\(what) at \(width)")
      }
    }
  }

  /// On paper each page of a table has the titles of its columns.
  @Test(
    .enabled(
      if: BrowserTests.chromium != nil && PublicTool.installed("pdftotext") != nil,
      "chromium and pdftotext are not installed: scripts/setup test"))
  func eachPrintedPageHasItsTitles() throws {
    let folder = try Self.site.get().folder
    let profile = NSTemporaryDirectory() + "soundings-chromium-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: profile) }
    _ = try PublicTool.run(
      try #require(BrowserTests.chromium),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(profile)", "--virtual-time-budget=5000",
        "--print-to-pdf=\(folder)table.pdf", "file://\(folder)tables/venezuelan_encounters_by_month.html",
      ], in: NSTemporaryDirectory())
    let text = try PublicTool.run(
      try #require(PublicTool.installed("pdftotext")), ["-layout", "table.pdf", "-"], in: folder
    ).out
    let pages = text.components(separatedBy: "\u{C}").filter { $0.contains("Southwest Land Border  ") }
    #expect(pages.count > 3)
    for page in pages { #expect(page.contains("all_encounters"), "\(page.prefix(300))") }
  }

  /// What a console says is seen, whichever way it comes to say it.
  @Test(.enabled(if: BrowserTests.chromium != nil, "chromium is not installed: scripts/setup test"))
  func anErrorOfAScriptIsSeen() throws {
    let (folder, _) = try Self.site.get()
    let front = try String(contentsOfFile: folder + "index.html", encoding: .utf8)
    let faults = [
      "console.error('said')", "setTimeout(function () { null.sort(); }, 0)", "Promise.reject(new Error('refused'))",
    ]
    for (i, fault) in faults.enumerated() {
      try front.replacing("</body>", with: "<script>\(fault)</script></body>")
        .write(toFile: folder + "fault\(i).html", atomically: true, encoding: .utf8)
    }
    let (_, console) = try Self.use(faults.indices.map { ("fault\($0).html", 1280) }, in: folder)
    #expect(console.count == faults.count, "\(console)")
    // A table that is too wide for a phone is seen too.
    let wide =
      "<div class=\"scroll\"><table><tr>\(String(repeating: "<td>unbreakable</td>", count: 9))</tr></table></div></main>"
    try front.replacing("</main>", with: wide).write(toFile: folder + "wide.html", atomically: true, encoding: .utf8)
    let (used, _) = try Self.use([("wide.html", 390)], in: folder)
    #expect(used.first?.wrong.contains { $0.hasPrefix("a table of ") } == true, "\(used)")
  }
}
