import Drafts
import Runs

extension CheckDraftVerb.Report {
  /// A line for each number with what the data says of it, the wrong ones first; with `quiet` only the wrong ones.
  func text(quiet: Bool) -> String {
    var text = ""
    let order: [DraftReport.Verdict] =
      quiet ? [.wrong] : DraftReport.Verdict.allCases.sorted { Self.place($0) < Self.place($1) }
    for verdict in order {
      for (i, entry) in result.entries.enumerated() where entry.verdict == verdict {
        text +=
          "\(path):\(entry.place.line):\(entry.place.column): \"\(entry.phrase)\": \(Self.words(verdict))\(entry.why.map { ": \($0)" } ?? "")\n"
        let shown = verdict == .looksLike ? 3 : 1
        for (k, cell) in entry.cells.prefix(shown).enumerated() {
          text += "  \(cell.words) (\(cell.edition))\n  \(evidence[i].commands[k])\n"
        }
      }
    }
    return quiet ? text : text + summary + "\n"
  }

  private static func words(_ verdict: DraftReport.Verdict) -> String {
    verdict == .nothing ? "nothing in the data" : verdict.rawValue
  }

  private static func place(_ verdict: DraftReport.Verdict) -> Int {
    switch verdict {
    case .wrong: 0
    case .looksLike: 1
    case .right: 2
    case .nothing: 3
    }
  }
}
