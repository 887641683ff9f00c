import Testing

@testable import Publishing

@Suite struct TemplatesTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"),
    // A quote and a combining accent are one Character, and two scalars.
    ("\"\u{301} onload=x", "&quot;\u{301} onload=x"), ("<\u{301}script>", "&lt;\u{301}script&gt;"),
    ("a\u{202E}b\u{0}c", "a\u{FFFD}b\u{FFFD}c"), ("line\nline", "line\nline"), ("ünï – ✓", "ünï – ✓"), ("", ""),
  ])
  func textIsEscapedScalarByScalar(_ text: String, _ escaped: String) {
    #expect(HTMLByScalar().escapeText(text) == escaped)
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
