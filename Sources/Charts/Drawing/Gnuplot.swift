import Glibc
import Model
import System
import Words

/// The program gnuplot, run once for all pictures of an export.
///
/// It sees nothing of its user: no start-up file, no home, no locale, no time zone, no terminal; so it draws the same bytes
/// for everyone who has the same gnuplot and fonts.
struct Gnuplot {
  let path: String
  /// When a script that does not end is stopped.
  var timeoutSeconds = 60
  /// Whether a process is stopped before that. For tests, which then need no time.
  var isStopped: @Sendable (_ process: pid_t) -> Bool = { _ in false }

  /// What to say where it is not installed.
  static let missing = "charts: gnuplot is not installed, so there are no pictures -> apt-get install gnuplot-nox"

  init(path: String) { self.path = path }

  /// The gnuplot on the search path; nil where there is none.
  static func installed(searchPath: String? = getenv("PATH").map { String(cString: $0) }) -> Gnuplot? {
    for folder in (searchPath ?? "").split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/gnuplot"
      if access(path, X_OK) == 0, Files.isFile(path) { return Gnuplot(path: path) }
    }
    return nil
  }

  /// Runs the script in a folder of its own.
  ///
  /// - Returns: the pictures that it drew, in the script's order.
  /// - Throws: ``Problem`` with gnuplot's own message, where it failed, was stopped, or wrote too little.
  func run(_ script: GnuplotScript) throws -> [(svg: [UInt8], png: [UInt8])] {
    let folder = try PrivateFolder(
      name: "soundings-charts", remedy: "make room, or name another folder: TMPDIR=/var/tmp soundings ...")
    defer { withExtendedLifetime(folder) {} }
    func bytes(_ name: String) -> [UInt8] { (try? Files.bytes(of: "\(folder.path)/\(name)")) ?? [] }
    try AtomicFile.write(Array(script.text.utf8), to: folder.path + "/charts.gp")
    let status = try wait(for: start(in: folder.path))
    let output = String(decoding: bytes("stderr"), as: UTF8.self)
    let drawn = script.pictures.map { (bytes($0.svg), bytes($0.png)) }
    let missing = zip(script.pictures, drawn).first { $1.0.isEmpty || $1.1.isEmpty }?.0.name
    guard status == 0, missing == nil else {
      let isFull = output.contains("No space left") || DiskTrouble.isFull(folder.path)
      throw isFull ? Self.fullDisk(folder.path) : failure(status, output: output, of: script, firstMissing: missing)
    }
    return drawn
  }

  private static func fullDisk(_ folder: String) -> Problem {
    let words = DiskTrouble.full(folder, needed: 16 << 20)
    return Problem(
      at: PrivateFolder.parent, "the charts cannot be drawn there: \(words.what)",
      remedy: "\(words.remedy), or name another folder: TMPDIR=/var/tmp soundings ...")
  }

  private func start(in folder: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/stderr", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A thread of ours may have signals blocked, and a child would inherit that.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let environment = [
      "PATH=/usr/bin:/bin", "HOME=\(folder)", "TMPDIR=\(folder)", "LC_ALL=C.UTF-8", "TZ=UTC",
      "XDG_CACHE_HOME=\(folder)",
    ]
    // env goes to the folder, whatever its name: in a script it would have to be quoted.
    // -d: no start-up files, neither the machine's nor the user's.
    let arguments = ["/usr/bin/env", "-C", folder, path, "-d", "charts.gp"]
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process = pid_t()
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, &argv, &envp)
    guard code == 0 else {
      throw Problem(
        at: path, "cannot be started: \(String(cString: strerror(code)))",
        remedy: "see whether it runs: gnuplot --version; or install it anew: apt-get install --reinstall gnuplot-nox")
    }
    return process
  }

  /// Waits for the end, stopping a process that takes too long.
  ///
  /// - Returns: the exit code, or the negative number of the signal that ended it.
  private func wait(for process: pid_t) throws -> Int32 {
    var status: Int32 = 0
    let pause = 2_000
    var waited = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F) }
      if ended < 0, errno != EINTR { return -1 }
      if waited >= timeoutSeconds * 1_000_000 || isStopped(process) {
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        throw Problem(
          at: path, "had not drawn the charts after \(timeoutSeconds) seconds and was stopped",
          remedy: "see whether the machine is busy, then run again; the tables are written anyway")
      }
      usleep(UInt32(pause))
      waited += pause
    }
  }

  private func failure(_ status: Int32, output: String, of script: GnuplotScript, firstMissing: String?) -> Problem {
    let lines = output.split(separator: "\n").map { TextWidth.printable(String($0)) }
    let message = lines.last { $0.contains("line ") } ?? lines.last ?? "no message"
    // `"charts.gp" line 214: undefined variable`
    var place = firstMissing ?? script.pictures.last?.name ?? ""
    if let range = message.firstRange(of: "line "), let line = Int(message[range.upperBound...].prefix { $0.isNumber })
    {
      place = script.pictures.last { $0.line <= line }?.name ?? place
    }
    let how = status == 0 ? "wrote no picture" : status > 0 ? "failed with \(status)" : "was ended by signal \(-status)"
    return Problem(
      at: "chart of \(place)", "gnuplot \(how): \(message.prefix(300))",
      remedy:
        "see what is odd in the table's names and numbers, and choose rows with 'where' in its line -- chart; "
        + "the table is written anyway"
    )
  }
}
