import ArgumentParser
import Glibc
import Model

/// The entry: parses, runs, and turns what went wrong into two lines and an exit code. Nothing else.
@main
enum Main {
  static func main() {
    StopSignal.listen()
    do {
      var command = try Soundings.parseAsRoot()
      try command.run()
    } catch let problem as Problem {
      Output.error(problem)
      exit(problem.kind.rawValue)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch let error where error is Stopped || StopSignal.isRequested {
      Output.error(Stopped().problem)
      exit(1)
    } catch {
      Soundings.exit(withError: error)
    }
  }
}

struct Soundings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soundings",
    abstract: "Fetches public datasets, keeps their bytes, and makes the tables that back an article's figures.",
    discussion: """
      First look:   soundings run            fetch what is new, load it, write the tables to Data/exports
                    soundings tables         what there is
                    soundings table TABLE
                    soundings figures        the article's figures with their verdicts

      Exit codes: 0 done; 1 something failed (the rest still ran, the old data stands); 3 done, but some dataset is older
      than promised, or a figure's verdict got worse; 64 usage; 65 bad manifest or data file; 75 another run holds the lock.
      """,
    version: Version.text,
    subcommands: [
      Run.self, Backfill.self, Add.self, Accept.self, Withdraw.self, QuarantineCommand.self, Tables.self, Table.self,
      ExportCommand.self, Trace.self, Diff.self,
      FiguresCommand.self, ProofCommand.self, NewArticle.self, Status.self, Check.self, Rebuild.self, Verify.self,
    ])
}
