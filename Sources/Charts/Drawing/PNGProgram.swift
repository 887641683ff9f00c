import Glibc
import Model
import System
import Words

/// The program rsvg-convert, run once for each picture of an export.
///
/// It sees nothing of its user: no home, no locale, no time zone, no terminal; so it draws the same bytes for everyone who has the same
/// librsvg and fonts.
struct PNGProgram {
  let path: String
  /// When one that does not end is stopped.
  var timeoutSeconds = 30
  /// Whether a process is stopped before that. For tests, which then need no time.
  var isStopped: @Sendable (_ process: pid_t) -> Bool = { _ in false }

  static let package = "librsvg2-bin"
  /// What to say where it is not installed.
  static let missing =
    "charts: rsvg-convert is not installed, so there are no PNG pictures -> apt-get install \(package)"
  /// Pixels of each picture's width.
  static let width = 1200

  init(path: String) { self.path = path }

  /// The rsvg-convert on the search path; nil where there is none.
  static func installed(searchPath: String? = getenv("PATH").map { String(cString: $0) }) -> PNGProgram? {
    ChildProgram.installed("rsvg-convert", searchPath: searchPath).map { PNGProgram(path: $0) }
  }

  /// The pictures as PNG, ``width`` pixels wide, as many at once as there are processors.
  ///
  /// - Returns: in the order of the drawings, each or nil where it failed; and why: a problem for each of those, or a single one where nothing
  ///   at all is drawn.
  func pictures(of drawings: [(name: String, svg: [UInt8])]) -> (pictures: [[UInt8]?], problems: [Problem]) {
    guard !drawings.isEmpty else { return ([], []) }
    let drawn = Parallel.map(drawings) { drawing -> Result<[UInt8], Problem> in
      do { return .success(try picture(of: drawing.svg, name: drawing.name)) } catch {
        return .failure(Problem.of(error, at: "chart of \(drawing.name)"))
      }
    }
    var problems: [Problem] = []
    for case .failure(let problem) in drawn { problems.append(problem) }
    // A drawing without anything in it tells whether it is the program, or its folder, that fails.
    if var problem = problems.first, (try? picture(of: Self.nothing, name: "")) == nil {
      // What concerns the folder says itself what to do.
      if problem.place.hasPrefix("chart of ") { (problem.place, problem.remedy) = ("charts", Self.remedy) }
      problems = [problem]
    }
    return (drawn.map { try? $0.get() }, problems)
  }

  private static let nothing = Array("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>".utf8)
  private static let remedy =
    "see whether it runs: rsvg-convert --version; or install it anew: apt-get install --reinstall \(package) "
    + "fonts-dejavu-core"

  /// Runs the program in a folder of its own.
  ///
  /// - Throws: ``Problem`` with its own message, where it failed, was stopped, or wrote nothing.
  private func picture(of svg: [UInt8], name: String) throws -> [UInt8] {
    let folder = try PrivateFolder(
      name: "soundings-charts", remedy: "make room, or name another folder: TMPDIR=/var/tmp soundings ...")
    defer { withExtendedLifetime(folder) {} }
    func bytes(_ name: String) -> [UInt8] { (try? Files.bytes(of: "\(folder.path)/\(name)")) ?? [] }
    try AtomicFile.write(svg, to: folder.path + "/chart.svg")
    let status = try execute(in: folder.path, name: name)
    let drawn = bytes("chart.png")
    guard status == 0, !drawn.isEmpty else {
      let output = String(decoding: bytes("stderr"), as: UTF8.self)
      let isFull = output.contains("No space left") || DiskTrouble.isFull(folder.path)
      throw isFull ? Self.fullDisk(folder.path) : failure(status, output: output, name: name)
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
  private func execute(in folder: String, name: String) throws -> Int32 {
    var program = ChildProgram(path: path, timeoutSeconds: timeoutSeconds)
    program.isStopped = isStopped
    do {
      let arguments = ["--width", "\(Self.width)", "--keep-aspect-ratio", "--output", "chart.png", "chart.svg"]
      switch try program.run(arguments, in: folder) {
      case .exited(let code): return code
      case .ended(let signal): return -signal
      case .stopped:
        throw Problem(
          at: "chart of \(name)", "rsvg-convert had not drawn it after \(timeoutSeconds) seconds and was stopped",
          remedy: "see whether the machine is busy, then run again; the tables are written anyway")
      }
    } catch let failure as ChildProgram.NotStarted {
      throw Problem(at: path, "cannot be started: \(failure.reason)", remedy: Self.remedy)
    }
  }

  private func failure(_ status: Int32, output: String, name: String) -> Problem {
    let message = output.split(separator: "\n").last.map { TextWidth.printable(String($0)) } ?? "no message"
    let how = status == 0 ? "wrote no picture" : status > 0 ? "failed with \(status)" : "was ended by signal \(-status)"
    return Problem(
      at: "chart of \(name)", "rsvg-convert \(how): \(message.prefix(300))",
      remedy:
        "see what is odd in the table's names and numbers, and choose rows with 'where' in its line -- chart; "
        + "all but the PNG is written anyway")
  }
}

extension Problem {
  /// The problem that was thrown, or one that says what else was.
  static func of(_ error: any Error, at place: String) -> Problem {
    error as? Problem ?? Problem(at: place, "\(error)", remedy: "run again; the tables are written anyway")
  }
}
