import ArgumentParser
import Glibc
import Model
import Runs
import System

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Fetch what is new, load it, compute the tables, write the exports.",
    discussion: """
      Examples:
        soundings run                 everything
        soundings run PIPELINE        one pipeline
        soundings run DATASET         one dataset
        soundings run --due --quiet   for cron: only what is due, and silent unless
                                      there are problems
        soundings run --fresh DATASET ask for all of it, whether or not it has changed
        soundings run --offline       fetch nothing; load what is in the archive
        soundings run --dry-run       show what would be fetched
      """)

  @Argument(help: "Pipelines or datasets; default: all.")
  var targets: [String] = []

  @Flag(help: "Ask only publishers that are due: by default, those last asked a day ago.")
  var due = false

  @Flag(help: "Ask for the whole, and not whether it has changed since; names the datasets.")
  var fresh = false

  @Flag(help: "Fetch nothing; load what is in the archive.")
  var offline = false

  @Flag(help: "Only show what would be done.")
  var dryRun = false

  @Flag(help: "Do not count an unreachable publisher as a failure.")
  var unreachableOk = false

  @OptionGroup var options: Options

  func validate() throws {
    guard fresh else { return }
    if targets.isEmpty { throw ValidationError("--fresh needs the name of a dataset or pipeline.") }
    if offline || due { throw ValidationError("--fresh asks for everything: leave out --offline and --due.") }
  }

  func run() throws {
    guard due, ScheduledJob.isScheduled else { return try answer() }
    try SlotStamp.noting(
      in: try options.call().data, clock: try .ofProcess(),
      exitCode: { error in
        switch error {
        case let code as ExitCode: code.rawValue
        case let problem as Problem: problem.kind.rawValue
        default: 1
        }
      }, answer)
  }

  private func answer() throws {
    // On a terminal the answer depends on its width.
    guard due, !dryRun, !options.verbose, isatty(1) != 1, isatty(2) != 1 else {
      let output = try loaded()
      try output.render(isDryRun: dryRun)
      return try Output.end(output)
    }
    let call = try options.call()
    let states = call.states
    if let answer = IdleAnswer.standing(call, in: states, clock: try .ofProcess()) {
      Output.repeated(answer.pieces)
      if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
      return
    }
    var found: RunOutput?
    let warnings = try Output.recorded { found = try loaded() }
    guard let output = found else { return }
    let pieces = try Output.recorded { try output.render(isDryRun: false) }
    // What was to be waited for, say, is not so the next time.
    if warnings.isEmpty {
      IdleAnswer.keep(
        pieces, exitCode: output.exitCode, of: output.report, for: call, in: states, clock: try .ofProcess())
    }
    try Output.end(output)
  }

  private func loaded() throws -> RunOutput {
    var verb = RunVerb()
    verb.targets = targets
    verb.onlyDue = due
    verb.isFresh = fresh
    verb.isOffline = offline
    verb.isDryRun = dryRun
    verb.showsRemarks = !options.quiet
    return RunOutput(try verb.run(try options.project()), options, unreachableIsFailure: !unreachableOk)
  }
}
