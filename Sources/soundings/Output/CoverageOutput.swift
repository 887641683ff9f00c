import Drafts
import Figures
import Manifest
import Publishing
import Words

/// The two forms of a draft's coverage.
enum CoverageOutput {
  static func json(_ report: CoverageReport, article: ArticleManifest, draft: String) -> JSON {
    let counts = CoverageReport.State.allCases.map { ($0.rawValue, JSON.integer(report.count($0))) }
    return .object([
      ("article", .string(article.name)), ("draft", .string(draft)), ("mentions", .array(report.entries.map(json))),
      ("unused", .array(report.unused.map { .object([("text", .string($0.text)), ("near", .optional($0.near))]) })),
      ("counts", .object(counts)),
    ])
  }

  private static func json(_ entry: CoverageReport.Entry) -> JSON {
    let mention = entry.mention
    return .object([
      ("line", .integer(mention.place.line)), ("column", .integer(mention.place.column)),
      ("text", .string(mention.text)), ("phrase", .string(mention.phrase)), ("kind", .string(mention.kind.rawValue)),
      ("value", value(mention)), ("state", .string(entry.state.rawValue)), ("figure", .optional(entry.figure)),
      ("reason", .optional(entry.reason)), ("hint", .optional(entry.hint)),
    ])
  }

  private static func value(_ mention: Mention) -> JSON {
    guard let value = mention.value else { return .null }
    if case .number = mention.readings.first { return .number(value) }
    return .string(value)
  }

  /// The lines of what is open, and what it comes to; with `quiet` only the lines.
  static func text(_ report: CoverageReport, article: ArticleManifest, draft: String, quiet: Bool) -> String {
    var text = ""
    for entry in report.entries where entry.state == .uncovered || entry.state == .differs {
      let place = "\(draft):\(entry.mention.place.line):\(entry.mention.place.column)"
      let what: String
      let isNumber = !entry.mention.readings.isEmpty
      if entry.state == .uncovered {
        what = "no figure covers it" + (entry.hint.map { (isNumber ? "; near it: " : ": ") + $0 } ?? "")
      } else {
        what = "differs: \(entry.hint ?? "")"
      }
      text += "\(place): \"\(entry.mention.phrase)\": \(what)\n"
    }
    guard !quiet else { return text }
    for entry in report.unused {
      text += "note: \(entry.place): allow '\(entry.text)' matches nothing in the draft\n"
    }
    let count = report.entries.count
    let counts = CoverageReport.State.allCases.compactMap { state -> String? in
      let count = report.count(state)
      return count > 0 ? "\(count) \(state == .differs && count > 1 ? "differ" : state.rawValue)" : nil
    }
    let sum = counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
    return text + "\(count) \(count == 1 ? "number or date" : "numbers and dates") in \(draft)\(sum)\n"
  }
}
