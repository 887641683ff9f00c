import Testing
import Words

@Suite struct EscapingTests {
  @Test(arguments: [
    ("a&amp;b&#38;c&#x26;&lt;d&nbsp;&eacute;&;&", "a&b&c&<d\u{A0}é&;&"), ("&nosuch; &#0;", "&nosuch; &#0;"),
    ("&#xD800;&#99999999999;&amp", "&#xD800;&#99999999999;&amp"), ("&#00000038;", "&"), ("naïve", "naïve"), ("", ""),
    ("&amp;lt;", "&lt;"), ("&frac12;&ndash;1", "½–1"),
  ])
  func decodesReferences(_ text: String, _ decoded: String) {
    #expect(HTMLReference.decoded(text) == decoded)
    #expect(HTMLReference.decoded(Array(text.utf8)) == Array(decoded.utf8))
  }

  @Test(arguments: [
    ("plain", "plain"), ("<a href=\"x\">'&'</a>", "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"),
    // A quote with a combining accent is one Character, and still ends an attribute.
    ("\"\u{301}", "&quot;\u{301}"), ("a\u{202E}b\u{7}", "a\u{FFFD}b\u{FFFD}"), ("a\n\tb", "a\n\tb"),
  ])
  func escapesMarkup(_ text: String, _ escaped: String) { #expect(Markup.escaped(text) == escaped) }

  @Test func leavesApostrophesWhereAsked() {
    #expect(Markup.escaped("it's <", quotingApostrophes: false) == "it's &lt;")
  }

  @Test(arguments: [
    ("a", "a"), ("a b", "a b"), ("", "\"\""), (" a", "\" a\""), ("a ", "\"a \""), ("a,b", "\"a,b\""),
    ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("é", "é"),
  ])
  func quotesFieldsOfCSV(_ text: String, _ field: String) { #expect(CSVText.field(text) == field) }

  @Test(arguments: [
    ("a/b-c_1.csv", "a/b-c_1.csv"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$(x)", "'$(x)'"),
    ("é", "'é'"),
  ])
  func quotesWordsOfAShell(_ text: String, _ word: String) { #expect(ShellWord.quoted(text) == word) }
}
