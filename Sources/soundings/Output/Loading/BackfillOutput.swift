import ArgumentParser
import Model
import Publishing
import Runs
import Words

/// The plan and the report of `backfill`: lines for people, a document for programs, problems on stderr, the exit code.
struct BackfillOutput: Ending {
  let report: BackfillReport
  let isDryRun: Bool
  /// The output of loading; nil if nothing was loaded.
  let run: RunOutput?
  private let options: Options

  init(_ report: BackfillReport, _ options: Options, isDryRun: Bool) {
    self.report = report
    self.options = options
    self.isDryRun = isDryRun
    run = report.run.map {
      RunOutput($0, options, unreachableIsFailure: true, onlyDataset: report.plan.dataset)
    }
  }

  var exitCode: Int32 { report.exitCode }

  /// Prints and ends the process with the report's exit code.
  func finish() throws {
    try Output.render(self, options) { run.map { "\n" + $0.table + $0.written } }
    if !options.quiet, !options.json { Output.log(lines: report.run?.remarks ?? []) }
    Output.errors(problems)
    // An edition that an earlier run left held is reported as long as it is held.
    if let line = run?.lines.first, line.outcome.kind != .held, let why = line.heldBecause { Output.error(why) }
    Output.errors(run?.lines.first?.reported ?? [])
    try Output.end(self)
  }

  private var problems: [Problem] {
    let plan = report.plan
    var problems = report.problems
    problems += report.run?.pipelineProblems.map(\.problem) ?? []
    problems += report.run?.exportProblems ?? []
    problems += loading
    if report.wasStopped {
      let what =
        plan.kind == .newest
        ? Stopped.words
        : "\(Stopped.words); \(plan.archived + report.fetched) of \(plan.items.count) are in the archive"
      problems.append(Problem(at: plan.dataset, what, remedy: "to continue: \(report.goOn)"))
    } else if report.notAsked > 0 {
      problems.append(
        Problem(
          at: plan.dataset, "gave up after that; \(report.notAsked) were not requested",
          remedy: "the editions fetched so far are in the archive; continue later: \(report.goOn)"))
    }
    return problems
  }

  /// The problems of loading. Past editions may be held back as well as new ones, each for a reason of its own.
  private var loading: [Problem] {
    guard let outcome = run?.lines.first?.outcome else { return [] }
    let held = outcome.loaded.filter { $0.state == .held }.compactMap(\.problem)
    guard outcome.kind == .held, !held.isEmpty else { return [outcome.problem].compactMap { $0 } }
    guard held.count > 5 else { return held }
    let rest = Problem(
      at: report.plan.dataset, "\(held.count - 5) more of the past editions are held back",
      remedy: "see why: soundings status \(report.plan.dataset)")
    return held.prefix(5) + [rest]
  }

  /// The plan for people.
  ///
  /// - Parameter lists: whether each edition gets its line.
  static func text(of plan: BackfillPlan, lists: Bool) -> String {
    let source =
      switch plan.kind {
      case .links: " links on \(plan.page ?? "its page") (read just now)"
      case .revisions: " days, each with the revision in force at its end"
      case .captures: " copies of \(plan.page ?? "its address") in the web archive"
      case .newest: plan.items.isEmpty ? "" : " (the newest, whatever its date)"
      }
    var lines = [
      "\(plan.dataset): the plan",
      "  offered   \(plan.items.count)\(source)",
      "  archived  \(plan.archived) in the archive",
      "  to fetch  \(plan.toFetch.count)\(span(plan))",
    ]
    if !plan.toFetch.isEmpty {
      lines += ["  time      \(time(plan))", "  size      unknown until the publisher answers; \(limit(plan))"]
    }
    let unchanged = plan.unchanged.compactMap(\.date)
    if !unchanged.isEmpty {
      lines.append(
        "  unchanged \(unchanged.count), with the bytes of an earlier copy: \(unchanged.joined(separator: ", "))")
    }
    if let note = plan.note { lines.append("  note      \(note)") }
    if [.revisions, .newest].contains(plan.kind), let url = plan.toFetch.first?.url {
      lines.append("  address   \(url)")
    }
    guard lists, !plan.items.isEmpty, plan.kind != .newest else { return lines.joined(separator: "\n") }
    let isByDay = plan.kind == .revisions
    let table = TextTable.rendered(
      headers: isByDay
        ? ["in force on", "state"]
        : [plan.kind == .captures ? "copied" : "published", "data through", "state", "address"],
      rows: plan.items.map { item in
        let state = state(of: item)
        return isByDay ? [item.date ?? "", state] : [item.date ?? "", item.through ?? "", state, item.url]
      }, alignments: [.fixed, .fixed, .fixed, .left], width: Output.width)
    return lines.joined(separator: "\n") + "\n\n" + table
  }

  private static func state(of item: BackfillPlan.Item) -> String {
    switch item.passedOver {
    case .unchanged(let day)?: "unchanged since \(day)"
    case .older?: "older than what was out"
    case nil: item.isArchived ? "archived" : "to fetch" + (item.deadSince.map { ", dead since \($0)" } ?? "")
    }
  }

  private static func span(_ plan: BackfillPlan) -> String {
    guard let first = plan.toFetch.first?.date, let last = plan.toFetch.last?.date else { return "" }
    let word = [BackfillPlan.Kind.revisions: "in force", .captures: "copied"][plan.kind] ?? "published"
    return first == last ? ", \(word) \(first)" : ", \(word) \(first) to \(last)"
  }

  private static func time(_ plan: BackfillPlan) -> String {
    let seconds = Int(plan.estimatedSeconds.rounded(.up))
    let text = seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) minutes"
    return "about \(text): \(assumption(plan))"
  }

  static func assumption(_ plan: BackfillPlan) -> String {
    "\(short(plan.secondsBetween)) s between requests, \(short(BackfillPlan.secondsPerAnswer)) s assumed for each answer"
      + "; loading not counted"
  }

  private static func limit(_ plan: BackfillPlan) -> String {
    "at most \(NumberText.grouped(plan.maxBytes / 1_000_000)) MB each"
  }

  private static func short(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
  }
}
