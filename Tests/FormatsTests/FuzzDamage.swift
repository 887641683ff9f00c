import TestTools

/// Random damage to a file: bytes changed, lost or repeated, and words put in that mean something in its format.
enum FuzzDamage {
  static func damaged(_ whole: [UInt8], kind: String, _ random: inout SeededRandom) -> [UInt8] {
    var bytes = whole
    for _ in 0..<Int.random(in: 1...5, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(at..<min(at + Int.random(in: 1...40, using: &random), bytes.count))
      case 2, 3, 4:
        let words = Bool.random(using: &random) ? words[kind] ?? common : common
        bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: at)
      case 5:
        bytes.insert(contentsOf: bytes[at..<min(at + Int.random(in: 1...80, using: &random), bytes.count)], at: at)
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return bytes
  }

  private static let common = [
    "\u{0}", "\u{FEFF}", "é", "\u{FFFD}", "\r", "\n", "\r\n", "\"", "\\", "9999999999999999999999", "-", "1E400", " ",
    "\u{202E}", "PK\u{3}\u{4}", "<!--", "-->", "{", "}", "[", "]", String(repeating: "x", count: 5000),
  ]

  private static let words = [
    "csv": ["\"\"", ";", ",", "\t", "|", "'", "sep=;", "#", "Source: x", "\\\"", "\n\n", ";;;;;;;;", "\"a\"b"],
    "json": [
      "NaN", "-Infinity", "null", "\\u0000", "\\ud800", "\\ud83d\\ude00", ",", ":", "[[[[[[[[", "{\"a\":", "}}", "1e",
      "-", "true", "//", "{\"country\":\"x\",\"people\":1}",
    ],
    "html": [
      "<table>", "</table>", "<tr>", "<td colspan=9>", "<td rowspan=65535 colspan=1000>", "<th>", "<script>",
      "</script>",
      "&#x110000;", "&", "<", "<svg>", "<del>", "<caption>", "<h2>", "<template>", "<td hidden>", "<p>", "</td>",
      "<sup>1",
      "<meta charset=utf-16>",
    ],
    "wikitext": [
      "{|", "|}", "|-", "|+", "||", "!!", "{{", "}}", "[[", "]]", "<ref>", "</ref>", "<nowiki>", "</nowiki>", "{{end}}",
      "== x ==", "rowspan=9", "colspan=65535 |", "{{!}}", "<pre>", "-{", "<br", "{{template|a=", "&#x110000;",
    ],
    "xlsx": ["<c r=\"A1\"/>", "<v>", "</row>", "&#65;", "r=\"XFD9\"", "t=\"s\"", "s=\"99\"", "<!DOCTYPE a>", "<si>"],
    "pdf": ["nan", "inf", "1e300", "###PAGE###", "\t", "5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100\tPeru\n"],
  ]
}
