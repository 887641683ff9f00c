import Drafts
import Manifest
import Runs
import Words

extension CoverageVerb.Report {
  /// A line for each mention that is not covered or differs, then the counts; with `quiet` only those lines.
  func text(quiet: Bool) -> String {
    var text = ""
    for entry in coverage.entries where entry.state == .uncovered || entry.state == .differs {
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
    for entry in coverage.unused {
      text += "note: \(entry.place): allow '\(entry.text)' matches nothing in the draft\n"
    }
    let count = coverage.entries.count
    let counts = CoverageReport.State.allCases.compactMap { state -> String? in
      let count = coverage.count(state)
      return count > 0 ? "\(count) \(state == .differs && count > 1 ? "differ" : state.rawValue)" : nil
    }
    let sum = counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
    let mentions = English.count(count, "number or date", plural: "numbers and dates")
    return text + "\(mentions) in \(draft)\(sum)\n"
  }
}
