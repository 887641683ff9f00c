import Model
import Publishing
import Runs
import Words

extension ProofVerb.Report {
  var text: String {
    var counts: [(verdict: Verdict, count: Int)] = []
    for verdict in proof.figures.map(\.verdict) where !counts.contains(where: { $0.verdict == verdict }) {
      counts.append((verdict, proof.figures.count { $0.verdict == verdict }))
    }
    return """
      \(file): \(English.count(proof.figures.count, "figure")) of \(proof.article.name), \(counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", "))
      \(English.count(proof.files.count, "archived file")) behind them; \(NumberText.grouped(bytes)) bytes, SHA-256 \(sha256)
      Check it at any time with: soundings proof --check \(file)
      """
  }
}

extension ProofCheckReport {
  var text: String {
    var lines = ["\(file): a proof of \(proof.article.name) in the state of \(proof.asOf ?? proof.referenceDay)"]
    lines += checked.map { "  matches: \($0)" }
    lines += news.map { "  news: \($0)" }
    lines.append(outcome)
    return lines.map(TextWidth.printable).joined(separator: "\n")
  }

  private var outcome: String {
    if findings.isEmpty { return "All of it matches." }
    // The text of a page made by another version was not compared; that is not a mismatch.
    let mismatches = findings.count - (isOtherVersion ? 1 : 0)
    let rest = "\(mismatches) \(mismatches == 1 ? "does" : "do") not match"
    guard isOtherVersion else { return "\(rest): see below" }
    return "The page's text was not compared with its data\(mismatches > 0 ? ", and \(rest)" : ""): see below"
  }
}

extension Problem {
  /// The problem with control characters made visible: it may quote the proof, which may come from anyone.
  var harmless: Problem {
    Problem(kind, at: TextWidth.printable(place), TextWidth.printable(what), remedy: TextWidth.printable(remedy))
  }
}
