import ArgumentParser
import Runs

struct Soundings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soundings",
    abstract: "Fetch public datasets, keep their bytes, and make the tables that back an article's figures.",
    discussion: """
      First look:
        soundings run           fetch what is new, load it, and write the tables to
                                Data/exports
        soundings tables        list the tables
        soundings table TABLE   show one of them
        soundings figures       show the article's figures with their verdicts

      Exit codes: 0 done; 1 something failed (the rest still ran, the old data is
      unchanged); 3 done, but some dataset is older than promised, or a figure's
      verdict got worse; 64 usage; 65 bad manifest or data file; 75 another run
      holds the lock.
      """,
    version: Project.version,
    // Each has its name in writing: the parser would ask the Swift runtime for those of all types, a third of what `--help` takes.
    subcommands: [
      Run.self, Backfill.self, Add.self, Accept.self, Withdraw.self, QuarantineCommand.self, Tables.self, Table.self,
      Query.self,
      ExportCommand.self, Trace.self, Diff.self,
      FiguresCommand.self, ProofCommand.self, NewArticle.self, InitCommand.self, NewCommand.self, Record.self,
      Evidence.self,
      AddDocument.self, Key.self, Sign.self, ScheduleCommand.self, Status.self, RunsCommand.self,
      Check.self, Rebuild.self, Verify.self,
    ])
}
