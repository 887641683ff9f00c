import Foundation
import Glibc

/// The public programs that the tests check our exports with: Datasette, frictionless, Chromium and the like.
///
/// `scripts/setup test` installs them; if one is missing, its tests are skipped and say so.
package enum PublicTool {
  /// The folder of the repository.
  package static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// A program from Tests/requirements.txt, by name (or Python itself: `python`); nil if it is not installed.
  package static func python(_ name: String) -> String? {
    let path = root + "/.build/public-tools/bin/" + name
    return access(path, X_OK) == 0 ? path : nil
  }

  /// A program on the PATH, by name; nil if it is not installed.
  package static func installed(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  /// Whether the Python on the PATH reads YAML.
  package static let hasYAML: Bool = {
    guard let python = installed("python3") else { return false }
    return (try? run(python, ["-c", "import yaml"], in: "/"))?.status == 0
  }()

  /// The result of running a program.
  package struct Result: Sendable {
    package var status: Int32
    package var out: String
    package var err: String
  }

  /// Runs a program to its end in `folder`, keeping its output files out of it.
  package static func run(_ program: String, _ arguments: [String], in folder: String) throws -> Result {
    let stem = NSTemporaryDirectory() + "soundings-tool-\(UUID().uuidString)"
    let (out, err) = (stem + ".out", stem + ".err")
    defer {
      unlink(out)
      unlink(err)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    // Threads of the test runner may have signals blocked, which a child would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in argv { free(argument) } }
    var process = pid_t()
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &argv, environ)
    guard code == 0 else { throw CocoaError(.executableLoad) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Result(
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F),
      out: String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: out))) ?? Data(), as: UTF8.self),
      err: String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: err))) ?? Data(), as: UTF8.self))
  }
}
