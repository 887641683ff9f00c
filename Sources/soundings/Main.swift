import ArgumentParser
import Glibc
import Model
import Words

/// The entry point: parses the command line, runs the command, and turns an error into two lines and an exit code.
@main
enum Main {
  static func main() {
    StopSignal.listen()
    do {
      try requireCommand()
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
    } catch  where Soundings.exitCode(for: error).isSuccess {
      // Help, or the version: what was asked for, so that it must arrive.
      Output.print(bytes: Array((Soundings.fullMessage(for: error) + "\n").utf8))
    } catch {
      Soundings.exit(withError: error)
    }
  }

  /// - Throws: ``Problem`` where the first word is no command: the parser would only call it unexpected.
  private static func requireCommand() throws {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), word != "help" else { return }
    let names = Soundings.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word) else { return }
    throw Problem(
      .usage, at: "soundings", "there is no command '\(TextWidth.printable(word))'",
      remedy: Suggestion.question(word, among: names) { "soundings \($0)" }
        + "All of them are listed by: soundings --help")
  }
}
