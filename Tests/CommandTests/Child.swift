import Foundation
import Glibc

/// The running program.
final class Child {
  let process: pid_t
  private let out: String
  private let err: String
  /// Its counter is there as long as the program runs.
  private let interruption: Interruption?

  init(
    program: String, arguments: [String], folder: String, out: String, err: String, interruption: Interruption? = nil
  ) {
    self.out = out
    self.err = err
    self.interruption = interruption
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    // Threads of the test runner may have signals blocked, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var pid = pid_t()
    // The shell changes the folder and becomes the program, so that signals reach the program itself.
    let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let code = posix_spawn(&pid, "/bin/sh", &actions, &attributes, &argv, environ)
    posix_spawnattr_destroy(&attributes)
    for argument in argv { free(argument) }
    posix_spawn_file_actions_destroy(&actions)
    precondition(code == 0, "cannot start \(program): \(String(cString: strerror(code)))")
    process = pid
  }

  func kill(_ signal: Int32) { Glibc.kill(process, signal) }

  func wait() -> Workdir.Result {
    var status: Int32 = 0
    withExtendedLifetime(interruption) { _ = waitpid(process, &status, 0) }
    let signal = status & 0x7F
    return Workdir.Result(
      status: signal == 0 ? (status >> 8) & 0xFF : -1, out: (try? String(contentsOfFile: out, encoding: .utf8)) ?? "",
      err: (try? String(contentsOfFile: err, encoding: .utf8)) ?? "", signal: signal == 0 ? nil : signal)
  }
}
