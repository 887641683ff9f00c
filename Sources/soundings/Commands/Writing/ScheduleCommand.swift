import ArgumentParser
import Model
import Runs
import Words

struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Let cron or systemd start the runs: print, install, remove, or see whether they run.",
    discussion: """
      The job is run --due --quiet: every hour it asks the publishers that are due,
      which is mostly none, and says nothing unless something is wrong. Its minute
      is this installation's own.

      Examples:
        soundings schedule print              what would be installed
        soundings schedule install            a block in your crontab; the rest of it
                                              stays as it is
        soundings schedule install --at 06:15 once a day, in this machine's time
        soundings schedule install --systemd  a timer of your own systemd
        soundings schedule status             whether the last slot really ran
        soundings schedule remove
      """,
    subcommands: [Print.self, Install.self, Remove.self, Status.self])

  struct Choice: ParsableArguments {
    @Flag(help: "A timer and a service of the user's systemd, instead of the crontab.")
    var systemd = false
  }

  struct Times: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "Once a day at this time: HH:MM, or HH for a minute of this installation's own. Default: every hour.",
        valueName: "time"))
    var at: String?

    @Option(help: ArgumentHelp("The time zone of --at; with --systemd only.", valueName: "name"))
    var zone: String?
  }

  private static func verb(_ options: Options, _ choice: Choice, _ times: Times? = nil) throws -> ScheduleVerb {
    var verb = try ScheduleVerb(try options.project(), configuration: try options.configurationPath())
    verb.scheduler = choice.systemd ? .systemd : .cron
    (verb.time, verb.zone) = (times?.at, times?.zone)
    return verb
  }

  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "print", abstract: "Print what would be installed, and change nothing.")
    @OptionGroup var times: Times
    @OptionGroup var choice: Choice
    @OptionGroup var options: Options

    func run() throws {
      let plan = try verb(options, choice, times).plan()
      try Output.renderVerbatim(plan, options) {
        plan.files.map { file in (file.name.map { "# \($0)\n" } ?? "") + file.text }.joined(separator: "\n")
      }
    }
  }

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install", abstract: "Install the job, or change when it runs.")
    @OptionGroup var times: Times
    @OptionGroup var choice: Choice
    @OptionGroup var options: Options

    func run() throws {
      let plan = try verb(options, choice, times).install()
      let place = plan.scheduler == .cron ? "in your crontab" : "as a timer of your systemd"
      try Output.render(plan, options) {
        plan.isNew
          ? "Installed \(place): \(plan.schedule).\nSee whether it runs: soundings schedule status\n"
          : "It is installed \(place) already: \(plan.schedule). Nothing was changed.\n"
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove the job.")
    @OptionGroup var choice: Choice
    @OptionGroup var options: Options

    private struct Report: Encodable { var removed: Bool }

    func run() throws {
      let isRemoved = try verb(options, choice).remove()
      try Output.render(Report(removed: isRemoved), options) {
        isRemoved ? "Removed.\n" : "There was none of this project. Nothing was changed.\n"
      }
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Show whether the job is installed, and whether it ran at the last slot.")
    @OptionGroup var options: Options

    func run() throws {
      let status = try verb(options, try Choice.parse([])).status()
      try Output.render(status, options) { status.text }
      Output.errors([status.problem].compactMap(\.self))
      if status.problem != nil || status.scheduler == nil { throw ExitCode(1) }
    }
  }
}
