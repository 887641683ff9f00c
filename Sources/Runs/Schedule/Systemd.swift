import Glibc
import Model
import System

/// The folder of the user's units, and the program that reads them.
struct Systemd {
  let folder: String
  private let program: String

  /// - Throws: ``Problem`` where the machine has no systemd.
  init(variables: (String) -> String?) throws {
    guard let path = ChildProgram.installed("systemctl") else {
      throw Problem(
        at: "systemctl", "there is no such program on this machine",
        remedy: "use cron: soundings schedule install; what would be installed: soundings schedule print --systemd")
    }
    guard let home = variables("HOME"), home.hasPrefix("/") else {
      throw Problem(at: "HOME", "is not set", remedy: "set it to your home folder: export HOME=/home/you")
    }
    program = path
    folder =
      (variables("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config") + "/systemd/user"
  }

  func read(_ name: String) -> String? {
    (try? Files.bytes(of: "\(folder)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
  }

  func write(_ units: SystemdUnits) throws {
    try Files.makeFolder(folder, mode: 0o755)
    try AtomicFile.write(Array(units.service.utf8), to: "\(folder)/\(units.name).service")
    try AtomicFile.write(Array(units.timer.utf8), to: "\(folder)/\(units.name).timer")
  }

  func remove(_ name: String) { for kind in ["service", "timer"] { unlink("\(folder)/\(name).\(kind)") } }

  /// - Throws: ``Problem`` with what the program said.
  func control(_ arguments: String...) throws {
    let temporary = try PrivateFolder()
    var child = ChildProgram(path: program, timeoutSeconds: 30)
    child.keeps = ["HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME"]
    let end: ChildProgram.End
    do { end = try child.run(["--user"] + arguments, in: temporary.path, standardOutput: "out") } catch {
      throw refused(arguments, error.reason)
    }
    guard end != .exited(code: 0) else { return }
    let said = (try? String(decoding: Files.bytes(of: temporary.path + "/stderr"), as: UTF8.self)) ?? ""
    throw refused(arguments, said.split(separator: "\n").joined(separator: "; "))
  }

  private func refused(_ arguments: [String], _ said: String) -> Problem {
    Problem(
      at: "systemctl --user \(arguments.joined(separator: " "))", said.isEmpty ? "failed without a reason" : said,
      remedy:
        "mend that (a user without a session needs: loginctl enable-linger), or use cron: soundings schedule install")
  }
}
