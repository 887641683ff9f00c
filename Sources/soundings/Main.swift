import ArgumentParser
import Glibc
import Model

/// The entry point: parses the command line, runs the command, and turns an error into two lines and an exit code.
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
    } catch  where Soundings.exitCode(for: error).isSuccess {
      // Help, or the version: what was asked for, so that it must arrive.
      Output.print(bytes: Array((Soundings.fullMessage(for: error) + "\n").utf8))
    } catch {
      Soundings.exit(withError: error)
    }
  }
}
