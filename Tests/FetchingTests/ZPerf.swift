import Testing
import Glibc
import Foundation
@testable import Fetching
@Suite(.serialized) struct ZPerf {
@Test func real() throws {
  let text = try String(contentsOfFile: "/work/shared/data/cbp-encounters/landing-page-nationwide-encounters.2026-09-06.html", encoding: .utf8)
  let link = #"/sites/default/files/(?<published>\d{4}-\d{2})/nationwide-encounters-fy\d\d-fy(?<through_fy>\d\d)(-(?<through_month>[a-z]{3}))?-state(_\d+)?\.csv"#
  let l = try LinkDiscovery.links(in: text, matching: link, page: "https://www.cbp.gov/document/stats/x", name: "d")
  print(l.count, l.last!, l.first!)
}
@Test func perf() throws {
  let link = #"/sites/default/files/(?<published>\d{4}-\d{2})/nationwide-encounters-fy\d\d-fy(?<through_fy>\d\d)(-(?<through_month>[a-z]{3}))?-state(_\d+)?\.csv"#
  let one = #"<li class="menu-item"><a href="/sites/default/files/2025-11/other-thing-fy22-fy25-state.csv" hreflang="en">Some other thing with words</a></li>"# + "\n"
  let text = String(repeating: one, count: 5_000_000 / one.utf8.count) + "<a href=/sites/default/files/2026-08/nationwide-encounters-fy23-fy26-jul-state.csv>"
  for re in [link, "(https://www.cbp.gov)?" + link, #"[^"]*"# + link] {
    let t = Clock.monotonic()
    let l = try LinkDiscovery.links(in: text, matching: re, page: "https://www.cbp.gov/document/stats/x", name: "d")
    print("PERF", l.count, Clock.monotonic() - t)
  }
  let t = Clock.monotonic()
  _ = try? LinkDiscovery.links(in: text, matching: "nothing-like-this-fy", page: "https://www.cbp.gov/document/stats/x", name: "d")
  print("PERF nothing", Clock.monotonic() - t)
}
}
