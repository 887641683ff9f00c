import Glibc

/// A program of the machine, run to its end in a folder of its own.
///
/// It sees nothing of its user: no home, no locale, no time zone, no terminal, no other variables. Its messages go to the file `stderr` in the
/// folder.
package struct ChildProgram: Sendable {
  package enum End: Equatable, Sendable {
    case exited(code: Int32)
    case ended(signal: Int32)
    /// It was stopped after the seconds that it had.
    case stopped
  }

  /// Why it did not start.
  package struct NotStarted: Error {
    package var reason: String
  }

  package var path: String
  package var timeoutSeconds: Int
  /// The largest address space, in bytes; nil: unlimited.
  package var memory: Int?
  /// The largest file that it may write, in bytes; nil: unlimited. Beyond it, SIGXFSZ ends the program.
  package var output: Int?
  /// The variables of its user that it sees all the same.
  package var keeps: [String] = []
  /// Whether a process is stopped before its time is up. For tests, which then need no time.
  package var isStopped: @Sendable (_ process: pid_t) -> Bool = { _ in false }

  package init(path: String, timeoutSeconds: Int, memory: Int? = nil, output: Int? = nil) {
    self.path = path
    self.timeoutSeconds = timeoutSeconds
    self.memory = memory
    self.output = output
  }

  /// The path of a program on the search path; nil where it is not there.
  package static func installed(
    _ name: String, searchPath: String? = getenv("PATH").map { String(cString: $0) }
  ) -> String? {
    for folder in (searchPath ?? "").split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0, Files.isFile(path) { return path }
    }
    return nil
  }

  /// Runs the program with `folder` as its working folder.
  ///
  /// - Parameter standardOutput: the name of the file in the folder that gets its output; nil: nobody does.
  /// - Throws: ``NotStarted``.
  package func run(
    _ arguments: [String], in folder: String, standardOutput: String? = nil
  ) throws(NotStarted) -> End {
    wait(for: try start(arguments, in: folder, standardOutput))
  }

  private func start(_ arguments: [String], in folder: String, _ standardOutput: String?) throws(NotStarted) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let output = standardOutput.map { "\(folder)/\($0)" } ?? "/dev/null"
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/stderr", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A thread of ours may have signals blocked, and a child would inherit that.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let kept = keeps.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
    // The first of two is the one that counts.
    let environment =
      kept + [
        "PATH=/usr/bin:/bin", "HOME=\(folder)", "TMPDIR=\(folder)", "LC_ALL=C.UTF-8", "TZ=UTC",
        "XDG_CACHE_HOME=\(folder)",
      ]
    // env goes to the folder, whatever its name: in a script it would have to be quoted.
    let command = limits + ["/usr/bin/env", "-C", folder, path] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process = pid_t()
    let code = posix_spawn(&process, command[0], &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw NotStarted(reason: String(cString: strerror(code))) }
    return process
  }

  /// The beginning of a command that sets the limits: a process cannot be spawned with them.
  private var limits: [String] {
    var set: [String] = []
    if let memory { set.append("ulimit -v \(memory >> 10)") }
    if let output { set.append("ulimit -f \(output >> 9)") }
    guard !set.isEmpty else { return [] }
    // Where the machine's own limit is lower, that one stays.
    return ["/bin/sh", "-c", (set + ["exec \"$@\""]).joined(separator: " 2>/dev/null; "), "sh"]
  }

  private func wait(for process: pid_t) -> End {
    var status: Int32 = 0
    let pause = 2_000
    var waited = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process {
        let signal = status & 0x7F
        return signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .ended(signal: signal)
      }
      if ended < 0, errno != EINTR { return .exited(code: -1) }
      if waited >= timeoutSeconds * 1_000_000 || isStopped(process) {
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return .stopped
      }
      usleep(UInt32(pause))
      waited += pause
    }
  }
}
