import Model
import TestTools

@testable import Formats

/// Pages with tables: HTML and wikitext.
enum FuzzMarkup {
  private static let cells = [
    "Peru", "1", "1,031", "–", "", "a<br>b", "&amp;", "é", "3<sup>4</sup>", "<sup>4</sup>", "<b class=a>5</b>",
    "<a href='x'>b</a>",
  ]

  static func page(_ random: inout SeededRandom) -> FuzzInput {
    var reading = Reading(format: .html, header: ["Country", "People"])
    var html = Bool.random(using: &random) ? "<!DOCTYPE html><html><body>" : ""
    if Bool.random(using: &random) {
      let pieces = [
        ".a", "#b", "td", ":not(", ")", "[hidden]", " > ", "+", ",", "{", "}", "display:none", ";", "visibility:hidden",
        "!important", "@media screen", "@media print", "/*", "*/", "::before", "*", "é", "\"", " ",
      ]
      let rules = (0..<Int.random(in: 0...30, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      html += "<style>.a{display:none}\(rules.joined())</style>"
    }
    html += "<h2>Arrivals</h2><table><caption>Boats</caption><tr><th>Country<th>People</tr>"
    for _ in 0..<Int.random(in: 0...15, using: &random) {
      let spans = ["", "", "", " rowspan=2", " rowspan=0", " colspan=2", " style='display:none'", " class=a", " id=b"]
      let row = (0..<2).map { _ in
        "<td\(spans.randomElement(using: &random) ?? "")>\(cells.randomElement(using: &random) ?? "")"
      }
      html += "<tr>\(row.joined())"
    }
    html += "</table><table><tr><td>x</table><script id='d'>var data = [{\"country\":\"x\",\"people\":1}];</script>"
    switch Int.random(in: 0..<4, using: &random) {
    case 0: reading.caption = "Boats"
    case 1: reading.heading = "Arr"
    case 2:
      reading = Reading(format: .json, header: ["country", "people"])
      reading.inside = Bool.random(using: &random) ? .variable("data") : .script("d")
      html = html.replacing("var data = [", with: reading.inside == .script("d") ? "[" : "var data = [")
    default: reading.counted = ["People"]
    }
    return FuzzInput(kind: "html", Array(html.utf8), [reading])
  }

  static func wikitext(_ random: inout SeededRandom) -> FuzzInput {
    var reading = Reading(
      format: .wikitext, header: ["No.", "Date", "Killed", "Notes"], caption: "Strikes", prose: ["Notes"],
      counted: ["Killed"])
    var text = "Text.\n== Heading ==\n"
    let isArgument = Int.random(in: 0..<5, using: &random) == 0
    if isArgument { text += "{{scroll|content=\n" }
    text += "{| class=\"wikitable\"\n|+ Strikes\n|-\n! No. !! Date\n! Killed\n! Notes\n"
    let pieces = [
      "1", "2–3", "", "[[A|b]]", "<ref name=a>{{cite web|title=x}}</ref>", "{{nowrap|4}}", "'''5'''", "<!-- c -->6",
      "rowspan=2 | 7", "{{efn|x}}", "<s>8</s>", "&nbsp;9", "{{unknown thing|x}}", "style=\"display:none\" | 3",
    ]
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      text += "|-\n" + (0..<4).map { _ in "| \(pieces.randomElement(using: &random) ?? "")\n" }.joined()
    }
    text += Bool.random(using: &random) ? "|}\n" : "{{end}}\n"
    if isArgument { text += "}}\n" }
    text += "{|\n! Other\n|-\n| x\n|}\n"
    switch Int.random(in: 0..<4, using: &random) {
    case 0: reading.caption = nil
    case 1: (reading.caption, reading.heading) = (nil, "Head")
    default: break
    }
    guard Bool.random(using: &random) else { return FuzzInput(kind: "wikitext", Array(text.utf8), [reading]) }
    reading.text = "/page/text"
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return FuzzInput(kind: "wikitext", Array("{\"page\":{\"text\":\"\(escaped)\"}}".utf8), [reading])
  }
}
