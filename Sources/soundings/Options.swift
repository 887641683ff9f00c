import ArgumentParser
import Glibc
import Manifest
import Model
import Runs
import System
import Words

/// The options that every command takes.
struct Options: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file.",
      discussion:
        "Default: Config/soundings.yaml of the project in this folder, in one above it, or above the program.",
      valueName: "file")
  )
  var config: String?

  @Option(help: ArgumentHelp("The data folder, instead of the configuration's.", valueName: "dir"))
  var data: String?

  @Flag(help: "Print one JSON document on stdout.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print nothing if there are no problems.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Report progress on stderr.")
  var verbose = false

  /// Reads the configuration and the pipelines.
  func project() throws -> Project {
    let (configuration, root) = try readConfiguration()
    let isVerbose = verbose
    if isVerbose { Output.log("project \(root), data \(try dataFolder(configuration, root))") }
    let showsProgress = !quiet && isatty(2) == 1
    var project = Project(
      configuration: configuration, library: try Library.load(folder: Self.resolve(configuration.pipelines, root)),
      dataFolder: try dataFolder(configuration, root),
      pipelinesFolder: Self.resolve(configuration.pipelines, root),
      clock: try WallClock.ofProcess(), log: { line in if isVerbose || showsProgress { Output.log(line) } },
      shouldStop: { StopSignal.isRequested })
    project.warn = { Output.error($0) }
    if isVerbose { project.detail = { Output.log($0) } }
    return project
  }

  private func dataFolder(_ configuration: Configuration, _ root: String) throws -> String {
    guard data?.isEmpty != true else {
      throw Problem(
        .usage, at: "--data", "is empty, perhaps because a variable is not set", remedy: "name a folder: --data DIR")
    }
    return data.map { Self.resolve($0, Self.currentFolder) } ?? Self.resolve(configuration.data, root)
  }

  /// This call, as far as what it rests on is known without the pipelines.
  func call() throws -> IdleAnswer.Call {
    let (configuration, root) = try readConfiguration()
    return IdleAnswer.Call(
      arguments: Array(CommandLine.arguments.dropFirst()), configuration: try configurationPath(),
      pipelines: Self.resolve(configuration.pipelines, root), data: try dataFolder(configuration, root))
  }

  /// The configuration, and the folder that its relative paths start from.
  func readConfiguration() throws -> (Configuration, root: String) {
    let path = try configurationPath()
    let root = Files.folder(of: Files.folder(of: path))
    // A folder of pipelines is a project by itself: all settings have a default.
    if config == nil, !Files.exists(path) { return (Configuration(), root) }
    return (try Configuration.load(path: path), root)
  }

  /// The path of the configuration, absolute; where a folder of pipelines has none, where it would be.
  func configurationPath() throws -> String {
    if let config { return config.hasPrefix("/") ? config : Self.currentFolder + "/" + config }
    let starts = [Self.currentFolder, Files.folder(of: ProgramFile.path ?? "/")]
    for start in starts {
      var folder = start
      while true {
        let path = folder + "/Config/soundings.yaml"
        if access(path, R_OK) == 0 || Self.hasPipelines(folder) { return path }
        if folder == "/" || folder.isEmpty { break }
        folder = Files.folder(of: folder)
      }
    }
    throw Problem(
      .usage, at: "Config/soundings.yaml",
      "is neither in \(starts[0]) nor above it, nor above the program in \(starts[1])",
      remedy:
        "run it from the project's folder, name the file: --config FILE, or begin a project: soundings init FOLDER")
  }

  /// Whether a folder is a project although it has no configuration.
  private static func hasPipelines(_ folder: String) -> Bool {
    let pipelines = folder + "/Pipelines"
    guard let names = try? Files.names(in: pipelines) else { return false }
    return names.contains { access("\(pipelines)/\($0)/pipeline.yaml", R_OK) == 0 }
  }

  static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// A path relative to `root`; unchanged if that is the current folder, so that messages stay short.
  static func resolve(_ path: String, _ root: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    guard root == currentFolder else { return root + "/" + path }
    // SQLite would read it as an address with options of its own.
    return path.hasPrefix("file:") ? "./" + path : path
  }
}
