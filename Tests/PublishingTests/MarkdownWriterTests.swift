import Manifest
import Model
import Publishing
import TestTools
import Testing

@Suite struct MarkdownWriterTests {
  @Test func writesTableAndWhatExplainsIt() {
    var result = Sample.result
    result.asOf = Day("2025-11-19")
    let text = String(decoding: MarkdownWriter.bytes(of: result, manifest: Sample.manifest), as: UTF8.self)
    #expect(
      text == """
        # Encounters by region

        One row per fiscal year. As of Nov. 19, 2025.

        | fiscal_year | month | is_partial | region | venezuelan | share_pct |
        | --- | --- | --- | --- | ---: | ---: |
        | 2024 | 2024-10 | no | Other | 334,914 | 9.6753 |
        | 2025 | 2025-01 | yes | Land, "north" | – | – |

        ## Columns

        - **fiscal_year**: U.S. fiscal year.
        - **month**: Month.
        - **is_partial**: Fewer than twelve months.
        - **region**: Region of the "office".
        - **venezuelan** (encounters): Encounters, not people.
        - **share_pct** (percent): Share.
        - – means: the source does not say; 0 means: it says none.

        ## Notes

        - Encounters are not people.

        ## Sources

        - U.S. Customs and Border Protection, edition of 2025-11 (published 2025-11-30). U.S. Customs and Border \
        Protection, Nationwide Encounters. License: U.S. Government work <https://www.usa.gov/government-works>.

        """)
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("a\nb", "a<br>b"), ("a\r\nb", "a<br>b"), ("a\\|b", "a\\\\\\|b"), ("<b>", "&lt;b>"),
    ("<1", "&lt;1"), ("&lt;", "&amp;lt;"), ("AT&T", "AT&amp;T"), ("a & b", "a & b"), ("*x*", "\\*x\\*"),
    ("share_pct", "share_pct"), ("_x_", "\\_x\\_"), ("[a](b)", "\\[a\\](b)"), ("`c`", "\\`c\\`"), ("a\tb", "a b"),
    ("Curaçao_x", "Curaçao_x"),
  ])
  func escapes(text: String, expected: String) {
    let (result, manifest) = Sample.column(.text, [.text(text)])
    let markdown = String(decoding: MarkdownWriter.bytes(of: result, manifest: manifest), as: UTF8.self)
    #expect(markdown.contains("| --- |\n| \(expected) |\n"))
  }
}
