import ArgumentParser
import Model
import Publishing
import Runs
import Words

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold every stored byte against its hash; the database, its ledger and the exports against the archive.",
    discussion: """
      It changes nothing, and says what is damaged and what it can be restored from. It may run beside anything; what a run
      is just changing is not judged. Exit code 1 where something is damaged.

      Examples:
        soundings verify
        soundings verify --rebuild      and everything against a rebuild in a temporary folder (TMPDIR)
        soundings verify --quiet        for cron: silent unless something is damaged
      """)

  @Flag(help: "Rebuild everything in a temporary folder, and compare it with what is here.")
  var rebuild = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = VerifyVerb()
    verb.withRebuild = rebuild
    let report = try verb.run(try options.project())
    if options.json {
      Output.print(json(report))
    } else if !options.quiet {
      for area in VerifyReport.Area.allCases {
        if let line = line(area, report) { Output.print("\(padded(area.rawValue)) \(line)") }
      }
      for remark in report.remarks { Output.print("note: \(remark.text)") }
      if let run = report.runBeside {
        Output.print("note: a run was under way (\(run)): verify again for a full verdict")
      }
    }
    if !options.json { for finding in report.findings { Output.error(finding.problem) } }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  private func padded(_ name: String) -> String { name + String(repeating: " ", count: 10 - name.count) }

  /// One line for an area; nil where it was not looked at.
  private func line(_ area: VerifyReport.Area, _ report: VerifyReport) -> String? {
    let found = report.findings(in: area).count
    let verdict = found == 0 ? "all well" : "\(grouped(found)) damaged: see below"
    switch area {
    case .archive:
      return
        "\(grouped(report.records)) records, \(grouped(report.snapshots)) snapshots, \(grouped(report.bytes)) bytes: "
        + verdict
    case .warehouse: return verdict
    case .ledger: return "\(grouped(report.editions)) editions against the archive: \(verdict)"
    case .exports: return "\(grouped(report.exports)) files against the tables: \(verdict)"
    case .rebuild:
      guard let files = report.rebuiltExports else { return found == 0 ? nil : verdict }
      return "\(grouped(files)) files and the warehouse against a rebuild: \(verdict)"
    }
  }

  private func json(_ report: VerifyReport) -> JSON {
    .object([
      ("records", .integer(Int64(report.records))), ("snapshots", .integer(Int64(report.snapshots))),
      ("bytes", .integer(Int64(report.bytes))), ("editions", .integer(Int64(report.editions))),
      ("exports", .integer(Int64(report.exports))),
      ("rebuilt_exports", report.rebuiltExports.map { .integer(Int64($0)) } ?? .null),
      ("run_beside", .optional(report.runBeside)),
      (
        "damaged",
        .array(
          report.findings.map {
            .object([("area", .string($0.area.rawValue)), ("problem", JSON($0.problem))])
          })
      ),
      (
        "notes",
        .array(
          report.remarks.map { .object([("area", .string($0.area.rawValue)), ("text", .string($0.text))]) })
      ),
      ("exit_code", .integer(Int64(report.exitCode))),
    ])
  }
}
