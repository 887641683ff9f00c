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
    ChildProgram.installed("gnuplot", searchPath: searchPath).map { Gnuplot(path: $0) }
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
    let status = try execute(in: folder.path)
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

  /// - Returns: the exit code, or the negative number of the signal that ended it.
  private func execute(in folder: String) throws -> Int32 {
    var program = ChildProgram(path: path, timeoutSeconds: timeoutSeconds)
    program.isStopped = isStopped
    do {
      // -d: no start-up files, neither the machine's nor the user's.
      switch try program.run(["-d", "charts.gp"], in: folder) {
      case .exited(let code): return code
      case .ended(let signal): return -signal
      case .stopped:
        throw Problem(
          at: path, "had not drawn the charts after \(timeoutSeconds) seconds and was stopped",
          remedy: "see whether the machine is busy, then run again; the tables are written anyway")
      }
    } catch let failure as ChildProgram.NotStarted {
      throw Problem(
        at: path, "cannot be started: \(failure.reason)",
        remedy: "see whether it runs: gnuplot --version; or install it anew: apt-get install --reinstall gnuplot-nox")
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
