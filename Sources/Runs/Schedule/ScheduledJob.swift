import Glibc
import Manifest
import Model
import System
import Words

/// What a scheduler starts: this program with `run --due` on this project, and the environment that a scheduler lacks.
package struct ScheduledJob: Sendable {
  /// Which project's job it is, in eight hexadecimal digits: a hash of the configuration's path and the data folder.
  package let id: String
  /// The folder that it runs in.
  package let folder: String
  package let dataFolder: String
  package let arguments: [String]
  /// Names and values, sorted.
  package let environment: [(name: String, value: String)]

  /// The variable that says that a scheduler started the run, with the id.
  package static let variable = "SOUNDINGS_SCHEDULED"

  /// Whether a scheduler started this process.
  package static var isScheduled: Bool { getenv(variable) != nil }

  /// What a program for downloads and for charts may be told by a user's environment, and no scheduler sets.
  private static let kept = [
    "ALL_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_DIR", "SSL_CERT_FILE", "TMPDIR", "all_proxy", "http_proxy",
    "https_proxy", "no_proxy",
  ]

  /// - Parameters:
  ///   - configuration: its path, absolute.
  ///   - variables: the user's environment.
  /// - Throws: ``Problem`` where a path cannot stand in a schedule, or a key is read from a variable that no scheduler has.
  package init(
    _ settings: Configuration, at configuration: String, dataFolder: String, program: String,
    variables: (String) -> String?
  ) throws {
    for (name, source) in settings.secrets.sorted(by: { $0.key < $1.key }) {
      guard case .environment(let variable) = source.place else { continue }
      throw Problem(
        .badInput, at: configuration,
        "secrets.\(name): is read from the variable \(variable), which a scheduled run does not have",
        remedy:
          "keep the key in a file that only you can read, and name that: \(name): {host: \(source.host), file: /path}")
    }
    let folder = Files.folder(of: Files.folder(of: configuration))
    let data = Self.absolute(dataFolder)
    for path in [configuration, folder, data, program]
    where path.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
      throw Problem(
        .usage, at: path.debugDescription, "has a control character, which no schedule can contain",
        remedy: "rename the folder")
    }
    id = String(Hash.sha256(configuration + "\n" + data).prefix(8))
    self.folder = folder
    self.dataFolder = data
    var arguments = [program, "run", "--due", "--quiet"]
    // In its folder the program finds a configuration by itself; where there is none, naming it would be a mistake.
    if Files.exists(configuration) { arguments += ["--config", configuration] }
    self.arguments = arguments + ["--data", data]
    let own = [("PATH", variables("PATH") ?? "/usr/local/bin:/usr/bin:/bin"), (Self.variable, id)]
    environment = (own + Self.kept.compactMap { name in variables(name).map { (name, $0) } })
      .filter { !$0.1.isEmpty && !$0.1.contains("\n") }.sorted { $0.0 < $1.0 }.map { (name: $0.0, value: $0.1) }
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }

  /// The minute that is this installation's own, so that not all ask the publishers at once.
  package var minute: Int { Int(id.suffix(4), radix: 16)! % 60 }

  /// As a line for the shell.
  package var shell: String {
    let variables = environment.map { "\($0.name)=\(ShellWord.quoted($0.value))" }.joined(separator: " ")
    return "cd \(ShellWord.quoted(folder)) && env \(variables) "
      + arguments.map(ShellWord.quoted).joined(separator: " ")
  }
}
