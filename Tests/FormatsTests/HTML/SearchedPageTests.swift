import Model
import Testing

@testable import Formats

/// In what an expression of the manifest looks for a date or a total: of a page, what its reader sees.
@Suite struct SearchedPageTests {
  private func text(_ page: String, _ change: (inout Reading) -> Void = { _ in }) throws -> String? {
    var reading = Reading(format: .html, header: ["Country", "People"])
    change(&reading)
    return try withFile(page) { try Formats.pageText(path: $0, name: "t", readings: [reading]) }
  }

  @Test func onlyWhatIsSeenIsSearched() throws {
    let page = """
      <!doctype html><html><head><title>March 1</title><style>.gone { display: none }</style>
      <script>var updated = 'March 2'</script></head><body><!-- March 3 -->
      <p style="display:none">March 4</p><p hidden>March 5</p><p class=gone>March 6</p>
      <p>Up<b>dated</b>:&nbsp;March
       7, 2025<sup>1</sup></p><table><tr><td>Total<td>1,204</table></body></html>
      """
    #expect(try text(page) == "Updated: March 7, 2025\u{B9}\nTotal\n1,204\n")
  }

  @Test func theDataInAScriptIsSearchedWhereItIsRead() throws {
    let page =
      "<html><body><script>var other = 1</script><script id=data>[{\"n\":1}]</script><p>As of May 3</p></body></html>"
    let found = try text(page) {
      $0 = Reading(format: .json, header: ["n"])
      $0.inside = .script("data")
    }
    #expect(found == "As of May 3\n[{\"n\":1}]")
  }

  @Test func inItsEncoding() throws {
    let page = Array("<html><body><p>Estado: ".utf8) + [0xFA] + Array("ltimo</p></body></html>".utf8)
    var reading = Reading(format: .html, header: ["Country", "People"])
    #expect(throws: Problem.self) {
      try withFile(page) { try Formats.pageText(path: $0, name: "t", readings: [reading]) }
    }
    reading.dialect.encoding = .windows1252
    #expect(
      try withFile(page) { try Formats.pageText(path: $0, name: "t", readings: [reading]) } == "Estado: último\n")
  }
}
