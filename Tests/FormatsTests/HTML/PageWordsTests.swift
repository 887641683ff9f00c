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
    "<!-- hidden -->", "<textarea>hidden</textarea>", "<p style='opacity: .01'>hidden</p>",
    "<p style='font-size:1px'>hidden</p>", "<p style='color:#FEFEFE'>hidden</p>",
    "<p style='color:hsl(0,0%,100%)'>hidden</p>",
    "<p style='left:calc(-100vw)'>hidden</p>", "<p style='display:/**/none'>hidden</p>",
    "<p style='dis\\70lay:none'>hidden</p>",
    "<p style='filter:opacity(0)'>hidden</p>", "<p style='zoom:0'>hidden</p>",
    "<p style='color:black;background:black'>hidden</p>", "<p style='margin-left:-5000px'>hidden</p>",
    "<p style='-webkit-text-fill-color:transparent'>hidden</p>", "<bdo dir=rtl>hidden</bdo>", "<option>hidden</option>",
    "<svg><title>hidden</title></svg>", "<svg><defs><text>hidden</text></defs></svg>", "<meter>hidden</meter>",
  ])
  func whatIsHiddenIsNoWord(element: String) throws {
    let head = "<style>.gone { display: none }</style>"
    #expect(try words("<p>seen \(element) seen</p>", head: head) == "seen seen")
  }

  /// Rules of the page hide as an element's own style does; what wins over them shows.
  @Test(arguments: [
    "opacity:0", "font-size:0", "position:absolute;left:-9999px", "color:transparent", "height:0;overflow:hidden",
    "text-indent:-9999px", "clip-path:inset(100%)", "transform:scale(0)", "max-height:0", "color:#fff",
    "width:1px;height:1px;overflow:hidden", "content-visibility:hidden",
  ])
  func whatARuleMayHideIsNoWord(style: String) throws {
    let head =
      "<style>.may{\(style)} .may.open{opacity:1;font-size:1em;left:0;color:red;height:auto;text-indent:0;"
      + "clip-path:none;transform:none;max-height:none;width:auto;content-visibility:visible}</style>"
    #expect(try words("<p>seen <b class=may>hidden</b> seen</p>", head: head) == "seen seen")
    #expect(try words("<p class='may open'>seen</p>", head: head) == "seen")
  }

  /// White letters on a ground of their own, and a page of them, are seen.
  @Test(arguments: [
    "b{color:#fff;background:#123}", "body{color:white}", "b{margin-left:-15px}", "b{transform:translate(-50%,-50%)}",
  ])
  func whatARuleAdornsIsSeen(rule: String) throws {
    #expect(try words("<p>a <b>seen</b> word</p>", head: "<style>\(rule)</style>") == "a seen word")
  }

  /// Digits of another element right behind a number are a note, and none of its own.
  @Test(arguments: [
    "<span class=fn>1</span>", "<a href='#f'>1</a>", "<small>1</small>",
  ])
  func digitsBehindANumber(note: String) throws {
    #expect(try words("<p>killed 83\(note) people</p>") == "killed 83\u{B9} people")
    #expect(try words("<p><b>1</b>5,000 troops, <span>2</span>1</p>") == "15,000 troops, 21")
  }

  @Test func blocksAreApart() throws {
    let text = try PageWords.text(
      of: Array("<ul><li>Killed:\n\n83</li><li>Boats: 21<br>more</li></ul>".utf8), name: "x")
    #expect(text.split(separator: "\u{2029}").map(String.init) == ["Killed: 83", "Boats: 21\nmore"])
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
