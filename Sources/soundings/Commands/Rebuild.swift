import ArgumentParser
import Model
import Publishing
import Runs
import Words

struct Rebuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the warehouse and the exports anew from the archive.",
    discussion: """
      The new warehouse takes the old one's place at one stroke when it is complete; the run ledger is carried over. The same
      archive and the same Pipelines give the same exports, byte for byte, on any machine. Nothing is fetched.

      Examples:
        soundings rebuild
        soundings rebuild --data /mnt/copy     of a copy: only its archive folder is needed
        soundings rebuild --json
      """)

  @OptionGroup var options: Options

  func run() throws {
    let report = try RebuildVerb().run(try options.project())
    defer { for problem in report.problems { Output.error(problem) } }
    try print(report)
    if let problem = report.problems.first { throw ExitCode(problem.kind == .badInput ? 65 : 1) }
  }

  private func print(_ report: RebuildReport) throws {
    if options.json { return Output.print(json(report)) }
    for remark in report.remarks + report.missing { Output.log(remark) }
    guard !options.quiet else { return }
    Output.print(
      TextTable.rendered(
        headers: ["dataset", "editions", "held", "rows"],
        rows: report.lines.map { [$0.dataset, grouped($0.editions), grouped($0.held), grouped($0.rows)] },
        alignments: [.fixed, .right, .right, .right], width: Output.width))
    Output.print(
      "\n\(report.tables.count) tables in \(report.exportsFolder): "
        + (report.changed.isEmpty ? "every file is as it was" : "\(report.changed.count) files written")
        + (report.runs > 0 ? "; \(grouped(report.runs)) runs of the ledger carried over" : ""))
  }

  private func json(_ report: RebuildReport) -> JSON {
    .object([
      (
        "datasets",
        .array(
          report.lines.map {
            .object([
              ("dataset", .string($0.dataset)), ("pipeline", .string($0.pipeline)),
              ("editions", .integer(Int64($0.editions))), ("held", .integer(Int64($0.held))),
              ("rows", .integer(Int64($0.rows))),
            ])
          })
      ),
      ("tables", .array(report.tables.map { .string($0) })),
      ("changed", .array(report.changed.map { .string($0) })),
      ("exports", .string(report.exportsFolder)),
      ("runs_carried_over", .integer(Int64(report.runs))),
      ("export_problems", .array(report.problems.map { JSON($0) })),
      ("remarks", .strings(report.remarks + report.missing)),
    ])
  }
}
