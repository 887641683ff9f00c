import Foundation
import Model
import TestTools
import Testing

@testable import Drafts

/// What is prose in each kind of file, where it is, and what is not a draft at all.
@Suite struct CoverageDraftTests {
  /// Each mention as `line:column text`.
  private func places(_ text: String, _ kind: DraftText.Kind) -> [String] {
    MentionReader.mentions(in: DraftText(text, kind: kind), published: Day("2025-11-19")!).mentions.map {
      "\($0.place.line):\($0.place.column) \($0.text)"
    }
  }

  @Test func plainText() {
    let cases: [(String, [String])] = [
      ("21 boats\n\n  and 22", ["1:1 21", "3:7 22"]),
      ("21\r\n22\r23\n24", ["1:1 21", "2:1 22", "3:1 23", "4:1 24"]),
      ("caf\u{E9} 21", ["1:6 21"]),
      ("cafe\u{301} 21", ["1:6 21"]),
      ("👩‍👩‍👧 21", ["1:3 21"]),
      ("\t21", ["1:2 21"]),
      ("1. First point: 21\n2. Second: 22\n", ["1:17 21", "2:12 22"]),
      ("1) 21\n\n2) 22", ["1:4 21", "3:4 22"]),
      ("It happened in\n2019. Then", ["2:1 2019"]),
      ("2019. A year", ["1:1 2019"]),
      ("He counted to\n12. Then", ["2:1 12"]),
      ("15\u{AD},000 and 15,\u{200B}000", ["1:1 15,000", "1:13 15,000"]),
      ("15\n000", ["1:1 15", "2:1 000"]),
    ]
    for (text, expected) in cases { #expect(places(text, .plain) == expected, "\(text)") }
  }

  @Test func markdown() {
    let cases: [(String, [String])] = [
      ("# 3. Twelve boats\n\n21", ["1:6 Twelve", "3:1 21"]),
      ("**15**,000 troops, *21* and __22__", ["1:3 15,000", "1:21 21", "1:31 22"]),
      ("see [21 boats](https://x.org/22 \"23\") and 24", ["1:6 21", "1:43 24"]),
      ("[21][ref]\n\n[ref]: https://x.org/2022 \"23\"", ["1:2 21"]),
      ("text[^1] 21\n\n[^1]: a note of 22", ["1:10 21", "3:17 22"]),
      ("15,000[2] troops", ["1:1 15,000"]),
      ("<https://x.org/21> 22", ["1:20 22"]),
      ("```\n21\n```\n22", ["4:1 22"]),
      ("~~~ swift\n21\n```\n~~~\n22", ["5:1 22"]),
      ("```\n21", []),
      ("a <!-- 21\n22 --> 23", ["2:8 23"]),
      ("a <!-- 21", ["1:8 21"]),
      ("---\ndate: 2025\n---\n21", ["4:1 21"]),
      ("+++\ndate = 2025\n+++\n21", ["4:1 21"]),
      ("---\n\n21", ["3:1 21"]),
      ("1. one thing: 21\n2. 22\n", ["1:15 21", "2:4 22"]),
      ("- 21\n* 22\n+ 23", ["1:3 21", "2:3 22", "3:3 23"]),
      ("> 21\n> > 22", ["1:3 21", "2:5 22"]),
      ("| a | 21 |\n|---|---|\n| b | 22 |", ["1:7 21", "3:7 22"]),
      ("Title 21\n=====\n\n22\n---\n23", ["4:1 22", "6:1 23"]),
      ("\\*21\\* and 15&nbsp;000", ["1:3 21", "1:12 15 000"]),
      ("![alt 21](22.png)", ["1:7 21"]),
      ("<div class=\"c21\">22</div>", ["1:18 22"]),
      ("about ~15,000 and ~~16~~", ["1:8 15,000", "1:21 16"]),
      ("    21 indented", ["1:5 21"]),
      ("a_21_b and snake_case_21", []),
    ]
    for (text, expected) in cases {
      #expect(places(text, .markdown) == expected, "\(text)")
    }
  }

  @Test func html() {
    let cases: [(String, [String])] = [
      ("<p>21</p><p>22</p>", ["1:4 21", "1:13 22"]),
      ("<p><b>15</b>,000 troops", ["1:7 15,000"]),
      ("<p>15&nbsp;000 and 15&#8239;000 and 15&#x2009;000", ["1:4 15 000", "1:20 15 000", "1:37 15 000"]),
      ("<p title=\"21 > 20\" data-x='22'>23", ["1:32 23"]),
      ("<script>21</script><style>22</style>23", ["1:37 23"]),
      ("<!-- 21 -->22", ["1:12 22"]),
      ("<!-- 21", ["1:6 21"]),
      ("5 < 6 and <7", ["1:1 5", "1:5 6", "1:12 7"]),
      ("<p>15,000<sup>2</sup> troops, the 21<sup>st</sup>", ["1:4 15,000", "1:35 21st"]),
      ("<p>15,000<sup><a href='#f'>2</a></sup>", ["1:4 15,000"]),
      ("<td>21</td><td>22</td>", ["1:5 21", "1:16 22"]),
      ("&lt;21&gt; &unknown; &#0; 22", ["1:5 21", "1:27 22"]),
      ("<p>21\n<p\nclass=x>22", ["1:4 21", "3:9 22"]),
      ("<script>21", ["1:9 21"]),
      ("15<br>000", ["1:1 15", "1:7 000"]),
      ("<SCRIPT>21</script>22", ["1:20 22"]),
    ]
    for (text, expected) in cases { #expect(places(text, .html) == expected, "\(text)") }
  }

  @Test func theKindIsToldByContentAndName() {
    func kind(_ text: String, _ name: String) -> DraftText.Kind { DraftText.kind(of: Array(text.utf8), name: name) }
    #expect(kind("text", "a.md") == .markdown)
    #expect(kind("text", "a.MARKDOWN") == .markdown)
    #expect(kind("text", "a.HTM") == .html)
    #expect(kind("text", "a.txt") == .plain)
    #expect(kind("text", "a.b/draft") == .plain)
    #expect(kind("\n <!DOCTYPE html><p>", "a.txt") == .html)
  }

  private func read(_ bytes: [UInt8], _ name: String = "d.txt") -> String {
    do {
      return MentionReader.mentions(in: try DraftText(bytes, name: name), published: Day("2025-11-19")!).mentions
        .map { "\($0.place.line):\($0.place.column) \($0.text)" }.joined(separator: ", ")
    } catch let problem as Problem {
      #expect(problem.kind == .badInput)
      #expect(problem.description.split(separator: "\n").count == 2)
      return problem.description
    } catch { return "\(error)" }
  }

  private func utf16(_ text: String, little: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return little ? bytes : bytes.reversed()
    }
  }

  @Test func encodingsThatAreCertain() {
    #expect(read([0xEF, 0xBB, 0xBF] + Array("21".utf8)) == "1:1 21")
    for little in [true, false] { #expect(read(utf16("é 21\r\n22 😀 23", little: little)) == "1:3 21, 2:1 22, 2:6 23") }
  }

  @Test func encodingsThatAreNot() {
    let cases: [(String, [UInt8], String, String)] = [
      (
        "Latin-1", Array("one\ncaf".utf8) + [0xE9] + Array(" 21".utf8),
        "d.txt:2: is not UTF-8: byte 0xE9 after \"caf\"", "ISO-8859-1"
      ),
      (
        "Windows-1252", Array("15".utf8) + [0x96] + Array("21".utf8), "d.txt:1: is not UTF-8: byte 0x96", "WINDOWS-1252"
      ),
      ("cut off in U+FFFD", Array("a\n1".utf8) + [0xEF, 0xBF], "d.txt:2: is not UTF-8: byte 0xEF after \"1\"", "ISO"),
      ("part of U+FFFD", Array("1".utf8) + [0xEF, 0xBF, 0x41], "d.txt:1: is not UTF-8: byte 0xEF after \"1\"", "ISO"),
      ("UTF-16, no mark", utf16("Some text here", little: true, mark: false), "looks like UTF-16 without", "UTF-16LE"),
      ("UTF-16, no mark", utf16("Some text here", little: false, mark: false), "looks like UTF-16 without", "UTF-16BE"),
      ("UTF-32", [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "is UTF-32", "iconv -f UTF-32"),
      ("UTF-16, cut off", utf16("Some", little: true).dropLast(), "it is damaged or cut off", "save it again"),
      ("UTF-16, half a pair", [0xFF, 0xFE, 0x3D, 0xD8, 0x41, 0], "it is damaged or cut off", "save it again"),
      ("UTF-16 with NUL", utf16("a\u{0}b", little: true), "d.txt:1: contains a NUL byte", "export"),
      ("NUL", Array("a\nb 2\u{0}1".utf8), "d.txt:2: contains a NUL byte after \"b 2\"", "export"),
      ("empty", [], "d.txt: is empty", "name the file"),
      ("a mark alone", [0xEF, 0xBB, 0xBF], "d.txt: is empty", "name the file"),
      ("blank", Array(" \n\n".utf8), "contains only blanks", "name the file"),
      (
        "docx", [0x50, 0x4B, 3, 4, 0x14, 0, 6, 0], "is a Word, OpenDocument or other zipped document, not text",
        "export it"
      ),
      ("pdf", Array("%PDF-1.7\n".utf8), "is a PDF, not text", "export it"),
      ("rtf", Array("{\\rtf1\\ansi 21}".utf8), "is Rich Text (RTF), not text", "export it"),
      ("doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "is an old Word document, not text", "export it"),
      ("noise", (1...200).map { UInt8($0) } + [0xFF], "is not text", "export the draft"),
    ]
    for (name, bytes, what, remedy) in cases {
      let lines = read(Array(bytes)).split(separator: "\n")
      #expect(lines.first?.contains(what) == true, "\(name): \(lines)")
      #expect(lines.last?.contains(remedy) == true, "\(name): \(lines)")
    }
  }

  @Test func theRemedyCanBeTyped() {
    #expect(
      read([0x63, 0xE9], "my draft's.txt").hasSuffix("-t UTF-8 'my draft'\\''s.txt' > 'utf8-my draft'\\''s.txt'"))
  }

  /// Any text is read in any kind of file; the positions stay inside it.
  @Test func noiseIsReadInEveryKind() {
    var random = SeededRandom.ofTest()
    let pieces = [
      "<", ">", "<!--", "-->", "[", "](", ")", "`", "```", "\n", "\r", "&", "&nbsp;", "21", "15,000", "-", "–", "$",
      "%",
      "half", "a", "million", "and", "November", "Saturday", ",", ".", "'", "\"", "one", "hundred", "th", "\u{301}",
      "😀",
      "2025", "/", ":", " ", "<p", "<sup>", "</sup>", "twenty", "FY", "fiscal", "next", "\u{2029}", "٣", "\\", "|", "#",
    ]
    for round in 0..<300 {
      var text = ""
      for _ in 0..<(round % 40) { text += pieces.randomElement(using: &random)! }
      for kind in [DraftText.Kind.plain, .markdown, .html] {
        let lines = 1 + text.unicodeScalars.count { $0 == "\n" || $0 == "\r" }
        for mention in MentionReader.mentions(in: DraftText(text, kind: kind), published: Day("2025-11-19")!).mentions {
          #expect((1...lines).contains(mention.place.line) && mention.place.column >= 1, "\(text)")
          #expect(!mention.text.isEmpty)
        }
      }
    }
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = read(bytes, "d.md")
    }
  }
}
