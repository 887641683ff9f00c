import Foundation
import Testing

@testable import Fetching

/// Links that the expression does not match and that look like the next edition.
@Suite struct LookalikeTests {
  private static let page = "https://www.cbp.gov/document/stats/nationwide-encounters"
  private static let link =
    #"/sites/default/files/(?<published>\d{4}-\d{2})/nationwide-encounters-fy\d\d-fy(?<through_fy>\d\d)"#
    + #"(-(?<through_month>[a-z]{3}))?-state(_\d+)?\.csv"#
  private static let known = """
    <a href="/sites/default/files/2025-11/nationwide-encounters-fy22-fy25-state.csv">closed</a>
    <a href="/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-state.csv">October</a>
    <a href="/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-aor.csv">by office</a>

    """

  private func lookalikes(_ href: String, except others: [String] = []) throws -> [Lookalike] {
    try LinkDiscovery.discover(
      in: Self.known + "<a href=\"\(href)\">new</a>", matching: Self.link, except: others, page: Self.page, name: "d"
    ).lookalikes
  }

  static let newer = [
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.CSV",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-november-state.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-Nov-state.csv",
    "/sites/default/files/2025-12/Nationwide_Encounters_FY23_FY26_Nov_State.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state-0.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state_0_0.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy2023-fy2026-nov-state.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state%20.csv",
    "/sites/default/files/2025-12/nationwide%20encounters%20fy23%20fy26%20nov%20state.csv",
    "/sites/default/files/2025-12/nationwide encounters fy23-fy26-nov-state.csv",
    "/sites/default/files/assets/documents/2025-Dec/nationwide-encounters-fy23-fy26-nov-state.csv",
    "/sites/default/files/documents/nationwide-encounters-fy23-fy26-nov-state.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.csv.zip",
    "/sites/default/files/2025-12/nationwide-encounter-fy23-fy26-nov-state-revised.csv",
    "/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-nov-state.xlsx",
    "/sites/default/files/2025-11/nationwide-encounters-fy24-fy27-october-state.csv",
    // The second year without `fy`, in the same folder; the file named by a query.
    "/sites/default/files/2025-11/nationwide-encounters-fy23-26-nov-state.csv",
    "/sites/default/files/2025-11/nationwide-encounters-fy2023-2026-nov-state.csv",
    "/download?file=nationwide-encounters-fy23-fy26-nov-state.csv",
    "/download?id=7.5&amp;file=2025-11%2Fnationwide-encounters-fy23-fy26-nov-state.csv#top",
    "https://cdn.example.org/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.csv",
    "http://cdn.example.org/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.csv",
  ]

  @Test(arguments: newer) func aNewerLinkInOtherWritingIsFound(_ href: String) throws {
    let found = try lookalikes(href)
    #expect(found.count == 1)
    let newest = "https://www.cbp.gov/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-state.csv"
    #expect(found.first?.newest == newest)
    #expect(found.first?.otherHost == (href.contains("cdn.example.org") ? "cdn.example.org" : nil))
    // Listed in the manifest, by a part of its address or by an expression, it is none.
    #expect(
      try lookalikes(href, except: ["/files/2030-01/", "(?i)encounters?.*(fy26|fy27|fy2026|fy23-26|fy2023-2026)"]) == []
    )
    #expect(try lookalikes(href, except: [try #require(found.first?.address)]) == [])
  }

  static let others = [
    // Matched.
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state_0.csv?itok=a&amp;b=c",
    // Older, or of the same month.
    "/sites/default/files/assets/documents/2023-Nov/nationwide-encounters-fy20-fy23-state.csv",
    "/sites/default/files/2025-11/nationwide-encounters-fy23-fy26-oct-state.CSV",
    "/sites/default/files/2025-09/nationwide-encounters-fy22-fy25-august-state.csv",
    "/sites/default/files/2025-11/nationwide-encounters-fy23-25-state.csv",
    "/download?file=nationwide-encounters-fy23-fy26-oct-state.csv",
    "/download?file=nationwide-encounters-fy23-fy26-nov-aor.csv",
    // Another file.
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-aor.csv",
    "/sites/default/files/2025-12/nationwide-drugs-fy23-fy26-nov-state.csv",
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-state.pdf",
    "/document/stats/nationwide-encounters-state-2026", "/newsroom/2025-12/nationwide-encounters-state", "#state",
  ]

  @Test(arguments: others) func whatIsOlderOrAnotherFileIsNone(_ href: String) throws {
    #expect(try lookalikes(href) == [])
  }

  /// Where names are only dates, the folders are compared.
  @Test func namesWithoutWordsAreComparedByTheirFolders() {
    let lookalikes = Lookalikes(of: ["2025-05", "2025-06"].map { "https://a.org/boats/\($0).csv" })
    #expect(lookalikes.contains("https://a.org/boats/2025-07.CSV"))
    #expect(!lookalikes.contains("https://a.org/ships/2025-07.csv"))
    #expect(!lookalikes.contains("https://a.org/boats/2025-04.CSV"))
    #expect(!Lookalikes(of: ["https://a.org/1.csv"]).contains("https://a.org/2025-07.csv"))
  }

  @Test func aLinkInACommentIsNone() throws {
    #expect(try lookalikes("/x\"><!-- <a href=\"\(Self.newer[0])\"> --><a href=\"/y") == [])
  }

  /// On another host only an expression that covers the host follows a link.
  @Test func anExpressionMustNameTheHost() throws {
    let text = #"<a href="https://cdn.example.org/f/2025-12/boats.csv">x</a>"#
    func discover(_ link: String) throws -> Discovery {
      try LinkDiscovery.discover(in: text, matching: link, page: Self.page, name: "d")
    }
    let problem = #expect(throws: (any Error).self) { try discover(#"/f/(?<published>\d{4}-\d\d)/boats\.csv"#) }
    #expect(
      "\(problem.map { "\($0)" } ?? "")".contains("is on another host: 'https://cdn.example.org/f/2025-12/boats.csv'"))
    let found = try discover(#"https://cdn\.example\.org/f/(?<published>\d{4}-\d\d)/boats\.csv"#)
    #expect(found.links.map { found.otherHost(of: $0) } == ["cdn.example.org"])
  }

  private static let recorded: String? = {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let shared = ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? root + "/../shared"
    let path = shared + "/data/cbp-encounters/landing-page-nationwide-encounters.2026-09-06.html"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// The page of 6 September 2026: the files of the other breakdown and those in the closed folder are no news.
  @Test(.enabled(if: recorded != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
  func theRecordedPageHasNone() throws {
    let text = try String(contentsOfFile: try #require(Self.recorded), encoding: .utf8)
    let found = try LinkDiscovery.discover(in: text, matching: Self.link, page: Self.page, name: "d")
    #expect(found.links.count == 12)
    #expect(found.lookalikes == [])
    let next = text.replacingOccurrences(
      of: "2026-08/nationwide-encounters-fy23-fy26-jul-state.csv",
      with: "2026-08/nationwide-encounters-fy23-fy26-july-state.csv")
    let renamed = try LinkDiscovery.discover(in: next, matching: Self.link, page: Self.page, name: "d")
    #expect(renamed.links.count == 11)
    #expect(renamed.lookalikes.map { $0.address.hasSuffix("-july-state.csv") } == [true])
  }
}
