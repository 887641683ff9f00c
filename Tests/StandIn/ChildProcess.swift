import Glibc

/// A child process with pipes for standard input and output; standard error is shared.
///
/// Uses posix_spawn rather than Foundation's Process, which passes on our blocked signals and may miss an exit.
struct ChildProcess {
  let process: pid_t
  let standardInput: Int32
  let standardOutput: Int32

  static func start(_ arguments: [String]) throws -> ChildProcess {
    let (childInput, ourInput) = try pipe()
    let (ourOutput, childOutput) = try pipe()
    defer {
      close(childInput)
      close(childOutput)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, childInput, 0)
    posix_spawn_file_actions_adddup2(&actions, childOutput, 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for argument in argv { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, &attributes, &argv, environ)
    guard code == 0 else {
      close(ourInput)
      close(ourOutput)
      throw StandIn.Failure("\(arguments[0]) cannot be started: \(String(cString: strerror(code)))")
    }
    return ChildProcess(process: process, standardInput: ourInput, standardOutput: ourOutput)
  }

  /// The child's output up to its first line end; nil if it ends before that.
  func firstLine() -> [UInt8]? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(standardOutput, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return line }
      line.append(byte)
    }
    return nil
  }

  /// Closed in other children that a test starts meanwhile, which would keep the server's input open.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw StandIn.Failure("no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}
