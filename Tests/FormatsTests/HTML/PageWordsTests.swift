import Foundation
import Model
import System
import Testing

@testable import Formats

/// Of a page only what its reader sees are its words.
@Suite struct PageWordsTests {
  private func words(_ body: String, head: String = "", type: String? = nil, encoding: String.Encoding = .utf8) throws
    -> String
  {
    let folder = try PrivateFolder()
    defer { withExtendedLifetime(folder) {} }
    let page = "<!doctype html><html><head><title>T</title>\(head)</head><body>\(body)</body></html>"
    let path = folder.path + "/page.html"
    try #require(page.data(using: encoding)).write(to: URL(fileURLWithPath: path))
    return try PageWords.text(ofPage: path, name: "page.html", contentType: type)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func textAcrossMarkup() throws {
    let body =
      "<script>var a = '15,000 troops'</script><main><p>About <b>15,000</b> troops &amp; sailors</p><p>in the"
      + " region</p></main><table><tr><td>Venezuela<td>313,496</table>"
    #expect(try words(body) == "About 15,000 troops & sailors in the region Venezuela 313,496")
  }

  @Test(arguments: [
    "<p style='display:none'>hidden</p>", "<p hidden>hidden</p>", "<span style='visibility: hidden'>hidden</span>",
    "<p class=gone>hidden</p>", "<template>hidden</template>", "<noscript>hidden</noscript>", "<del>hidden</del>",
    "<p style='font-size:0'>hidden</p>", "<p style='color: transparent'>hidden</p>",
    "<p style='position:absolute;left:-9999px'>hidden</p>", "<p style='transform: scale(0)'>hidden</p>",
    "<p style='transform:translateX(-9999px)'>hidden</p>",
    "<p style='color: rgb(255, 255, 255)'>hidden</p>", "<font color=white>hidden</font>", "<div popover>hidden</div>",
    "<svg><desc>hidden</desc></svg>", "<sup><a href='#n1'>hidden</a></sup>",
    "<!-- hidden -->", "<textarea>hidden</textarea>",
  ])
  func whatIsHiddenIsNoWord(element: String) throws {
    let head = "<style>.gone { display: none }</style>"
    #expect(try words("<p>seen \(element) seen</p>", head: head) == "seen seen")
  }

  /// Raised digits are none of the number before them.
  @Test func raisedDigits() throws {
    #expect(try words("<p>killed 21<sup>1</sup> people, 10<sup>6</sup></p>") == "killed 21\u{B9} people, 10\u{2076}")
    #expect(try words("<p>the 21<sup>st</sup> strike</p>") == "the 21st strike")
  }

  /// A style that only places or sizes a text does not hide it.
  @Test(arguments: ["position: relative; top: 2px", "overflow-x: hidden", "width: 100%; height: 0.5em", "opacity: 0.8"])
  func whatIsPlacedIsSeen(style: String) throws {
    #expect(try words("<div style='\(style)'>seen</div>") == "seen")
  }

  @Test func theEncodingIsTheOneThatIsNamed() throws {
    #expect(try words("Curaçao", head: "<meta charset=windows-1252>", encoding: .windowsCP1252) == "Curaçao")
    #expect(try words("Curaçao", type: "text/html; charset=iso-8859-1", encoding: .isoLatin1) == "Curaçao")
  }
}
