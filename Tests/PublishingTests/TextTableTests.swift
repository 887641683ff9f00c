import Manifest
import Model
import Publishing
import TestTools
import Testing

@Suite struct TextTableTests {
  @Test func showsATable() {
    #expect(
      TextTable.rendered(Sample.result, manifest: Sample.manifest, width: nil) == """
        Encounters by region
        One row per fiscal year.

        fiscal_year  month    is_partial  region         venezuelan  share_pct
        ───────────  ───────  ──────────  ─────────────  ──────────  ─────────
        2024         2024-10  no          Other             334,914     9.6753
        2025         2025-01  yes         Land, "north"           –          –

        Units: encounters (venezuelan), percent (share_pct)
        – means: the source does not say; 0 means: it says none.
        Note: Encounters are not people.
        Source: U.S. Customs and Border Protection, edition of 2025-11 (published 2025-11-30)

        """)
  }

  @Test func namesTheDatasetWhereThePublisherHasTwo() {
    var result = Sample.result
    var other = Sample.source
    other.dataset = "cbp_seizures"
    other.title = "Drug Seizures"
    result.sources = [Sample.source, Sample.source, other]
    let lines = TextTable.rendered(result, manifest: Sample.manifest, width: nil).split(separator: "\n").suffix(2)
    #expect(
      Array(lines) == [
        "Source: U.S. Customs and Border Protection, Nationwide Encounters, edition of 2025-11 (published 2025-11-30)",
        "Source: U.S. Customs and Border Protection, Drug Seizures, edition of 2025-11 (published 2025-11-30)",
      ])
  }

  private let wide: [[String]] = [
    ["cbp_encounters", "A very long text that no terminal of forty cells could show", "1,234,567,890"],
    ["unhcr", "Short", "1"],
  ]

  @Test(arguments: [40, 44, 50, 60, 80, 200])
  func fitsTheTerminal(width: Int) {
    let text = TextTable.rendered(
      headers: ["dataset", "title", "rows"], rows: wide, alignments: [.fixed, .left, .right], width: width)
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= width })
    // 14 + 2 + 12 + 2 + 13: in a narrower terminal a column is left out whole; names and numbers are never cut.
    #expect(text.contains("cbp_encounters") && text.contains("1,234,567,890") == (width >= 43))
    #expect(text.contains("Not shown, for the terminal is") == (width < 43))
    #expect(text.contains("…") == (width < 90))
  }

  /// A sentence stands below its row where it does not fit beside it; columns go in the order that is given.
  @Test func aSentenceGoesBelow() {
    let headers = ["dataset", "edition", "rows", "what happened"]
    let rows = [
      ["boats", "2025-11-19", "5", "loaded one edition: 5 rows added, 2 of them in quarantine"], ["b", "–", "0", ""],
    ]
    let alignments: [TextTable.Alignment] = [.fixed, .fixed, .right, .left]
    func text(_ width: Int) -> String {
      TextTable.rendered(
        headers: headers, rows: rows, alignments: alignments, width: width, sentence: 3, leftOut: [1])
    }
    #expect(text(100).contains("2025-11-19     5  loaded one edition"))
    #expect(
      text(40) == """
        dataset  edition     rows
        ───────  ──────────  ────
        boats    2025-11-19     5
            loaded one edition: 5 rows added, 2
            of them in quarantine
        b        –              0

        """)
    #expect(text(20).hasPrefix("dataset  rows\n") && text(20).contains("Not shown, for the\n  terminal is too"))
  }

  @Test func cutsNothingWhereThereIsNoTerminal() {
    let text = TextTable.rendered(
      headers: ["a", "b", "c"], rows: wide, alignments: [.left, .left, .right], width: nil)
    #expect(!text.contains("…"))
    #expect(text.contains(wide[0][1]))
  }

  @Test func cutsTheWidestFirst() {
    let rows = [[String(repeating: "a", count: 14), String(repeating: "b", count: 40)]]
    let text = TextTable.rendered(headers: ["x", "y"], rows: rows, alignments: [.left, .left], width: 40)
    #expect(text.hasSuffix(String(repeating: "a", count: 14) + "  " + String(repeating: "b", count: 23) + "…\n"))
  }

  @Test(arguments: [
    ("Curac\u{327}ao", 7), ("Curaçao", 7), ("委内瑞拉", 8), ("🚤", 2), ("e\u{301}", 1), ("e\u{301}\u{200D}", 9),
    ("☺\u{FE0F}", 1), ("ｆ", 2),
    ("–…", 2),
  ])
  func countsCells(text: String, cells: Int) {
    let table = TextTable.rendered(
      headers: ["h", "x"], rows: [[text, "1"]], alignments: [.fixed, .right], width: nil)
    let rule = table.split(separator: "\n")[1]
    #expect(rule == String(repeating: "─", count: max(1, cells)) + "  ─")
  }

  @Test func cutsBetweenWholeCharacters() {
    let accents = String(repeating: "e\u{301}", count: 14)
    let text = TextTable.rendered(
      headers: ["x"], rows: [["委内瑞拉委内瑞拉"], [accents]], alignments: [.left], width: 12)
    #expect(text.contains("\n委内瑞拉委…\n"))
    #expect(text.contains("\n" + String(repeating: "e\u{301}", count: 11) + "…\n"))
  }

  @Test func aPublishersTextCannotSteerTheTerminal() {
    let row = ["\u{1B}[31mred\u{9B}0m\u{202E}", "a\r\nb\tc"]
    let text = TextTable.rendered(headers: ["x", "y"], rows: [row], alignments: [.left, .left], width: nil)
    #expect(text.hasSuffix("\\u{1B}[31mred\\u{9B}0m\\u{202E}  a b c\n"))
  }

  @Test func noRowsAndRaggedRows() {
    let empty = TextTable.rendered(headers: ["a", "b"], rows: [], alignments: [], width: 80)
    #expect(empty == "a  b\n─  ─\n(no rows)\n")
    let ragged = TextTable.rendered(headers: ["a", "b"], rows: [["1"]], alignments: [.right], width: 80)
    #expect(ragged == "a  b\n─  ─\n1\n")
  }

  @Test func wrapsNotesToTheTerminal() {
    var manifest = Sample.manifest
    manifest.notes = ["One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen."]
    let text = TextTable.rendered(Sample.result, manifest: manifest, width: 40)
    #expect(
      text.contains(
        """
        Note: One two three four five six seven
          eight nine ten eleven twelve thirteen
          fourteen fifteen.

        """))
  }
}
