import Foundation
import TestTools
import Testing

@testable import Publishing

@Suite struct TemplatesTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"x\" 'y'", "&quot;x&quot; 'y'"),
    // A quote and a combining accent are one Character, and two scalars.
    ("\"\u{301} onload=x", "&quot;\u{301} onload=x"), ("<\u{301}script>", "&lt;\u{301}script&gt;"),
    ("a\u{202E}b\u{0}c", "a\u{FFFD}b\u{FFFD}c"), ("line\nline", "line\nline"), ("ünï – ✓", "ünï – ✓"), ("", ""),
  ])
  func textIsEscapedScalarByScalar(_ text: String, _ escaped: String) {
    #expect(HTMLByScalar().escapeText(text) == escaped)
  }

  /// An apostrophe is not escaped, so no template may have an attribute in single quotes, or in none.
  @Test func eachAttributeIsInDoubleQuotes() throws {
    let folder = PublicTool.root + "/Sources/Publishing/Templates/"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".mustache") }
    #expect(names.count > 10)
    for name in names {
      let text = try String(contentsOfFile: folder + name, encoding: .utf8)
      for tag in text.matches(of: /<[a-z][^<>]*>/) {
        #expect(
          tag.output.firstMatch(of: /[a-z]=[^"]/) == nil || tag.output.contains("content=\"width=device"),
          "\(name): \(tag.output)")
      }
    }
  }

  @Test func partialsEscapeToo() {
    let text = Templates.render(
      "sources",
      [
        "root": "",
        "sources": [
          [
            "dataset": "d", "linked": false, "title": "\"\u{301}<b>", "publisher": "P&Q", "edition": "1",
            "published": "today", "excerpt": false, "attribution": "A.", "license": "L", "license_url": false,
            "covers": false, "hashes": ["<i>"],
          ] as View
        ],
      ])
    #expect(text.contains("&quot;\u{301}&lt;b&gt;") && text.contains("P&amp;Q") && text.contains("&lt;i&gt;"))
    #expect(!text.contains("<b>") && !text.contains("<i>"))
  }
}
