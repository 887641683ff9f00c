import Model
import Publishing
import Runs
import Words

/// What is said of a proof that was written or checked.
enum ProofOutput {
  static func text(_ report: ProofVerb.Report, file: String) -> String {
    let proof = report.proof
    var counts: [(verdict: Verdict, count: Int)] = []
    for verdict in proof.figures.map(\.verdict) where !counts.contains(where: { $0.verdict == verdict }) {
      counts.append((verdict, proof.figures.count { $0.verdict == verdict }))
    }
    return """
      \(file): \(counted(proof.figures.count, "figure")) of \(proof.article.name), \(counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", "))
      \(counted(proof.files.count, "archived file")) behind them; \(grouped(report.bytes)) bytes, SHA-256 \(report.sha256)
      Check it at any time with: soundings proof --check \(file)
      """
  }

  static func json(_ report: ProofVerb.Report, file: String) -> JSON {
    .object([
      ("file", .string(file)), ("sha256", .string(report.sha256)), ("bytes", .integer(report.bytes)),
      ("article", .string(report.proof.article.name)), ("as_of", .optional(report.proof.asOf)),
      ("reference_day", .string(report.proof.referenceDay)),
      (
        "figures",
        .array(
          report.proof.figures.map { .object([("id", .string($0.id)), ("verdict", .string($0.verdict.rawValue))]) })
      ),
      ("files", .integer(report.proof.files.count)),
    ])
  }

  static func text(_ report: ProofCheckReport, file: String) -> String {
    let proof = report.proof
    var lines = ["\(file): a proof of \(proof.article.name) in the state of \(proof.asOf ?? proof.referenceDay)"]
    lines += report.checked.map { "  matches: \($0)" }
    lines += report.news.map { "  news: \($0)" }
    lines.append(
      report.findings.isEmpty
        ? "All of it matches."
        : "\(report.findings.count) do\(report.findings.count == 1 ? "es" : "") not match: see below")
    return lines.map(TextWidth.printable).joined(separator: "\n")
  }

  static func json(_ report: ProofCheckReport, file: String) -> JSON {
    .object([
      ("file", .string(file)), ("article", .string(report.proof.article.name)),
      ("as_of", .optional(report.proof.asOf)), ("reference_day", .string(report.proof.referenceDay)),
      ("matches", .bool(report.findings.isEmpty)), ("is_damaged", .bool(report.isDamaged)),
      ("checked", .strings(report.checked)), ("news", .strings(report.news)),
      ("findings", .array(report.findings.map { JSON($0) })),
    ])
  }

  private static func counted(_ n: Int, _ what: String) -> String { "\(grouped(n)) \(what)\(n == 1 ? "" : "s")" }

  /// A finding may quote the proof, and the proof may come from anyone: controls are shown, never obeyed.
  static func harmless(_ problem: Problem) -> Problem {
    Problem(
      problem.kind, at: TextWidth.printable(problem.place), TextWidth.printable(problem.what),
      remedy: TextWidth.printable(problem.remedy))
  }
}
