import ArgumentParser
import Manifest
import Model
import Publishing
import Runs
import Words

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How fresh each dataset is, what is held or quarantined, what is due next.",
    discussion: """
      States: fresh; due (a new edition should be out); stale (overdue by more than the grace allowed); held (a newer
      edition is held back by a guard); empty (nothing loaded yet).

      Examples:
        soundings status
        soundings status DATASET             with its quarantined records
      """)

  @Argument(help: "Datasets; all where none is named.")
  var datasets: [String] = []

  @OptionGroup var options: Options

  func run() throws {
    var verb = StatusVerb()
    verb.datasets = datasets
    let project = try options.project()
    let all = try verb.run(project)
    let failures = try verb.failures(project)
    if options.json { return Output.print(json(all, failures)) }
    Output.print(
      TextTable.rendered(
        headers: ["dataset", "state", "edition in use", "published", "age in days", "rows", "quarantined", "next due"],
        rows: all.map { status in
          let f = status.freshness
          return [
            status.dataset, f.state.rawValue, f.edition ?? "–", f.published?.description ?? "–",
            f.ageDays.map(grouped) ?? "–", grouped(status.rows), grouped(f.quarantined),
            f.nextDue?.description ?? "–",
          ]
        }, alignments: [.fixed, .fixed, .fixed, .fixed, .right, .right, .right, .fixed], width: Output.width))
    for (pipeline, problem) in failures { Output.print("\nthe last run of \(pipeline) failed: \(problem)") }
    for status in all {
      if let why = status.freshness.heldBecause { Output.print("\nheld: \(why)") }
      guard !datasets.isEmpty else { continue }
      for item in status.quarantine {
        let value = item.column.map { "\($0): \"\(item.value ?? "")\" " } ?? ""
        Output.print("quarantined: \(item.file), record \(item.record), \(value)\(item.reason)")
      }
    }
  }

  private func json(_ all: [DatasetStatus], _ failures: [(pipeline: String, problem: String)]) -> JSON {
    .object([
      ("datasets", .array(all.map(json))),
      (
        "failures",
        .array(failures.map { .object([("pipeline", .string($0.pipeline)), ("problem", .string($0.problem))]) })
      ),
    ])
  }

  private func json(_ status: DatasetStatus) -> JSON {
    let f = status.freshness
    var lastRun = JSON.null
    if let last = status.lastRun {
      lastRun = .object([
        ("outcome", .string(last.outcome.rawValue)), ("note", .optional(last.note)), ("at", .string(last.at)),
      ])
    }
    return .object([
      ("dataset", .string(status.dataset)),
      ("pipeline", .string(status.pipeline)),
      ("state", .string(f.state.rawValue)),
      ("edition", .optional(f.edition)),
      ("published", .optional(f.published?.description)),
      ("age_days", f.ageDays.map { .integer(Int64($0)) } ?? .null),
      ("rows", .integer(Int64(status.rows))),
      ("quarantined", .integer(Int64(f.quarantined))),
      ("next_due", .optional(f.nextDue?.description)),
      ("held_because", .optional(f.heldBecause)),
      ("last_run", lastRun),
      ("quarantine", .array(status.quarantine.map(json))),
    ])
  }

  private func json(_ item: QuarantineFacts) -> JSON {
    .object([
      ("edition", .string(item.edition)), ("file", .string(item.file)), ("url", .string(item.url)),
      ("record", .integer(Int64(item.record))), ("column", .optional(item.column)),
      ("value", .optional(item.value)), ("reason", .string(item.reason)),
    ])
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold manifests, SQL, configuration and samples against their rules; no network.",
    discussion: """
      Examples:
        soundings check
      """)

  @OptionGroup var options: Options

  func run() throws {
    let (configuration, root) = try options.readConfiguration()
    let quiet = options.quiet || options.json
    let problems = try CheckVerb.run(
      pipelinesFolder: Options.resolve(configuration.pipelines, root), shouldStop: { StopSignal.isRequested }
    ) { line in
      if !quiet { Output.print(line) }
    }
    if options.json {
      Output.print(.object([("problems", .array(problems.map { JSON($0) }))]))
    } else {
      for problem in problems { Output.error(problem) }
      if problems.isEmpty && !quiet { Output.print("all is well") }
    }
    if !problems.isEmpty { throw ExitCode(65) }
  }
}
