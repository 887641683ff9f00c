import Glibc
import Model
import TestTools
import Testing

@testable import Formats

/// Random edits like those of wiki editors: each must be read exactly as MediaWiki shows it, or be held.
@Suite("Wikitext: mutations of a page", .tags(.slow))
struct WikitextMutationTests {
  private typealias Records = [[String?]]

  /// The result of a mutated page.
  private enum Result: String, CaseIterable { case exact, defective, held, wrong }

  private struct Mutation {
    var name: String
    var page: String
    /// Every correct reading of the page; none if it must be held or the record must be defective.
    var right: [Records]
  }

  private static let most = 600
  private static let counted = ["No.", "Vessels struck", "People killed", "People captured", "Missing / Presumed dead"]
  private static let recorded =
    (sharedFolder ?? "") + "/data/maritime-strikes/wikipedia_summary_of_strikes_section.wikitext"

  private static let reading = Reading(
    format: .wikitext,
    header: [
      "No.", "Date", "Location", "Vessels struck", "People killed", "People captured", "Missing / Presumed dead",
      "Source and notes",
    ], caption: "Strikes by the United States military", prose: ["Source and notes"], counted: counted)

  /// An invented page in the form of real ones.
  private static func ownPage() -> String {
    var rows: [String] = []
    for i in 1...24 {
      let first = i % 5 == 0 ? "\(2 * i)–\(2 * i + 1)" : "\(2 * i)"
      rows.append(
        """
        | <!-- n --> \(first)
        ! <!-- Date -->scope="row" data-sort-value= 2031-5-\(i) | \(i) May 2031
        | \(i % 2 == 0 ? "Pacific " : "Caribbean – Venezuela")
        |<!-- vessels -->\(i % 5 == 0 ? 2 : 1)
        | <!-- Killed -->\(i % 7 == 0 ? "" : String(i * 3))
        |\(i % 6 == 0 ? ">1" : "")
        | \(i % 4 == 0 ? "2" : "")
        | <!-- Notes --> [[Somebody|A person]] said so<ref name=A>{{cite web|title=x {{!}} y|url=https://x.example/?a=b}}</ref>
        """)
    }
    return """
      Text.
      {| class="wikitable sortable"
      |+ Strikes by the United States military
      <ref name=B>{{Cite news|title=x
      |date=y}}</ref>
      |-
      ! Scope="col" | No. !! Date !! Location !! Vessels<br />struck !! People<br />killed !! People<br />captured
      ! Missing&nbsp;/<br />Presumed<br />dead
      ! Source and notes
      |-
      \(rows.joined(separator: "\n|-\n"))
      |}
      More.

      """
  }

  @Test("On a page of our own") func own() throws { try run(Self.ownPage(), atMost: Self.most) }

  @Test(
    "On the recorded page",
    .enabled(if: access(recorded, R_OK) == 0, "needs the folder of recorded files beside the repository"))
  func recordedPage() throws {
    let file = try #require(fopen(Self.recorded, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let n = fread(&buffer, 1, buffer.count, file), n > 0 { bytes += buffer[..<n] }
    try run(String(decoding: bytes, as: UTF8.self), atMost: 80)
  }

  /// - Parameter count: smaller for a long page, which takes time.
  private func run(_ page: String, atMost count: Int) throws {
    var random = SeededRandom.ofTest("WikitextMutationTests")
    let base = try opened(page, Self.reading)
    #expect(base.problem == nil && base.defects.allSatisfy { $0 == nil })
    let records = base.fields.map { Array($0.dropLast()) }
    var counts: [Result: Int] = [:]
    var mutations: [Mutation] = []
    while mutations.count < count { mutations += Self.mutations(of: page, records, &random) }
    mutations.shuffle(using: &random)
    for mutation in mutations.prefix(count) {
      let result = try Self.judge(mutation)
      counts[result, default: 0] += 1
      #expect(result != .wrong, "\(mutation.name)")
    }
    let total = counts.values.reduce(0, +)
    #expect(total >= 60)
    let words = Result.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    print("wikitext: \(total) mutations of \(records.count) rows: \(words)")
  }

  private static func judge(_ mutation: Mutation) throws -> Result {
    let result = try opened(mutation.page, reading)
    if result.problem != nil { return .held }
    if result.defects.contains(where: { $0 != nil }) { return .defective }
    return mutation.right.contains(result.fields.map { Array($0.dropLast()) }) ? .exact : .wrong
  }

  // MARK: Making them

  /// A page split into its rows, so that cells can be replaced.
  private struct Cut {
    var rows: [String]

    init(_ page: String) { rows = page.split("\n|-\n") }

    var page: String { rows.joined(separator: "\n|-\n") }

    /// Replaces the line of a cell; there is one cell per line, the notes last.
    mutating func exchange(row: Int, cell: Int, with line: String) {
      var lines = rows[row].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let cells = lines.indices.filter { lines[$0].hasPrefix("|") || lines[$0].hasPrefix("!") }
      lines[cells[cell]] = line
      rows[row] = lines.joined(separator: "\n")
    }
  }

  private static func mutations(of page: String, _ records: Records, _ random: inout SeededRandom) -> [Mutation] {
    let cut = Cut(page)
    let first = cut.rows.count - records.count
    var all: [Mutation] = []
    for (name, text, shown) in cells(&random) {
      let row = Int.random(in: 0..<records.count - 1, using: &random)
      let cell = [3, 4, 5, 6].randomElement(using: &random)!
      var mutated = cut
      mutated.exchange(row: first + row, cell: cell, with: "|" + text)
      let right = shown.map { value in
        var changed = records
        changed[row][cell] = value
        return changed
      }
      all.append(Mutation(name: "\(name): \(text), cell \(cell) of row \(row + 1)", page: mutated.page, right: right))
    }
    for (name, change, right) in rows(&random, records) {
      var mutated = cut
      change(&mutated.rows, first)
      all.append(Mutation(name: name, page: mutated.page, right: right))
    }
    return all
  }

  /// Cells and their acceptable readings.
  private static func cells(_ random: inout SeededRandom) -> [(name: String, text: String, shown: [String])] {
    let a = String(Int.random(in: 1...9, using: &random))
    let b = String(Int.random(in: 1...9, using: &random))
    var all: [(name: String, text: String, shown: [String])] = []
    func add(_ name: String, _ text: String, _ shown: String...) { all.append((name, text, shown)) }
    for tag in ["small", "big", "b", "i", "u", "span", "font", "code", "ins", "em", "div", "abbr", "p"] {
      add("glued to \(tag)", "\(a)<\(tag)>\(b)</\(tag)>")
      add("\(tag) glued", "<\(tag)>\(a)</\(tag)>\(b)")
      add("whole in \(tag)", "<\(tag)>\(a)</\(tag)>", a)
    }
    for (open, close) in [
      ("<s>", "</s>"), ("<del>", "</del>"), ("<strike>", "</strike>"), ("<S >", "</S>"),
      ("<span style=\"display:none\">", "</span>"), ("<div style='display: none;'>", "</div>"),
      ("<span style=\"text-decoration:line-through\">", "</span>"), ("<small><s>", "</s></small>"),
    ] {
      add("unseen before", open + a + close + b, b)
      add("unseen behind", a + open + b + close, a)
      add("unseen apart", "\(a) \(open)\(b)\(close)", a)
      add("unseen between", a + open + "5" + close + b)
      add("all unseen", open + a + close)
      add("unseen, not closed", open + a)
    }
    for (wrapped, isSeen) in [
      ("{{nowrap|\(b)}}", true), ("{{small|\(b)}}", true), ("{{nts|\(b)}}", true), ("[[X|\(b)]]", true),
      ("[[\(b)]]", true),
      ("[https://x.example/ \(b)]", true), ("'''\(b)'''", true), ("''\(b)''", true), ("<nowiki>\(b)</nowiki>", true),
      ("{{nowrap|1=\(b)}}", true), ("{{circa|\(b)}}", false), ("{{x}}\(b)", false), ("\(b){{x|y}}", false),
      ("{{ubl|\(b)|\(a)}}", false), ("[[File:X.jpg|thumb|\(b)]]", false), ("[[Fichier:X.jpg|\(b)]]", false),
      ("[[de:X|\(b)]]", false), ("<sup>\(b)</sup>", false), ("<sub>\(b)</sub>", false), ("<math>\(b)</math>", false),
      ("<x>\(b)</x>", false), ("{{#if:x|\(b)}}", false), ("{{{1|\(b)}}}", false),
      ("<bdo dir=\"rtl\">\(b)</bdo>", false),
      ("<q>\(b)</q>", false), ("<span class=\"y\">\(b)</span>", false), ("\(b){{!}}\(a)", false),
    ] {
      all.append(("alone", wrapped, isSeen ? [b] : []))
      add("glued", a + wrapped)
      add("apart", "\(a) \(wrapped)")
    }
    for note in [
      "<ref>\(b)</ref>", "<ref name=\"\(b)\"/>", "{{efn|\(b)}}", "{{citation needed|date=May 2031}}", "<nowiki/>",
    ] {
      add("behind", a + note, a)
      add("before", note + a, a)
      add("between", a + note + b)
      add("between a range", "\(a)\(note)–1\(b)")
    }
    add("comment", "\(a)<!-- 5 -->\(b)", a + b)
    add("comment with lines", "\(a)<!--\n|-\n| 5 -->\(b)", a + b)
    add("entity", "&#\(48 + Int(a)!);\(b)", a + b)
    add("entity of a bound", "&ge;\(a)", "≥\(a)")
    add("zero width", "\(a)&#8203;\(b)")
    add("line break", "\(a)<br>\(b)")
    add("lines", "\(a)\n\(b)")
    add("list", "\n* \(a)\n* \(b)")
    add("sum", "\(a) + \(b)")
    add("plus", " +\(a)")
    add("words", "\(a) or \(b)")
    add("lower bound", "\(a)+", "\(a)+")
    add("nested table", "\n{|\n| \(a)\n|}")
    add("nested table behind", "\(a)\n{|\n| \(b)\n|}")
    add("colspan", "colspan=2 | \(a)")
    add("rowspan", "rowspan=2 | \(a)")
    add("rowspan by a template", "{{x}} | \(a)")
    add("hidden cell", "style=\"display:none\" | \(a)")
    add("no attribute", "\(a) | \(b)")
    add("a style", "style=\"background:#eee\" | \(a)", a)
    add("another cell", "\(a)\n| \(b)")
    add("another cell on the line", "\(a) || \(b)")
    add("open link", "[[\(a) | \(b)")
    add("open comment", "\(a)<!-- \(b)")
    add("open ref", "\(a)<ref>\(b)")
    return all
  }

  private typealias Change = (inout [String], Int) -> Void

  private static func rows(_ random: inout SeededRandom, _ records: Records) -> [(
    name: String, change: Change, right: [Records]
  )] {
    let i = Int.random(in: 1..<records.count - 1, using: &random)
    let row = "| 900\n| 1 June 2031\n| Pacific\n| 1\n| 4\n|\n|\n| x"
    let added = records + [["900", "1 June 2031", "Pacific", "1", "4", "", ""]]
    var without = records
    without.remove(at: i)
    func end(_ text: String) -> Change {
      { rows, _ in rows[rows.count - 1] = rows[rows.count - 1].replacingFirst("\n|}", with: text) }
    }
    func at(_ change: @escaping (String) -> String) -> Change {
      { rows, first in rows[first + i] = change(rows[first + i]) }
    }
    return [
      ("a row more", end("\n|-\n\(row)\n|}"), [added]),
      ("a row in a comment", at { "<!--\n\($0)\n-->" }, [without]),
      ("a row struck out", at { "<s>\n\($0)\n</s>" }, []),
      ("a row for other pages", at { "<includeonly>\n|-\n\($0)\n</includeonly>" }, []),
      ("a row by a template", at { _ in "{{Row|900|4}}" }, []),
      ("a row by a template, behind a row", at { $0 + "\n{{Row|900|4}}" }, []),
      ("a row by a template, on the line", at { $0 + " {{Row|900|4}}" }, []),
      ("a transcluded row", end("\n|-\n{{:List of strikes}}\n|}"), []),
      ("a row by a module", end("\n|-\n{{#invoke:Strikes|rows}}\n|}"), []),
      ("a row by HTML", end("\n<tr><td>900</td><td>4</td></tr>\n|}"), []),
      ("a hidden row", { rows, first in rows[first + i - 1] += "\n|- style=\"display:none\"\n\(row)" }, []),
      (
        "no mark between rows",
        { rows, first in
          let row = rows.remove(at: first + i)
          rows[first + i - 1] += "\n" + row
        }, []
      ),
      ("an early end", at { $0 + "\n|}" }, []),
      ("no end", end(""), []),
      (
        "a second table",
        { rows, first in
          let header = rows[first - 1]
          rows[first + i] = "|}\n{| class=\"wikitable\"\n|+ 2026 strikes\n|-\n\(header)\n|-\n" + rows[first + i]
        }, []
      ),
      (
        "hidden as a whole", { rows, _ in rows[0] = rows[0].replacingFirst("{|", with: "{| style=\"display:none\"") },
        []
      ),
      ("wrapped and hidden", { rows, _ in rows[0] = "<div style=\"display:none\">\n" + rows[0] }, []),
      ("text between rows", at { "4 more\n|-\n" + $0 }, []),
      ("an empty row", at { "\n|-\n" + $0 }, [records]),
    ]
  }
}

extension String {
  fileprivate func split(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(of: separator) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }

  /// The last occurrence of "|}" ends the tested table and the first "{|" begins it; both occur once in these pages.
  fileprivate func replacingFirst(_ text: String, with other: String) -> String {
    guard let place = firstRange(of: text) else { return self }
    return String(self[..<place.lowerBound]) + other + String(self[place.upperBound...])
  }
}
