import Glibc
import Model
import System

/// The user's crontab, through the program of that name.
struct Crontab {
  private let program: String

  /// - Throws: ``Problem`` where the machine has no such program.
  init() throws {
    guard let path = ChildProgram.installed("crontab") else {
      throw Problem(
        at: "crontab", "there is no such program on this machine",
        remedy: "install cron (Debian: apt-get install cron), or use systemd: soundings schedule install --systemd; "
          + "what would be installed: soundings schedule print")
    }
    program = path
  }

  /// - Throws: ``Problem`` where it cannot be read.
  func read() throws -> String {
    let folder = try PrivateFolder()
    let end = try start(["-l"], in: folder.path, standardOutput: "crontab")
    let said = (try? String(decoding: Files.bytes(of: folder.path + "/stderr"), as: UTF8.self)) ?? ""
    if end == .exited(code: 0) {
      return String(decoding: try Files.bytes(of: folder.path + "/crontab"), as: UTF8.self)
    }
    // All of them say so, and end with 1.
    if said.contains("no crontab for") { return "" }
    throw refused("cannot be read", said)
  }

  /// - Throws: ``Problem`` where it is not taken; it is as it was then.
  func write(_ text: String) throws {
    let folder = try PrivateFolder()
    let path = folder.path + "/new"
    try AtomicFile.write(Array(text.utf8), to: path)
    guard try start([path], in: folder.path, standardOutput: "out") == .exited(code: 0) else {
      throw refused(
        "was not taken, and is as it was",
        (try? String(decoding: Files.bytes(of: folder.path + "/stderr"), as: UTF8.self)) ?? "")
    }
    let now = try read()
    guard now == text else {
      throw Problem(
        at: "crontab", "is not what was written: another program may have changed it", remedy: "look at it: crontab -l")
    }
  }

  private func start(_ arguments: [String], in folder: String, standardOutput: String) throws -> ChildProgram.End {
    do {
      return try ChildProgram(path: program, timeoutSeconds: 30).run(
        arguments, in: folder, standardOutput: standardOutput)
    } catch {
      throw refused("cannot be used", error.reason)
    }
  }

  private func refused(_ what: String, _ said: String) -> Problem {
    let lines = said.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
    return Problem(
      at: "crontab", "\(what): \(lines.isEmpty ? "the program gave no reason" : lines.joined(separator: "; "))",
      remedy: "mend that (crontab -e shows the lines), or ask who keeps this machine; what would be installed: "
        + "soundings schedule print")
  }
}
